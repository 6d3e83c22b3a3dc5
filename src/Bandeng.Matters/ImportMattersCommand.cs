using System.CommandLine;
using System.Diagnostics;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>
/// <c>./bandeng import matters FILE --from LAYOUT</c>: matters of another system, at the time they were raised.
/// </summary>
public static class ImportMattersCommand
{
    /// <param name="hostAt">The same, with a clock that can be put back: for <c>--replay</c>.</param>
    public static Command Build(CommandHost host, Func<DemoClock, CommandHost> hostAt)
    {
        var file = new Argument<string>("FILE") { Description = "CSV, UTF-8 or GBK, .gz too." };
        var from = new Option<string>("--from")
        {
            Description = "teddy, sf311, baltimore311, or a MAPPING.json (docs/import.md).",
            Required = true,
        };
        var area = new Option<string?>("--area")
        {
            Description = "Where what names no place is filed; the installation's area when left out.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var figures = new Option<bool>("--figures")
        {
            Description = "Print the counts, refusals by code, speed and what the source's matters came to, as JSON.",
        };
        var replay = new Option<bool>("--replay")
        {
            Description =
                "Live each life again through the acts, for measurements; needs --area and bodies. Prints JSON.",
        };
        var command = new Command("matters", "Bring in matters of another system; may be run again.")
        {
            file, from, area, json, figures, replay,
        };
        command.SetAction((arguments, cancel) => arguments.GetValue(replay)
            ? ReplayAsync(
                hostAt, arguments.GetValue(file)!, arguments.GetValue(from)!, Area(arguments.GetValue(area)), cancel)
            : host.RunAsync(async services =>
        {
            var watch = Stopwatch.StartNew();
            var imported = await services.GetRequiredService<ImportMatters>().RunAsync(
                arguments.GetValue(file)!, arguments.GetValue(from)!, Area(arguments.GetValue(area)),
                rows => Progress.Show($"{rows} rows, {rows / watch.Elapsed.TotalSeconds:F0} a second"), Viewer.System,
                cancel);
            var took = watch.Elapsed;
            Progress.End();
            await NotHeldHeadings.SayAsync(imported.Dropped);
            await Console.Out.WriteLineAsync(
                arguments.GetValue(figures) ? imported.ToJson(
                    took, await FiguresAsync(services, imported.Source, cancel))
                : arguments.GetValue(json) ? imported.Report.ToJson()
                : imported.Report.ToString());
            return 0;
        }));
        return command;
    }

    private static Task<int> ReplayAsync(
        Func<DemoClock, CommandHost> hostAt, string path, string from, AreaCode? area, CancellationToken cancel)
    {
        var clock = new DemoClock(TimeProvider.System.GetUtcNow());
        return hostAt(clock).RunAsync(async services =>
        {
            var watch = Stopwatch.StartNew();
            var (report, source) = await services.GetRequiredService<ReplayMatters>().RunAsync(
                path, from, area ?? throw new MistakeException("area.none", "--replay needs --area."), clock,
                matters => Progress.Show($"{matters} matters"), cancel);
            var took = watch.Elapsed;
            Progress.End();
            await Console.Out.WriteLineAsync(report.ToJson(took, await FiguresAsync(services, source, cancel)));
            return 0;
        });
    }

    private static Task<FiguresOfSource> FiguresAsync(
        IServiceProvider services, string source, CancellationToken cancel) =>
        services.GetRequiredService<SourceFigures>().OfAsync(source, cancel);

    private static AreaCode? Area(string? text) =>
        text is null ? null
        : AreaCode.TryParse(text, out var area) ? area
        : throw new MistakeException("area.unreadable", $"'{text}' is no area code.");
}
