using System.CommandLine;
using System.Diagnostics;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Matters.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary><c>./bandeng import matters FILE --from LAYOUT</c>: matters of another system, at the time they were raised.</summary>
public static class ImportMattersCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV, UTF-8 or GBK, .gz too." };
        var from = new Option<string>("--from") { Description = "teddy, sf311, baltimore311, or a MAPPING.json (docs/import.md).", Required = true };
        var area = new Option<string?>("--area") { Description = "Where what names no place is filed; the installation's area when left out." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command("matters", "Bring in matters of another system; may be run again.") { file, from, area, json };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var watch = Stopwatch.StartNew();
            var report = await services.GetRequiredService<ImportMatters>().RunAsync(
                arguments.GetValue(file)!, arguments.GetValue(from)!, Area(arguments.GetValue(area)),
                rows => Console.Error.Write($"\r{rows} rows, {rows / watch.Elapsed.TotalSeconds:F0} a second "), Viewer.System, cancel);
            await Console.Error.WriteLineAsync();
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? report.ToJson() : report.ToString());
            return 0;
        }));
        return command;
    }

    private static AreaCode? Area(string? text) =>
        text is null ? null
        : AreaCode.TryParse(text, out var area) ? area
        : throw new MistakeException("area.unreadable", $"'{text}' is no area code.");
}
