using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Tests;

/// <summary>Invented towns to divide.</summary>
internal static class Towns
{
    // A degree of latitude is about 111 km; so this is a step of 22 m.
    public const double Step = 0.0002;

    public static readonly Coordinate Corner = new(112.0, 27.7);

    public static GridRun Short => Run(0.2);

    /// <summary>A run that no clock stops, however slow the machine is.</summary>
    public static GridRun Run(double seconds) => new(TimeSpan.FromSeconds(seconds), new StandingClock());

    public static GridBuilding At(
        string id, double column, double row, int households, string? estate = null, string? today = null) =>
        new(id, Spot(column, row), households, estate, today);

    public static Point Spot(double column, double row) =>
        GeometryFactory.Default.CreatePoint(new Coordinate(Corner.X + column * Step, Corner.Y + row * Step));

    /// <summary>A rectangle in steps.</summary>
    public static Polygon Box(double west, double south, double east, double north) => (Polygon)GeometryFactory.Default.ToGeometry(new Envelope(
        Corner.X + west * Step, Corner.X + east * Step, Corner.Y + south * Step, Corner.Y + north * Step));

    public static LineString Line(double fromColumn, double fromRow, double toColumn, double toRow) =>
        GeometryFactory.Default.CreateLineString(
            [Spot(fromColumn, fromRow).Coordinate, Spot(toColumn, toRow).Coordinate]);

    /// <summary>Rows and columns of buildings, each with the same number of households.</summary>
    public static GridTask Lattice(int columns, int rows, int households, GridBounds bounds) => new(
        [
            .. from row in Enumerable.Range(0, rows)
               from column in Enumerable.Range(0, columns)
               select At($"{column}-{row}", column, row, households),
        ],
        Box(-0.5, -0.5, columns - 0.5, rows - 0.5),
        [],
        bounds,
        1);

    /// <summary>Buildings anywhere in a square, some on the same spot, some without households.</summary>
    public static GridTask Random(int seed, int buildings, GridBounds bounds)
    {
        var random = new System.Random(seed);
        var side = Math.Sqrt(buildings);
        var made = new List<GridBuilding>();
        for (var i = 0; i < buildings; i++)
        {
            var place = i > 0 && random.Next(10) == 0
                ? made[random.Next(i)].Place
                : Spot(random.NextDouble() * side, random.NextDouble() * side);
            made.Add(new($"b{i}", place, random.Next(5) == 0 ? 0 : random.Next(1, 41)));
        }

        return new(made, null, [new(Line(0, side / 3, side, side / 2), 5)], bounds, seed);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    public static GridProposal Divide(GridTask task, GridRun? run = null)
    {
        Assert.True(
            GridDivision.TryPropose(task, run ?? Short, out var proposal, out var objection), objection?.Message);
        return proposal;
    }

    public static GridObjection Refused(GridTask task)
    {
        Assert.False(GridDivision.TryPropose(task, Short, out _, out var objection));
        return objection;
    }
}
