using System.Text.Json;
using Bandeng.Households.Grids;
using Bandeng.Households.UseCases;
using Bandeng.Territory;
using Bandeng.Territory.Maps;
using Bandeng.Territory.UseCases;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.Objecting;

/// <summary>One grid of a plan that is held fast.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Outline">GeoJSON.</param>
internal sealed record ShownGrid(int Id, string Name, long Households, string Outline, IReadOnlyList<Guid> Buildings);

/// <summary>One building of it.</summary>
/// <param name="Grid">From 1.</param>
/// <param name="Place">GeoJSON.</param>
internal sealed record ShownBuilding(Guid Id, string Name, int Grid, string Place);

/// <summary>A grid or a courtyard as it was on the day of showing.</summary>
internal sealed record ShownToday(string Name, string Outline);

/// <summary>
/// A plan held fast as it was shown or decided: what is built afterwards changes nothing of it. No person stands in it,
/// and of households only how many a grid has.
/// </summary>
internal sealed record ShownPlan(
    IReadOnlyList<ShownGrid> Grids, IReadOnlyList<ShownBuilding> Buildings, IReadOnlyList<ShownToday> Today)
{
    public static ShownPlan Of(GridSheet sheet) => new(
        [
            .. sheet.Proposal.Grids.Select(grid => new ShownGrid(
                grid.Id, DivideGrids.Named(grid.Id, sheet.Plan.Kind), grid.Households, GeoJson.Write(grid.Outline),
                [.. grid.Buildings.Select(at => sheet.Land.Buildings[at].Id)])),
        ],
        [.. sheet.Land.Buildings.Select(
            (one, i) => new ShownBuilding(one.Id, one.FullName, sheet.GridOf(i) + 1, GeoJson.Write(one.Place)))],
        [
            .. (sheet.Plan.Kind == PlanKind.Grid ? sheet.Land.Grids : sheet.Land.Courtyards)
                .Select(part => new ShownToday(part.Name, GeoJson.Write(part.Outline))),
        ]);

    public static ShownPlan Of(string json) => JsonSerializer.Deserialize<ShownPlan>(json)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>What becomes of it, with buildings that came since in the grid in whose outline they lie.</summary>
    public GridToAdopt[] ToAdopt(IReadOnlyList<BuildingToDivide> standing)
    {
        var known = Grids.SelectMany(grid => grid.Buildings).ToHashSet();
        var outlines = Grids.Select(grid => GeoJson.Read(grid.Outline)).ToList();
        var late = standing.Where(one => !known.Contains(one.Id))
            .ToLookup(one => outlines.FindIndex(outline => outline.Covers(one.Place.InteriorPoint)), one => one.Id);
        return [.. Grids.Select((grid, i) => new GridToAdopt(grid.Name, outlines[i], [.. grid.Buildings, .. late[i]]))];
    }

    /// <summary>All outlines as one GeoJSON.</summary>
    public string Together() => GeoJson.Write(GeometryFactory.Default.CreateMultiPolygon(
    [
        .. Grids.Select(grid => GeoJson.Read(grid.Outline)).SelectMany(outline =>
            outline is MultiPolygon several ? several.Geometries.Cast<Polygon>() : [(Polygon)outline]),
    ]));
}
