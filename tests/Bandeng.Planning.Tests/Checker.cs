using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Triangulate;

namespace Bandeng.Planning.Tests;

/// <summary>
/// Judges a proposal from the outside, with none of the engine's own geometry: cells from another Voronoi builder, cut
/// one by one with the boundary, neighbours from the length of what two cells have in common.
/// </summary>
internal static class Checker
{
    private const double MetresPerDegree = 111_195;

    // Of the whole area; the other builder rounds in its own way.
    private const double Tolerance = 1e-9;
    private const double LeastSide = 1e-4;

    /// <param name="projected">False: degrees are taken for metres.</param>
    public static void Check(GridTask task, GridProposal proposal, bool projected = true)
    {
        EveryBuildingOnce(task, proposal);
        SumsAndBounds(task, proposal);
        Tiles(task, proposal);
        ConnectedGrids(task, proposal, projected);
    }

    private static void EveryBuildingOnce(GridTask task, GridProposal proposal)
    {
        Assert.Equal(
            Enumerable.Range(0, task.Buildings.Count), proposal.Grids.SelectMany(grid => grid.Buildings).Order());
        for (var building = 0; building < task.Buildings.Count; building++)
        {
            var grid = proposal.Grids[proposal.GridOf[building]];
            Assert.Contains(building, grid.Buildings);
            // Where many share a spot and not a grid, the spot is in one of them.
            var spot = Spot(task, building);
            var shared = Enumerable.Range(0, task.Buildings.Count)
                .Any(other => Spot(task, other).Equals2D(spot) && proposal.GridOf[other] != proposal.GridOf[building]);
            Assert.True(
                shared || grid.Outline.Distance(task.Buildings[building].Place.Centroid) < 1e-9,
                $"Building {building} stands outside of its grid.");
        }

        Assert.Equal(Enumerable.Range(1, proposal.Grids.Count), proposal.Grids.Select(grid => grid.Id));
    }

    private static void SumsAndBounds(GridTask task, GridProposal proposal) => Assert.All(proposal.Grids, grid =>
    {
        Assert.Equal(grid.Buildings.Sum(i => (long)task.Buildings[i].Households), grid.Households);
        Assert.Equal(grid.Households >= task.Bounds.Least && grid.Households <= task.Bounds.Most, grid.WithinBounds);
        Assert.InRange(grid.Compactness, 0, 1);
        Assert.True(grid.Connected);
    });

    private static void Tiles(GridTask task, GridProposal proposal)
    {
        Assert.All(
            proposal.Grids,
            grid => Assert.True(grid.Outline is Polygon && grid.Outline.IsValid, $"Grid {grid.Id}: {grid.Outline}"));
        var whole = UnaryUnionOp.Union(proposal.Grids.Select(grid => grid.Outline));
        Assert.InRange(proposal.Grids.Sum(grid => grid.Outline.Area) / whole.Area, 1 - Tolerance, 1 + Tolerance);
        if (task.Boundary is { } boundary)
        {
            Assert.True(
                whole.SymmetricDifference(boundary).Area < Tolerance * boundary.Area,
                "The grids do not tile the boundary.");
        }
        else
        {
            Assert.Equal(0, Assert.IsType<Polygon>(whole).NumInteriorRings);
        }
    }

    private static void ConnectedGrids(GridTask task, GridProposal proposal, bool projected)
    {
        var land = task.Boundary ?? UnaryUnionOp.Union(proposal.Grids.Select(grid => grid.Outline));
        var neighbours = Neighbours(
            task, land, projected ? Math.Cos(land.EnvelopeInternal.Centre.Y * Math.PI / 180) : 1);
        foreach (var grid in proposal.Grids)
        {
            var left = grid.Buildings.Select(i => Spot(task, i)).ToHashSet();
            var open = new Stack<Coordinate>([left.First()]);
            left.Remove(open.Peek());
            while (open.TryPop(out var at))
            {
                foreach (var next in neighbours[at].Where(left.Remove).ToArray())
                {
                    open.Push(next);
                }
            }

            Assert.True(left.Count == 0, $"Grid {grid.Id} falls apart at {string.Join(' ', left)}.");
        }
    }

    private static Coordinate Spot(GridTask task, int building) => task.Buildings[building].Place.Centroid.Coordinate;

    private static ILookup<Coordinate, Coordinate> Neighbours(GridTask task, Geometry land, double narrowing)
    {
        Coordinate Flat(Coordinate at) => new(at.X * narrowing * MetresPerDegree, at.Y * MetresPerDegree);
        var flatLand = land.Copy();
        flatLand.Apply(new Flattening(Flat));
        flatLand.GeometryChanged();
        var spots = Enumerable.Range(0, task.Buildings.Count)
            .Select(i => Spot(task, i)).Distinct().ToDictionary(Flat, at => at);
        var cells = CellsOf([.. spots.Keys], flatLand.EnvelopeInternal);
        var tree = new STRtree<(Coordinate At, Geometry Cell)>();
        cells.ForEach(cell => tree.Insert(cell.Cell.EnvelopeInternal, cell));
        return cells
            .SelectMany(one => tree.Query(one.Cell.EnvelopeInternal)
                .Where(other => other.At != one.At && Side(one.Cell, other.Cell) is { } side
                    && side.Intersection(flatLand).Length > LeastSide)
                .Select(other => (One: spots[one.At], Other: spots[other.At])))
            .ToLookup(pair => pair.One, pair => pair.Other);
    }

    /// <summary>
    /// Whole cells, not yet cut by the land: two of them have a side's ends in common to the last bit, while cut cells
    /// that lie side by side may be a hair apart.
    /// </summary>
    private static List<(Coordinate At, Geometry Cell)> CellsOf(Coordinate[] spots, Envelope land)
    {
        if (spots.Length == 1)
        {
            return [(spots[0], GeometryFactory.Default.ToGeometry(land))];
        }

        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(spots);
        return
        [
            .. from cell in builder.GetSubdivision().GetVoronoiCellPolygons(GeometryFactory.Default)
               let at = (Coordinate)cell.UserData
               select (at, cell),
        ];
    }

    private static LineString? Side(Geometry one, Geometry other)
    {
        var ends = one.Coordinates.Intersect(other.Coordinates).ToArray();
        return ends.Length < 2 ? null : GeometryFactory.Default.CreateLineString(ends[..2]);
    }

    private sealed class Flattening(Func<Coordinate, Coordinate> flat) : ICoordinateFilter
    {
        public void Filter(Coordinate coord)
        {
            var made = flat(coord);
            (coord.X, coord.Y) = (made.X, made.Y);
        }
    }
}
