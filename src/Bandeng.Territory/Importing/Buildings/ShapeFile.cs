using System.Buffers.Binary;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>
/// Reads the geometries of a .shp file (ESRI Shapefile Technical Description, July 1998): points, multipoints, lines
/// and polygons, with or without heights and measures, which are left out.
/// </summary>
internal static class ShapeFile
{
    private const int HeaderBytes = 100;
    private const int Magic = 9994;

    /// <param name="Place">Null for a record without a shape.</param>
    /// <param name="Fault">Why the record cannot be read, or null.</param>
    public sealed record Shape(Geometry? Place, string? Fault);

    /// <exception cref="InvalidDataException">It is no .shp file.</exception>
    public static IReadOnlyList<Shape> Read(byte[] file)
    {
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadInt32BigEndian(file) != Magic)
        {
            throw new InvalidDataException("the .shp file has no such header.");
        }

        var shapes = new List<Shape>();
        for (var at = HeaderBytes; at + 12 <= file.Length;)
        {
            var length = 2 * BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 4));
            at += 8;
            if (length < 4 || at + length > file.Length)
            {
                throw new InvalidDataException("the .shp file is cut short.");
            }

            shapes.Add(One(file.AsSpan(at, length)));
            at += length;
        }

        return shapes;
    }

    private static Shape One(ReadOnlySpan<byte> record)
    {
        try
        {
            return new(Geometry(record), null);
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException)
        {
            return new(null, failure.Message);
        }
    }

    private static Geometry? Geometry(ReadOnlySpan<byte> record)
    {
        var make = GeometryFactory.Default;
        return (BinaryPrimitives.ReadInt32LittleEndian(record) % 10) switch
        {
            0 => null,
            1 => make.CreatePoint(At(record, 4)),
            3 => make.CreateMultiLineString([.. Parts(record).Select(make.CreateLineString)]),
            5 => Polygon(Parts(record)),
            8 => make.CreateMultiPointFromCoords(Points(record, 40, Int(record, 36))),
            var kind => throw new ArgumentException($"shape type {kind}"),
        };
    }

    private static int Int(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadInt32LittleEndian(record[at..]);

    private static Coordinate At(ReadOnlySpan<byte> record, int at) =>
        new(
            BinaryPrimitives.ReadDoubleLittleEndian(record[at..]),
            BinaryPrimitives.ReadDoubleLittleEndian(record[(at + 8)..]));

    private static Coordinate[] Points(ReadOnlySpan<byte> record, int at, int count)
    {
        var points =
            new Coordinate[count <= record.Length / 16 ? count : throw new ArgumentException("too few points")];
        for (var i = 0; i < count; i++)
        {
            points[i] = At(record, at + 16 * i);
        }

        return points;
    }

    private static List<Coordinate[]> Parts(ReadOnlySpan<byte> record)
    {
        var (parts, count) = (Int(record, 36), Int(record, 40));
        var points = Points(record, 44 + 4 * parts, count);
        var rings = new List<Coordinate[]>();
        for (var i = 0; i < parts; i++)
        {
            rings.Add(points[Int(record, 44 + 4 * i)..(i + 1 < parts ? Int(record, 48 + 4 * i) : count)]);
        }

        return rings;
    }

    /// <summary>Outer rings run clockwise, holes the other way; a hole belongs to the outer ring around it.</summary>
    private static Geometry Polygon(List<Coordinate[]> rings)
    {
        var make = GeometryFactory.Default;
        var byTurn = rings.Select(make.CreateLinearRing).ToLookup(ring => Orientation.IsCCW(ring.CoordinateSequence));
        var outer = (byTurn[false].Any() ? byTurn[false] : byTurn[true]).ToList();
        var holes = byTurn[false].Any() ? byTurn[true].ToList() : [];
        var polygons = outer.ConvertAll(shell => make.CreatePolygon(
            shell, [.. holes.Where(hole => outer.Find(one => make.CreatePolygon(one).Covers(hole)) == shell)]));
        return polygons is [var one] ? one : make.CreateMultiPolygon([.. polygons]);
    }
}
