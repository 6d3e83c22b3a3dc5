using System.Globalization;
using System.Text;
using Bandeng.Households.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// A community as a drawing that needs no script: areas as outlines, buildings as shapes with their area's number.
/// </summary>
internal sealed class GridDrawing
{
    public const int Width = 720;

    private const double Margin = 8;
    private const double LeastSide = 10;

    // A row of houses from north to south is no taller than twice its width.
    private const double LeastShape = 0.5;

    private readonly double _scale;
    private readonly double _narrow;
    private readonly Envelope _box = new();

    /// <param name="outlines">Areas with their numbers.</param>
    /// <param name="houses">Buildings with the number of the area they are in.</param>
    public GridDrawing(
        IReadOnlyList<(int Id, Geometry Outline)> outlines,
        IReadOnlyList<(Guid Id, string Name, int Grid, Geometry Place)> houses)
    {
        foreach (var shape in outlines.Select(one => one.Outline).Concat(houses.Select(one => one.Place)))
        {
            _box.ExpandToInclude(shape.EnvelopeInternal);
        }

        _narrow = Math.Cos(_box.Centre.Y * Math.PI / 180);
        _scale = (Width - 2 * Margin) / Math.Max(1e-9, Math.Max(_box.Width * _narrow, _box.Height * LeastShape));
        Height = (int)Math.Ceiling(_box.Height * _scale + 2 * Margin);
        Grids = [.. outlines.Select(one => (one.Id, Path(one.Outline), Middle(one.Outline)))];
        Buildings = [.. houses.Select(one => (one.Id, one.Name, one.Grid, Shape(one.Place)))];
    }

    public int Height { get; }

    public IReadOnlyList<(int Id, string Path, (string X, string Y) Middle)> Grids { get; }

    public IReadOnlyList<(Guid Id, string Name, int Grid, string Path)> Buildings { get; }

    public static GridDrawing Of(GridSheet sheet) => new(
        [.. sheet.Proposal.Grids.Select(grid => (grid.Id, grid.Outline))],
        [.. sheet.Land.Buildings.Select(
            (building, i) => (building.Id, building.Name, sheet.GridOf(i) + 1, building.Place))]);

    /// <summary>Where a point lies on the drawing; null: outside of it.</summary>
    public (string X, string Y)? Spot(Coordinate at)
    {
        var (x, y) = At(at);
        return x < 0 || x > Width || y < 0 || y > Height ? null : (Text(x), Text(y));
    }

    /// <summary>A line on the drawing; what leads out of it is cut by the frame.</summary>
    public string Way(Geometry line)
    {
        var path = new StringBuilder();
        foreach (var one in Enumerable.Range(0, line.NumGeometries).Select(line.GetGeometryN).OfType<LineString>())
        {
            var first = true;
            foreach (var (x, y) in one.Coordinates.Select(At))
            {
                path.Append(first ? 'M' : 'L').Append(Text(x)).Append(' ').Append(Text(y));
                first = false;
            }
        }

        return path.ToString();
    }

    private (double X, double Y) At(Coordinate at) => (
        Margin + (at.X - _box.MinX) * _narrow * _scale, Margin + (_box.MaxY - at.Y) * _scale);

    private (string X, string Y) Middle(Geometry outline)
    {
        var (x, y) = At(outline.InteriorPoint.Coordinate);
        return (Text(x), Text(y));
    }

    private string Path(Geometry outline)
    {
        var path = new StringBuilder();
        foreach (var polygon in Enumerable.Range(0, outline.NumGeometries)
            .Select(outline.GetGeometryN).OfType<Polygon>())
        {
            foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                Line(path, ring.Coordinates.Select(At));
            }
        }

        return path.ToString();
    }

    // A house of ten metres is a dot on a map of a kilometre: too small to be tapped.
    private string Shape(Geometry place)
    {
        var box = place.EnvelopeInternal;
        if (place is not Point && Math.Min(box.Width * _narrow, box.Height) * _scale >= LeastSide)
        {
            return Path(place);
        }

        var (x, y) = At(place.InteriorPoint.Coordinate);
        const double half = LeastSide / 2;
        var path = new StringBuilder();
        Line(path, [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]);
        return path.ToString();
    }

    private static void Line(StringBuilder path, IEnumerable<(double X, double Y)> corners)
    {
        var first = true;
        foreach (var (x, y) in corners)
        {
            path.Append(first ? 'M' : 'L').Append(Text(x)).Append(' ').Append(Text(y));
            first = false;
        }

        path.Append('Z');
    }

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
