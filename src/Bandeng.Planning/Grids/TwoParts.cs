namespace Bandeng.Planning.Grids;

/// <summary>Some plots in two parts, and how to make both hang together.</summary>
internal sealed class TwoParts(PlotGraph graph)
{
    private const int MostPasses = 8;

    // 0: not among the plots that are being parted.
    private readonly byte[] _part = new byte[graph.Count];
    private readonly int[] _seen = new int[graph.Count];
    private readonly int[] _reached = new int[graph.Count];
    private int _now;

    public bool IsFirst(int plot) => _part[plot] == 1;

    /// <summary>Says of each plot whether it is in the first part.</summary>
    public void Set(ReadOnlySpan<int> plots, Func<int, bool> isFirst)
    {
        for (var i = 0; i < plots.Length; i++)
        {
            _part[plots[i]] = isFirst(i) ? (byte)1 : (byte)2;
        }
    }

    public void Clear(ReadOnlySpan<int> plots)
    {
        foreach (var plot in plots)
        {
            _part[plot] = 0;
        }
    }

    /// <summary>How many plots and households the first part has.</summary>
    public (int Plots, long Households) CountFirst(ReadOnlySpan<int> plots)
    {
        var (count, households) = (0, 0L);
        foreach (var plot in plots)
        {
            if (IsFirst(plot))
            {
                (count, households) = (count + 1, households + graph.Households[plot]);
            }
        }

        return (count, households);
    }

    /// <summary>
    /// Gives all but the largest piece of each part to the other until both hang together; false when that does not
    /// end.
    /// </summary>
    public bool Mend(ReadOnlySpan<int> plots)
    {
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (!(GiveAway(plots, 1) | GiveAway(plots, 2)))
            {
                return true;
            }
        }

        return false;
    }

    private bool GiveAway(ReadOnlySpan<int> plots, byte part)
    {
        _now++;
        var (count, largest, from) = (0, 0, 0);
        foreach (var plot in plots)
        {
            if (_part[plot] == part && _seen[plot] != _now)
            {
                var start = count;
                count = Reach(plot, part, count);
                (from, largest) = count - start > largest ? (start, count - start) : (from, largest);
            }
        }

        for (var i = 0; i < count; i++)
        {
            _part[_reached[i]] = i >= from && i < from + largest ? part : (byte)(3 - part);
        }

        return count > largest;
    }

    private int Reach(int start, byte part, int count)
    {
        (_seen[start], _reached[count]) = (_now, start);
        var end = count + 1;
        for (var i = count; i < end; i++)
        {
            for (var k = graph.Start[_reached[i]]; k < graph.Start[_reached[i] + 1]; k++)
            {
                var next = graph.To[k];
                if (_part[next] == part && _seen[next] != _now && graph.Firm[k])
                {
                    (_seen[next], _reached[end++]) = (_now, next);
                }
            }
        }

        return end;
    }
}
