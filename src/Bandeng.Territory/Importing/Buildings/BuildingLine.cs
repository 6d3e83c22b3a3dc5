using System.Globalization;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Places;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>What one row tells of a place, read but not yet compared with what stands.</summary>
/// <param name="Door">The room of the row, or null.</param>
internal sealed record ToldPlace(
    PlaceKind Kind, string Name, string? Estate, PlaceFacts Facts, Geometry? Place, Door? Door);

/// <summary>Reads a row of a list of buildings, or says what is wrong in which column.</summary>
internal sealed class BuildingLine(PlaceSource source, bool gcj02)
{
    private const int CmPerMetre2 = 10_000;
    private const decimal MostArea = 100_000;

    private SheetRow _row = new(0, []);
    private RowFault? _fault;

    public ToldPlace? Read(ToldRow row, out RowFault? fault)
    {
        (_row, _fault) = (row.Row, row.Fault);
        var told = _fault is null ? Told(row) : null;
        fault = _fault;
        return fault is null ? told : null;
    }

    private ToldPlace Told(ToldRow row)
    {
        var (kind, estate) = (Kind(), Text(BuildingGuide.Estate, PlaceOnFile.NameMax));
        var name = Name(kind) ?? (kind.HoldsBuildings() ? estate : null);
        if (name is null)
        {
            Fail("building.name", source.Has(BuildingGuide.Name) ? BuildingGuide.Name : BuildingGuide.PlaceName);
        }

        var facts = new PlaceFacts(
            Text(BuildingGuide.Number, 60), Text(BuildingGuide.Address, 200),
            Whole(BuildingGuide.Households, 100_000, "building.no-households"),
            Whole(BuildingGuide.Floors, 200, "number.unreadable"),
            Aliases: Text(BuildingGuide.Aliases, 200));
        var room = Text(BuildingGuide.Room, 20);
        var door = room is null ? null : Door.Of(Text(BuildingGuide.Unit, 20) ?? "", room, Floor(), AreaCm2());
        return new(kind, name ?? "", kind == PlaceKind.Building ? estate : null, facts, PlaceOf(row.Place), door);
    }

    /// <summary>楼栋 tells of a public unit only in which building it is, where 名称 stands beside it.</summary>
    private string? Name(PlaceKind kind)
    {
        var (building, place) = (Text(BuildingGuide.Name, PlaceOnFile.NameMax), Text(
            BuildingGuide.PlaceName, PlaceOnFile.NameMax));
        return kind == PlaceKind.Building ? building ?? place : place ?? building;
    }

    private void Fail(string code, string key, string? detail = null) =>
        _fault ??= new RowFault(code, source.Heading(key), detail);

    private string? Text(string key, int most)
    {
        var text = source.At(_row, key).Text.TrimStart('\'');
        if (text.Length > most)
        {
            Fail("building.too-long", key, text[..20]);
        }

        return text.Length == 0 ? null : text;
    }

    private PlaceKind Kind()
    {
        var text = source.At(_row, BuildingGuide.Kind).Text;
        if (text.Length == 0 || BuildingGuide.Kinds.TryGetValue(text, out var kind)
            || Enum.TryParse(text, true, out kind))
        {
            return text.Length == 0 ? PlaceKind.Building : BuildingGuide.Kinds.GetValueOrDefault(text, Parsed(text));
        }

        Fail("building.kind", BuildingGuide.Kind, text);
        return default;
    }

    private static PlaceKind Parsed(string text) => Enum.TryParse<PlaceKind>(text, true, out var kind) ? kind : default;

    /// <summary>「２０」 and 「20户」 are numbers too.</summary>
    private long? Whole(string key, long most, string zero)
    {
        var text = source.At(_row, key).Text;
        if (text.Length == 0)
        {
            return null;
        }

        var plain = PlaceWords.Plain(text).TrimEnd('户', '层', 'F');
        if (!decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != decimal.Truncate(number) || number < 0 || number > most)
        {
            Fail("number.unreadable", key, text);
            return null;
        }

        if (number == 0)
        {
            Fail(zero, key, text);
        }

        return (long)number;
    }

    /// <summary>「3层」, 「三楼」, 「负一层」 and 「-1」 are floors too.</summary>
    private long? Floor()
    {
        var text = PlaceWords.Plain(source.At(_row, BuildingGuide.Floor).Text).TrimStart('第').TrimEnd('层', '楼', 'F');
        if (text.Length == 0)
        {
            return null;
        }

        var (below, words) = text[0] == '负' ? (-1, text[1..]) : (1, text);
        if (long.TryParse(words, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var floor)
            || (ChineseNumber.Read(words) is { } read && (floor = read) > 0))
        {
            return below * floor;
        }

        Fail("number.unreadable", BuildingGuide.Floor, text);
        return null;
    }

    private long? AreaCm2()
    {
        var text = source.At(_row, BuildingGuide.Area).Text.TrimEnd('㎡', '²', 'm', 'M')
            .Replace("平方米", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var metres)
            && metres is > 0 and <= MostArea)
        {
            return (long)Math.Round(metres * CmPerMetre2);
        }

        Fail("number.unreadable", BuildingGuide.Area, text);
        return null;
    }

    private Geometry? PlaceOf(Geometry? outline)
    {
        var place = outline ?? PointOf();
        if (place is null || _fault is not null)
        {
            return null;
        }

        if (place is not (Point or Polygon or MultiPolygon))
        {
            Fail("building.geometry", "geometry", place.GeometryType);
        }
        else if (ToldShape.FaultOf(place) is { Column: { } key } wrong)
        {
            Fail(wrong.Code, key, wrong.Detail);
        }

        return _fault is not null || place.IsEmpty ? null : gcj02 ? Gcj02.ToWgs84(place) : place;
    }

    private Point? PointOf()
    {
        var (lon, lat) = (source.At(_row, BuildingGuide.Longitude).Text, source.At(_row, BuildingGuide.Latitude).Text);
        if (lon.Length == 0 && lat.Length == 0)
        {
            return null;
        }

        if (double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var y))
        {
            return GeometryFactory.Default.CreatePoint(new Coordinate(x, y));
        }

        Fail("building.lonlat", lon.Length > 0 ? BuildingGuide.Longitude : BuildingGuide.Latitude, $"{lon} {lat}");
        return null;
    }
}
