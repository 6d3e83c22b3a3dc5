namespace Bandeng.Planning.Grids;

/// <summary>
/// Chance that is the same for a seed on every machine and in every version (SplitMix64, Steele 2014).
/// </summary>
internal sealed class Dice(int seed)
{
    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019;

    /// <summary>0 up to, not including, 1.</summary>
    public double Part() => (Roll() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 up to, not including, <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(((Roll() >> 32) * (ulong)below) >> 32);

    private ulong Roll()
    {
        var roll = _state += 0x9E3779B97F4A7C15;
        roll = (roll ^ (roll >> 30)) * 0xBF58476D1CE4E5B9;
        roll = (roll ^ (roll >> 27)) * 0x94D049BB133111EB;
        return roll ^ (roll >> 31);
    }
}
