using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bandeng.Planning.Grids;

namespace Bandeng.Planning.Bench;

/// <summary>
/// Runs <c>gpmetis -contig</c> on the same graph; a neighbour across a barrier is worth less to keep.
/// </summary>
internal static class Metis
{
    private const int MostWeight = 8;

    /// <param name="bySide">Whether a side counts by its length too, which makes for rounder parts.</param>
    public static (int[] GridOf, TimeSpan Took) Divide(PlotGraph graph, int grids, bool bySide)
    {
        var folder = Directory.CreateTempSubdirectory("bandeng-metis");
        try
        {
            var file = Path.Combine(folder.FullName, "town.graph");
            File.WriteAllText(file, Text(graph, bySide));
            var began = Stopwatch.GetTimestamp();
            var start = new ProcessStartInfo(
                "gpmetis", ["-contig", "-seed=1", file, grids.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var took = Stopwatch.GetElapsedTime(began);
            return ([.. File.ReadLines($"{file}.part.{grids}").Select(line => int.Parse(line, CultureInfo.InvariantCulture))], took);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(PlotGraph graph, bool bySide)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{graph.Count} {graph.To.Length / 2} 011\n");
        for (var plot = 0; plot < graph.Count; plot++)
        {
            text.Append(graph.Households[plot]);
            for (var k = graph.Start[plot]; k < graph.Start[plot + 1]; k++)
            {
                var weight = (1 + MostWeight - graph.Barrier[k]) * (bySide ? Math.Clamp(graph.Side[k], 1, 100) : 1);
                text.Append(CultureInfo.InvariantCulture, $" {graph.To[k] + 1} {Math.Max(1, (int)Math.Round(weight))}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
