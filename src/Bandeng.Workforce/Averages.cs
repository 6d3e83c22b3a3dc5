using Bandeng.Kernel;

namespace Bandeng.Workforce;

/// <summary>An area with what its people earned in a month.</summary>
/// <param name="Area">A community, or whatever a worker's record names.</param>
internal sealed record PayOfArea(AreaCode Area, long Persons, long Fen);

/// <summary>
/// Which averages of a month may be released, so that none tells one person's pay, alone or by subtracting others.
/// <para>Areas are a tree, so all that can be subtracted is an area less the released areas inside it: its rest. Every
/// released area has at least k persons, and every rest has none or at least k; where it would have fewer, the smallest
/// area inside is held back too, until the rest is large enough. Nothing is released inside an area that is held
/// back.</para>
/// <para>Months are protected against each other by rounding: an average of n persons is rounded to a step of
/// 2u/(2n+1), so that a sum known to half a step for each of n and n+1 persons leaves the pay of the one who came or
/// went uncertain by at least u to either side.</para>
/// </summary>
internal static class Averages
{
    /// <param name="least">k, the least number of persons.</param>
    /// <param name="uncertain">u, in fen.</param>
    public static IReadOnlyList<PayOfArea> Released(
        AreaCode root, IEnumerable<PayOfArea> leaves, long least, long uncertain)
    {
        List<PayOfArea> known = [.. leaves.Where(leaf => root.Contains(leaf.Area)).GroupBy(leaf => leaf.Area)
            .Select(group => new PayOfArea(group.Key, group.Sum(one => one.Persons), group.Sum(one => one.Fen)))];
        List<PayOfArea> released = [];
        if (Sum(root, known) is { } whole && whole.Persons >= least)
        {
            Release(whole, known, least, released);
        }

        return [.. released.Select(one => one with { Fen = Rounded(one.Fen, one.Persons, uncertain) })];
    }

    /// <summary>The average in fen, rounded so that one person more or less stays unknown.</summary>
    public static long Rounded(long sum, long persons, long uncertain)
    {
        var step = Math.Max(1, (long)Math.Ceiling(2.0 * uncertain / (2 * persons + 1)));
        return (long)Math.Round((double)sum / persons / step, MidpointRounding.AwayFromZero) * step;
    }

    private static void Release(PayOfArea area, List<PayOfArea> known, long least, List<PayOfArea> released)
    {
        released.Add(area);
        var inside = known.Where(leaf => leaf.Area != area.Area && area.Area.Contains(leaf.Area))
            .Select(leaf => ChildOf(area.Area, leaf.Area)).Distinct().Select(child => Sum(child, known)!).ToList();
        List<PayOfArea> shown = [.. inside.Where(child => child.Persons >= least).OrderBy(child => child.Persons)
            .ThenBy(child => child.Area)];
        while (shown.Count > 0 && area.Persons - shown.Sum(child => child.Persons) is > 0 and var rest && rest < least)
        {
            shown.RemoveAt(0);
        }

        foreach (var child in shown.OrderBy(child => child.Area))
        {
            Release(child, known, least, released);
        }
    }

    private static PayOfArea? Sum(AreaCode area, List<PayOfArea> known)
    {
        var inside = known.Where(leaf => area.Contains(leaf.Area)).ToList();
        return inside.Count == 0 ? null : new(area, inside.Sum(leaf => leaf.Persons), inside.Sum(leaf => leaf.Fen));
    }

    // The area directly inside that holds the leaf.
    private static AreaCode ChildOf(AreaCode area, AreaCode leaf)
    {
        while (leaf.Parent is { } parent && parent != area && area.Contains(parent))
        {
            leaf = parent;
        }

        return leaf;
    }
}
