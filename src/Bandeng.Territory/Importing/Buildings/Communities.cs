using Bandeng.Kernel;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>
/// Which community a row belongs to: by its code, its name, the place on the map, or the area that was said.
/// </summary>
internal sealed class Communities(BandengDb db, CommunityOutlines outlines)
{
    private sealed record Row(AreaCode Code, string Name);

    private ILookup<string, AreaCode> _byName = Enumerable.Empty<AreaCode>().ToLookup(_ => "");
    private HashSet<AreaCode> _known = [];
    private AreaCode? _said;

    /// <param name="within">Only communities inside; a community itself is meant where a row names none. Null:
    /// all.</param>
    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        var range = within?.Range ?? (0, long.MaxValue);
        var rows = await db.RowsAsync<Row>(
            "select code, name from areas where level = 5 and valid_to is null and code between @Item1 and @Item2",
            new { range.Item1, range.Item2 },
            cancel);
        _byName = rows
            .SelectMany(row =>
                new[] { (Name: PlaceWords.Community(row.Name), row.Code), (Name: row.Code.ToString(), row.Code) })
            .ToLookup(pair => pair.Name, pair => pair.Code);
        _known = [.. rows.Select(row => row.Code)];
        _said = within is { Level: AreaLevel.Village } community ? community : null;
    }

    /// <summary>The community of a row, or what is wrong with it.</summary>
    public async Task<(AreaCode Code, RowFault? Fault)> OfAsync(
        PlaceSource source, SheetRow row, Geometry? place, CancellationToken cancel)
    {
        var (code, fault) = Named(source, row);
        if (fault is not null)
        {
            return (default, fault);
        }

        var named = code ?? _said;
        var there = place is null ? null : await outlines.CommunityAtAsync(place, cancel);
        return named is null
            && there is null ? (default, new("building.community", source.Heading(BuildingGuide.Community)))
            : named is not { } community ? Inside(there!.Value, source)
            : place is not null && await outlines.HoldsAsync(community, place, cancel) is false
                ? (default, new("building.outside", PlaceColumn(source), there?.ToString()))
            : (community, null);
    }

    public static string PlaceColumn(PlaceSource source) =>
        source.Has(BuildingGuide.Longitude) ? source.Heading(BuildingGuide.Longitude) : "geometry";

    private (AreaCode, RowFault?) Inside(AreaCode there, PlaceSource source) =>
        _known.Contains(there)
            ? (there, null)
            : (default, new("building.outside", PlaceColumn(source), there.ToString()));

    private (AreaCode? Code, RowFault? Fault) Named(PlaceSource source, SheetRow row)
    {
        if (source.At(row, BuildingGuide.CommunityCode).Text is { Length: > 0 } digits)
        {
            return AreaCode.TryParse(digits, out var code) && _known.Contains(code.Community)
                ? (code.Community, null)
                : (null, new("building.community", source.Heading(BuildingGuide.CommunityCode), digits));
        }

        var name = source.At(row, BuildingGuide.Community).Text;
        AreaCode[] meant = name.Length == 0 ? [] : [.. _byName[PlaceWords.Community(name)]];
        return meant switch
        {
            [var one] => (one, null),
            [] when name.Length == 0 => (null, null),
            [] => (null, new("building.community", source.Heading(BuildingGuide.Community), name)),
            _ when _said is { } said && meant.Contains(said) => (said, null),
            _ => (null, new("building.community-many", source.Heading(BuildingGuide.Community), name)),
        };
    }
}
