using System.Diagnostics;
using System.Globalization;
using Bandeng.Planning.Grids;

namespace Bandeng.Planning.Bench;

/// <summary>Prints what the division of a real town is worth beside gpmetis, and how its time grows.</summary>
internal static class GridBench
{
    private const int Buildings = 20_000;
    private static readonly int[] Sizes = [1_000, 5_000, 20_000, 50_000];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("BANDENG_BENCH_SECONDS") ?? "8", CultureInfo.InvariantCulture));

    public static int Run(string data)
    {
        var town = new TestTown(data);
        Compare(town.Task(Buildings));
        Grow(town);
        return 0;
    }

    private static void Compare(GridTask task)
    {
        var began = Stopwatch.GetTimestamp();
        if (!GridDivision.TryPropose(task, new(Limit, TimeProvider.System), out var proposal, out var objection))
        {
            throw new InvalidOperationException(objection.Message);
        }

        var took = Stopwatch.GetElapsedTime(began);
        var site = GridSite.Of(task, out _)!;
        var own = new int[site.Graph.Count];
        for (var building = 0; building < task.Buildings.Count; building++)
        {
            own[site.Plots.PlotOf[building]] = proposal.GridOf[building];
        }

        var (metis, metisTook) = Metis.Divide(site.Graph, proposal.Grids.Count, bySide: false);
        var (round, roundTook) = Metis.Divide(site.Graph, proposal.Grids.Count, bySide: true);
        Say($"{task.Buildings.Count} buildings, {proposal.Grids.Sum(grid => grid.Households)} households, {proposal.Grids.Count} grids");
        Say($"{"",-24}{"barrier weight",16}{"ratio",8}{"compactness",13}{"median",8}{"worst",8}{"cut weight",12}{"missed",8}{"seconds",9}");
        var (ours, theirs, rounder) = (Judge.Of(site, task.Bounds, own), Judge.Of(site, task.Bounds, metis), Judge.Of(
            site, task.Bounds, round));
        Say(ours.Line("bandeng", ours, took));
        Say(theirs.Line("gpmetis -contig", ours, metisTook));
        Say(rounder.Line("gpmetis, side × weight", ours, roundTook));
        Say($"connected {proposal.Grids.Count(grid => grid.Connected)}, stopped early {proposal.Figures.StoppedEarly}");
        Say($"first answer {proposal.Figures.FirstAnswer.TotalSeconds:0.00} s, in a process that has just started");
        foreach (var grid in proposal.Grids.Where(grid => !grid.WithinBounds))
        {
            Say($"  missed: {grid.Reason!.Code}: {grid.Reason.Message}");
        }

        Say($"memory at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    }

    private static void Grow(TestTown town)
    {
        Say($"{"buildings",10}{"first answer s",16}{"µs / n log n",14}{"missed",8}");
        foreach (var size in Sizes)
        {
            var task = town.Task(Math.Min(size, town.Count));
            GridDivision.TryPropose(task, new(TimeSpan.FromTicks(1), TimeProvider.System), out var proposal, out _);
            var first = proposal!.Figures.FirstAnswer;
            Say($"{size,10}{first.TotalSeconds,16:0.00}{first.TotalMicroseconds / (size * Math.Log2(size)),14:0.00}{proposal.Figures.Missed,8}");
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Say(string line) => Console.WriteLine(line);
}
