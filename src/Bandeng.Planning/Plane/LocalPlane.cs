using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Plane;

/// <summary>
/// Metres east and north of a middle, for a town or a district: degrees of longitude are as long as they are at the
/// middle's latitude (equirectangular). Within 50 km of the middle a length is wrong by less than one in a hundred.
/// </summary>
public sealed class LocalPlane
{
    // The mean radius of the earth in metres (IUGG).
    private const double Radius = 6_371_008.8;
    private const double MetresPerDegree = Radius * Math.PI / 180;

    private readonly double _longitude;
    private readonly double _latitude;

    /// <param name="middle">Degrees, WGS-84; the latitude between -85 and 85.</param>
    public LocalPlane(Coordinate middle)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(middle.Y), 85, nameof(middle));
        (_longitude, _latitude) = (middle.X, middle.Y);
        Narrowing = Math.Cos(middle.Y * Math.PI / 180);
    }

    /// <summary>How long a degree of longitude is, measured in degrees of latitude; 1 at the equator.</summary>
    public double Narrowing { get; }

    /// <summary>From degrees to metres.</summary>
    public Coordinate ToMetres(Coordinate degrees) => new(
        (degrees.X - _longitude) * Narrowing * MetresPerDegree, (degrees.Y - _latitude) * MetresPerDegree);

    /// <summary>From metres to degrees.</summary>
    public Coordinate ToDegrees(Coordinate metres) => new(
        _longitude + metres.X / (Narrowing * MetresPerDegree), _latitude + metres.Y / MetresPerDegree);

    /// <summary>Every corner of a geometry in metres, in the same order.</summary>
    public Geometry ToMetres(Geometry degrees)
    {
        var copy = degrees.Copy();
        copy.Apply(new Moving(this));
        copy.GeometryChanged();
        return copy;
    }

    private sealed class Moving(LocalPlane plane) : ICoordinateFilter
    {
        public void Filter(Coordinate coord)
        {
            var metres = plane.ToMetres(coord);
            (coord.X, coord.Y) = (metres.X, metres.Y);
        }
    }
}
