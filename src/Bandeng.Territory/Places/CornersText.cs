using System.Globalization;
using System.Text;
using System.Text.Json;
using Bandeng.Kernel;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;

namespace Bandeng.Territory.Places;

/// <summary>
/// Outlines as people type and see them: a corner a line (经度,纬度), an empty line between parts; a part inside another is
/// a hole. GeoJSON is read too.
/// </summary>
public static class CornersText
{
    private const int MostCorners = 2_000;
    private const int LeastCorners = 3;

    private static readonly Envelope China = new(73, 136, 3, 54);

    public static string Write(Geometry outline)
    {
        var text = new StringBuilder();
        foreach (var ring in Enumerable.Range(0, outline.NumGeometries).Select(outline.GetGeometryN).OfType<Polygon>()
            .SelectMany(part => part.InteriorRings.Prepend(part.ExteriorRing)))
        {
            text.Append(text.Length > 0 ? "\n" : "");
            foreach (var corner in ring.Coordinates.SkipLast(1))
            {
                text.Append(CultureInfo.InvariantCulture, $"{corner.X:0.000000},{corner.Y:0.000000}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The outline, or why it cannot be one: which line cannot be read, or where it crosses itself.</summary>
    public static Result<Geometry> Read(string? text)
    {
        if (!Shape(text ?? "").TryGet(out var shape, out var refusal) || (refusal = FaultOf(shape)) is not null)
        {
            return refusal;
        }

        return shape;
    }

    /// <summary>Why something cannot be the place of anything here; null where it can.</summary>
    internal static Refusal? FaultOf(Geometry place)
    {
        if (!China.Contains(place.EnvelopeInternal))
        {
            var first = place.Coordinate;
            return China.Contains(new Coordinate(first.Y, first.X))
                ? Invalid("place.swapped", "Longitude comes before latitude.")
                : Invalid("place.abroad", "That lies outside of China.");
        }

        return place.NumPoints > MostCorners ? Invalid(
            "place.corners-many", $"An outline has {MostCorners} corners at most.")
            : new IsValidOp(place).ValidationError is { } error
                ? Invalid(
                    "place.crossing", $"The line crosses itself at {error.Coordinate.X:F6},{error.Coordinate.Y:F6}.")
            : null;
    }

    private static Result<Geometry> Shape(string text) => text.TrimStart() is ['{', ..] ? OfJson(text) : OfLines(text);

    private static Result<Geometry> OfJson(string text)
    {
        try
        {
            return Maps.GeoJson.Read(text) is { IsEmpty: false } outline and (Polygon or MultiPolygon) ? outline
                : Invalid("place.corners", "Give an outline.");
        }
        catch (Exception failure) when (failure is FormatException or JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or IndexOutOfRangeException)
        {
            return Invalid("place.corners", "That is no outline.");
        }
    }

    private static Result<Geometry> OfLines(string text)
    {
        var rings = new List<List<Coordinate>> { new() };
        foreach (var (i, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                rings.Add([]);
            }
            else if (CornerOf(line) is { } corner)
            {
                rings[^1].Add(corner);
            }
            else
            {
                return Invalid("place.corner-line", $"Line {i + 1} is no corner: {line.Trim()}");
            }
        }

        rings.RemoveAll(ring => ring.Count == 0);
        return rings.Count == 0 || rings.Exists(ring => ring.Distinct().Count() < LeastCorners)
            ? Invalid("place.corners", "An outline has three corners at least.")
            : Together(rings);
    }

    private static Coordinate? CornerOf(string line)
    {
        var parts = line.Split(
            [',', '，', ' ', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts is [var east, var north] && Degrees(east) is { } x && Degrees(north) is { } y ? new(x, y) : null;
    }

    private static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 180
            ? number
            : null;

    private static Geometry Together(List<List<Coordinate>> rings)
    {
        Polygon[] parts =
        [
            .. rings.Select(ring =>
                GeometryFactory.Default.CreatePolygon(
                    [.. ring, .. ring[0].Equals2D(ring[^1]) ? [] : new[] { ring[0].Copy() }]))
                .OrderByDescending(part => part.Area),
        ];
        var shells = new List<(Polygon Shell, List<LinearRing> Holes)>();
        foreach (var part in parts)
        {
            var around = shells.FindIndex(one => one.Shell.EnvelopeInternal.Contains(part.EnvelopeInternal)
                && one.Shell.IsValid && part.IsValid && one.Shell.Contains(part));
            if (around < 0)
            {
                shells.Add((part, []));
            }
            else
            {
                shells[around].Holes.Add((LinearRing)part.ExteriorRing);
            }
        }

        Polygon[] whole = [.. shells.Select(
            one => GeometryFactory.Default.CreatePolygon((LinearRing)one.Shell.ExteriorRing, [.. one.Holes]))];
        return whole is [var only] ? only : GeometryFactory.Default.CreateMultiPolygon(whole);
    }

    private static Refusal Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);
}
