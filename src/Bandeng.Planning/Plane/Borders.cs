namespace Bandeng.Planning.Plane;

/// <summary>Which pieces of land lie side by side: every side of every piece with what is beyond it.</summary>
internal sealed class Borders
{
    private readonly Dictionary<(int From, int To), int> _pieceAt = [];
    private readonly Land _land;

    public Borders(Land land)
    {
        _land = land;
        _pieceAt.EnsureCapacity(land.Pieces.Count * 6);
        for (var piece = 0; piece < land.Pieces.Count; piece++)
        {
            foreach (var side in SidesOf(piece))
            {
                _pieceAt[side] = piece;
            }
        }
    }

    /// <summary>Pairs of corners; the piece lies to the left.</summary>
    public IEnumerable<(int From, int To)> SidesOf(int piece)
    {
        foreach (var ring in _land.Pieces[piece].Rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                yield return (ring[i], ring[i + 1 < ring.Length ? i + 1 : 0]);
            }
        }
    }

    /// <summary>The piece on the other side, or -1 outside of the boundary.</summary>
    public int Beyond((int From, int To) side) => _pieceAt.GetValueOrDefault((side.To, side.From), -1);

    /// <summary>Metres.</summary>
    public double Length((int From, int To) side) => _land.Corners[side.From].Distance(_land.Corners[side.To]);
}
