using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>
/// Takes the shift out of coordinates of Chinese consumer maps (GCJ-02), to WGS-84. The shift is known as a formula
/// (public since 2013 as "eviltransform"); its inverse is found by repetition to a tenth of a millimetre.
/// </summary>
internal static class Gcj02
{
    private const double Axis = 6_378_245;
    private const double Eccentricity = 0.00669342162296594323;
    private const int Rounds = 12;

    public static Geometry ToWgs84(Geometry shifted) => new GeometryEditor().Edit(shifted, new Unshift());

    /// <summary>One point; outside of China nothing is shifted.</summary>
    public static Coordinate ToWgs84(Coordinate shifted)
    {
        var guess = new Coordinate(shifted.X, shifted.Y);
        for (var round = 0; round < Rounds; round++)
        {
            var there = FromWgs84(guess);
            (guess.X, guess.Y) = (guess.X + shifted.X - there.X, guess.Y + shifted.Y - there.Y);
        }

        return guess;
    }

    /// <summary>The shift itself.</summary>
    public static Coordinate FromWgs84(Coordinate at)
    {
        if (at.X is < 72.004 or > 137.8347 || at.Y is < 0.8293 or > 55.8271)
        {
            return at.Copy();
        }

        var (x, y) = (at.X - 105, at.Y - 35);
        var latitude = at.Y / 180 * Math.PI;
        var magic = 1 - Eccentricity * Math.Sin(latitude) * Math.Sin(latitude);
        var root = Math.Sqrt(magic);
        var north = 180 * North(x, y) / (Axis * (1 - Eccentricity) / (magic * root) * Math.PI);
        var east = 180 * East(x, y) / (Axis / root * Math.Cos(latitude) * Math.PI);
        return new(at.X + east, at.Y + north);
    }

    private static double North(double x, double y) =>
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x)) + Short(x)
        + Waves(20, Math.PI * y, 40, Math.PI * y / 3) + Waves(160, Math.PI * y / 12, 320, Math.PI * y / 30);

    private static double East(double x, double y) =>
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x)) + Short(x)
        + Waves(20, Math.PI * x, 40, Math.PI * x / 3) + Waves(150, Math.PI * x / 12, 300, Math.PI * x / 30);

    private static double Short(double x) => Waves(20, 6 * Math.PI * x, 20, 2 * Math.PI * x);

    private static double Waves(double one, double at, double other, double there) =>
        (one * Math.Sin(at) + other * Math.Sin(there)) * 2 / 3;

    private sealed class Unshift : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            Array.ConvertAll(coordinates, ToWgs84);
    }
}
