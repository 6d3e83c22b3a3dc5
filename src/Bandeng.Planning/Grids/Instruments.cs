namespace Bandeng.Planning.Grids;

/// <summary>
/// What cuts plots apart, made once for a task: each keeps room for all its plots. Not for two threads.
/// </summary>
internal sealed class Instruments
{
    public Instruments(PlotGraph graph, int seed)
    {
        (Dice, Sweep, Parts) = (new Dice(seed), new Sweep(graph), new TwoParts(graph));
        Trees = new TreeCut(graph, Dice);
    }

    public Dice Dice { get; }

    public TreeCut Trees { get; }

    public Sweep Sweep { get; }

    public TwoParts Parts { get; }
}
