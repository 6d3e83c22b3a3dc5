using Bandeng.Kernel.Files.Reading;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.Operation.Valid;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>What every shape that a file tells must be: in China, the right way round, not crossing itself.</summary>
internal static class ToldShape
{
    /// <summary>The key of a column with shapes as well-known text, as QGIS writes them into a CSV.</summary>
    public const string Wkt = "wkt";

    private static readonly Envelope China = new(73, 136, 3, 54);

    public static SheetField Field { get; } = new(Wkt, "边界", "范围", "图形", "坐标串", "geometry", "geom", "the_geom");

    /// <summary>Why a shape cannot be used, its column by key; null where it can.</summary>
    public static RowFault? FaultOf(Geometry place)
    {
        if (!place.IsEmpty && !China.Contains(place.EnvelopeInternal))
        {
            var (lon, lat) = (place.Coordinate.X, place.Coordinate.Y);
            var code = China.Contains(new Coordinate(lat, lon)) ? "building.swapped" : "building.abroad";
            return new(code, BuildingGuide.Longitude, $"{lon} {lat}");
        }

        return new IsValidOp(place).ValidationError is { } error
            ? new("building.crossing", "geometry", $"{error.Coordinate.X:F6} {error.Coordinate.Y:F6}")
            : null;
    }

    /// <summary>The shape of a row, WGS-84: its own, or what stands in the column of well-known text.</summary>
    /// <param name="wanted">Names of kinds of shapes that are meant: Polygon.</param>
    public static Geometry? Read(
        PlaceSource source, ToldRow row, IReadOnlyList<string> wanted, bool isGcj02, out RowFault? fault)
    {
        fault = row.Fault;
        var shape = fault is null ? row.Place ?? OfText(source.At(row.Row, Wkt).Text) : null;
        fault ??= shape is not { IsEmpty: false } || !wanted.Contains(shape.GeometryType)
                ? new("shape.kind", Column(source), shape?.GeometryType)
            : FaultOf(shape) is { } wrong ? wrong with { Column = Column(source) }
            : null;
        return fault is not null ? null : isGcj02 ? Gcj02.ToWgs84(shape!) : shape;
    }

    /// <summary>How the file calls what tells the shape.</summary>
    public static string Column(PlaceSource source) => source.Has(Wkt) ? source.Heading(Wkt) : "geometry";

    private static Geometry? OfText(string text)
    {
        try
        {
            return text.Length == 0 ? null : new WKTReader().Read(text);
        }
        catch (Exception failure) when (failure is ParseException or ArgumentException)
        {
            return null;
        }
    }
}
