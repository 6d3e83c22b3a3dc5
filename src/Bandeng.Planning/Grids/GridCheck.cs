using Bandeng.Planning.Plane;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Bandeng.Planning.Grids;

/// <summary>
/// What makes a task impossible; the first fault is named with its building, and with it the others that lie outside.
/// </summary>
internal static class GridCheck
{
    private const double HighestLatitude = 85;

    private const int MostNamed = 20;

    public static GridObjection? FirstFault(GridTask task) =>
        BoundsFault(task.Bounds)
        ?? NoneFault(task.Buildings)
        ?? BoundaryFault(task.Boundary)
        ?? task.Buildings.AsParallel().AsOrdered().Select(BuildingFault).FirstOrDefault(fault => fault is not null)
        ?? TwiceFault(task.Buildings)
        ?? WishFault(task);

    public static GridObjection? FirstOutside(GridTask task, Coordinate[] places, Geometry boundary)
    {
        var inside = new IndexedPointInAreaLocator(boundary);
        int[] outside = [.. Enumerable.Range(0, places.Length)
            .Where(i => inside.Locate(places[i]) == Location.Exterior)];
        return outside is []
            ? null
            : new(
                "building.outside",
                $"Building {task.Buildings[outside[0]].Id} lies outside of the boundary{OthersOf(task, outside)}.",
                outside[0]);
    }

    private static string OthersOf(GridTask task, int[] outside) => outside.Length == 1
        ? ""
        : $", as do {outside.Length - 1} more: "
            + string.Join(", ", outside[1..].Take(MostNamed).Select(i => task.Buildings[i].Id))
            + (outside.Length - 1 > MostNamed ? ", …" : "");

    public static GridObjection? FirstEmptyPart(Coordinate[] places, Geometry boundary)
    {
        for (var part = 0; boundary.NumGeometries > 1 && part < boundary.NumGeometries; part++)
        {
            var inside = new IndexedPointInAreaLocator(boundary.GetGeometryN(part));
            if (!Array.Exists(places, place => inside.Locate(place) != Location.Exterior))
            {
                return new(
                    "boundary.island-empty",
                    $"Part {part + 1} of the boundary has no building, so no grid can have it.");
            }
        }

        return null;
    }

    private static GridObjection? NoneFault(IReadOnlyList<GridBuilding> buildings) =>
        buildings.Count > 0 ? null : new("building.none", "There is no building.");

    private static GridObjection? BoundsFault(GridBounds bounds) =>
        bounds.Least < 0 || bounds.Most < 1
            ? new("bounds.range", $"Bounds are 0 or more and 1 or more, not {bounds.Least} and {bounds.Most}.")
        : bounds.Least > bounds.Most
            ? new("bounds.order", $"The least, {bounds.Least}, is more than the most, {bounds.Most}.")
        : null;

    private static GridObjection? BoundaryFault(Geometry? boundary) =>
        boundary is null ? null
        : boundary is not (Polygon or MultiPolygon)
        || boundary.IsEmpty ? new("boundary.kind", "The boundary is no polygon.")
        : !InDegrees(boundary.EnvelopeInternal) ? new("boundary.degrees", "The boundary is not in degrees of WGS-84.")
        : new IsValidOp(boundary).ValidationError is { } error
            ? new("boundary.crossing", $"The boundary is no proper outline: {error.Message} at {At(error.Coordinate)}.")
        : null;

    private static GridObjection? BuildingFault(GridBuilding building, int index) =>
        building.Place.IsEmpty ? new("building.nowhere", $"Building {building.Id} has no place.", index)
        : !InDegrees(building.Place.EnvelopeInternal)
            ? new("building.degrees", $"Building {building.Id} is not in degrees of WGS-84.", index)
        : building.Households < 0
            ? new("building.households", $"Building {building.Id} has {building.Households} households.", index)
        : SimpleRing.FaultOf(building.Place) is { } error
            ? new(
                "building.crossing",
                $"Building {building.Id} has no proper outline: {error.Message} at {At(error.Coordinate)}.",
                index)
        : null;

    private static GridObjection? TwiceFault(IReadOnlyList<GridBuilding> buildings)
    {
        var seen = new HashSet<string>(buildings.Count);
        for (var i = 0; i < buildings.Count; i++)
        {
            if (!seen.Add(buildings[i].Id))
            {
                return new("building.twice", $"Building {buildings[i].Id} stands twice.", i);
            }
        }

        return null;
    }

    private static GridObjection? WishFault(GridTask task)
    {
        var known = task.Buildings.Select(building => building.Id).ToHashSet();
        var unknown = task.Wishes.Together.Concat(task.Wishes.Apart)
            .SelectMany(pair => (string[])[pair.One, pair.Other])
            .FirstOrDefault(id => !known.Contains(id));
        return unknown is null ? null : new("wish.unknown", $"A wish names building {unknown}, which is not there.");
    }

    private static bool InDegrees(Envelope box) =>
        box.MinX >= -180 && box.MaxX <= 180 && box.MinY >= -HighestLatitude && box.MaxY <= HighestLatitude;

    private static string At(Coordinate at) => FormattableString.Invariant($"{at.X:0.######}, {at.Y:0.######}");
}
