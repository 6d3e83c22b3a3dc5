using Bandeng.Planning.Plane;
using NetTopologySuite.Geometries;

namespace Bandeng.Planning.Grids;

/// <summary>The land of every plot, and how long the sides between plots are.</summary>
internal sealed class PlotMap
{
    private readonly Land _land;
    private readonly Borders _borders;
    private readonly int[] _main;

    public PlotMap(Land land, VoronoiCells cells)
    {
        (_land, _borders) = (land, new Borders(land));
        _main = MainPieces(cells);
        OwnerOf = new int[land.Pieces.Count];
        Array.Fill(OwnerOf, -1);
        for (var plot = 0; plot < _main.Length; plot++)
        {
            OwnerOf[_main[plot]] = plot;
        }

        GiveAway();
        Measure();
    }

    /// <summary>The plot that a piece of land goes with; -1 for an island without a building.</summary>
    public int[] OwnerOf { get; }

    public double[] Area { get; private set; } = [];

    public double[] Outer { get; private set; } = [];

    /// <summary>
    /// For each pair of plots, lower first: the whole common side, and the part where both are at home.
    /// </summary>
    public Dictionary<(int, int), (double Whole, double Home)> Sides { get; } = [];

    public IReadOnlyList<Coordinate> Corners => _land.Corners;

    /// <summary>The sides of a group of pieces that lie against something else; the group lies to the left.</summary>
    public IEnumerable<(int From, int To)> Outline(IEnumerable<int> pieces, Func<int, bool> isInside) =>
        from piece in pieces
        from side in _borders.SidesOf(piece)
        let beyond = _borders.Beyond(side)
        where beyond < 0 || !isInside(beyond)
        select side;

    /// <summary>
    /// The piece on which the building stands; what else the cell has is land behind a bay or on an island.
    /// </summary>
    private int[] MainPieces(VoronoiCells cells)
    {
        var main = new int[cells.X.Length];
        Array.Fill(main, -1);
        foreach (var site in Enumerable.Range(0, _land.Pieces.Count).GroupBy(piece => _land.Pieces[piece].Site))
        {
            var at = GeometryFactory.Default.CreatePoint(new Coordinate(cells.X[site.Key], cells.Y[site.Key]));
            main[site.Key] = site.Count() == 1 ? site.First() : site.MinBy(piece => PieceAsPolygon(piece).Distance(at));
        }

        return main;
    }

    private Polygon PieceAsPolygon(int piece) => Rings.ToPolygon(_land.Pieces[piece].Rings, i => _land.Corners[i]);

    /// <summary>Land cut off from its building goes to the plot that has the longest side along it.</summary>
    private void GiveAway()
    {
        var left = Enumerable.Range(0, OwnerOf.Length).Where(piece => OwnerOf[piece] < 0).ToList();
        for (var before = -1; left.Count > 0 && left.Count != before;)
        {
            before = left.Count;
            foreach (var piece in left.ToArray())
            {
                var longest = _borders.SidesOf(piece)
                    .Select(side => (Owner: OwnerBeyond(side), Length: _borders.Length(side)))
                    .Where(side => side.Owner >= 0)
                    .GroupBy(side => side.Owner, side => side.Length)
                    .MaxBy(owner => owner.Sum());
                if (longest is not null)
                {
                    OwnerOf[piece] = longest.Key;
                    left.Remove(piece);
                }
            }
        }
    }

    private int OwnerBeyond((int From, int To) side) =>
        _borders.Beyond(side) is var beyond and >= 0 ? OwnerOf[beyond] : -1;

    private void Measure()
    {
        Area = new double[_main.Length];
        Outer = new double[_main.Length];
        for (var piece = 0; piece < OwnerOf.Length; piece++)
        {
            if (OwnerOf[piece] >= 0)
            {
                Area[OwnerOf[piece]] += _land.Pieces[piece].Area;
                Measure(piece, OwnerOf[piece]);
            }
        }
    }

    private void Measure(int piece, int owner)
    {
        foreach (var side in _borders.SidesOf(piece))
        {
            var beyond = _borders.Beyond(side);
            var other = beyond >= 0 ? OwnerOf[beyond] : -1;
            if (other < 0)
            {
                Outer[owner] += _borders.Length(side);
            }
            else if (owner < other)
            {
                var (whole, home) = Sides.GetValueOrDefault((owner, other));
                var length = _borders.Length(side);
                var bothHome = piece == _main[owner] && beyond == _main[other];
                Sides[(owner, other)] = (whole + length, home + (bothHome ? length : 0));
            }
        }
    }
}
