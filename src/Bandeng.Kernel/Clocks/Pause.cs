namespace Bandeng.Kernel.Clocks;

/// <summary>A time in which a clock stood still, because the matter waited for somebody else.</summary>
/// <param name="To">Null while it still stands.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>
    /// Pauses in order, without overlaps, without those that took no time, and none before the start.
    /// </summary>
    /// <exception cref="ArgumentException">A pause ends before it begins.</exception>
    internal static List<(DateTime From, DateTime To)> Merge(IEnumerable<Pause> pauses, DateTime start)
    {
        var merged = new List<(DateTime From, DateTime To)>();
        foreach (var (from, to) in pauses.Select(OnTheWall).OrderBy(pause => pause.From))
        {
            if (merged is [.., var last] && from <= last.To)
            {
                merged[^1] = (last.From, to > last.To ? to : last.To);
            }
            else if (to > start && to > from)
            {
                merged.Add((from > start ? from : start, to));
            }
        }

        return merged;
    }

    private static (DateTime From, DateTime To) OnTheWall(Pause pause) => pause.To < pause.From
        ? throw new ArgumentException($"A pause from {pause.From:O} cannot end at {pause.To:O}.")
        : (ChinaTime.OnTheWall(pause.From), ChinaTime.OnTheWall(pause.To ?? pause.From));
}
