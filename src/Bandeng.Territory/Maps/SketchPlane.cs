using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Bandeng.Territory.Maps;

/// <summary>
/// The flat plane on which a sketch is drawn: metres east and north of the middle of the invented district.
/// </summary>
internal static class SketchPlane
{
    private const double MiddleLongitude = 112.05;
    private const double MiddleLatitude = 27.75;
    private const double MetresPerDegree = 111_320;
    private const int Decimals = 7;

    private static readonly double LongitudeMetres = MetresPerDegree * Math.Cos(MiddleLatitude * Math.PI / 180);

    public static Coordinate Polar(double radius, double angle) =>
        new(radius * Math.Cos(angle), radius * Math.Sin(angle));

    /// <summary>
    /// Bends the plane a little, so that nothing is as straight as a ruler. The slopes of all waves together stay
    /// below one: no two points meet and no line crosses another that it did not cross before.
    /// </summary>
    public static Coordinate Bend(Coordinate at) => new(
        at.X + 130 * Math.Sin(at.Y / 480 + 1) + 28 * Math.Sin(at.Y / 105 + at.X / 310) + 9 * Math.Sin(at.Y / 41 + 2),
        at.Y + 130 * Math.Sin(at.X / 520 + 2) + 28 * Math.Sin(at.X / 115 + 4) + 9 * Math.Sin(at.X / 43 + 3));

    /// <summary>
    /// The corners of a line from one point to another, bent; the same ones whichever end it starts from.
    /// </summary>
    /// <returns>An odd number of points, so that the middle one is the middle.</returns>
    public static Coordinate[] BentLine(Coordinate from, Coordinate to)
    {
        var (low, high) = from.CompareTo(to) <= 0 ? (from, to) : (to, from);
        var halves = Math.Max(1, (int)Math.Ceiling(low.Distance(high) / 60));
        var points = Enumerable.Range(0, 2 * halves + 1)
            .Select(i => Bend(Between(low, high, i / (2.0 * halves)))).ToArray();
        if (low != from)
        {
            Array.Reverse(points);
        }

        return points;
    }

    public static Geometry ToDegrees(Geometry metres)
    {
        var degrees = new GeometryEditor().Edit(metres, new Degrees());
        return degrees;
    }

    private static Coordinate Between(Coordinate from, Coordinate to, double part) =>
        new(from.X * (1 - part) + to.X * part, from.Y * (1 - part) + to.Y * part);

    private sealed class Degrees : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(
            Coordinate[] coordinates, Geometry geometry) => Array.ConvertAll(coordinates, at => new Coordinate(
            Math.Round(MiddleLongitude + at.X / LongitudeMetres, Decimals),
            Math.Round(MiddleLatitude + at.Y / MetresPerDegree, Decimals)));
    }
}
