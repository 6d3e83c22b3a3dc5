namespace Bandeng.Planning.Plane;

/// <summary>Which things hang together, as far as has been said (union–find with path halving).</summary>
internal sealed class Groups
{
    private readonly int[] _above;

    public Groups(int count) => _above = [.. Enumerable.Range(0, count)];

    public int Of(int thing)
    {
        while (_above[thing] != thing)
        {
            thing = _above[thing] = _above[_above[thing]];
        }

        return thing;
    }

    /// <summary>The lower number stands for both; false when they hung together before.</summary>
    public bool Join(int one, int other)
    {
        var (low, high) = (Of(one), Of(other));
        (low, high) = (Math.Min(low, high), Math.Max(low, high));
        _above[high] = low;
        return low != high;
    }
}
