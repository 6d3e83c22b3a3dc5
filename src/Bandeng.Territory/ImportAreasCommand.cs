using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary>
/// <c>./bandeng import areas FILE…</c>: villages with everything around them, in either known layout.
/// </summary>
public static class ImportAreasCommand
{
    public static Command Build(CommandHost host)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "CSV, UTF-8 or GBK, .gz too.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "From which day on the names hold (yyyy-MM-dd); today when left out.",
        };
        var command = new Command(
            "areas", "Bring in areas: villages, and the towns, counties, cities and provinces around them.")
        {
            files,
            json,
            asOf,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var report = await ImportAsync(services, arguments.GetValue(files)!, Day(arguments.GetValue(asOf)), cancel);
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? report.ToJson() : report.ToString());
            return 0;
        }));
        return command;
    }

    private static async Task<ImportReport> ImportAsync(
        IServiceProvider services, string[] paths, DateOnly? asOf, CancellationToken cancel)
    {
        var total = ImportReport.Nothing;
        foreach (var path in paths)
        {
            var report = await services.GetRequiredService<ImportAreas>().RunAsync(path, asOf, Viewer.System, cancel);
            total += report;
            await NotHeldHeadings.SayAsync(TableFile.DroppedOf(path));
            await Console.Error.WriteLineAsync($"{Path.GetFileName(path)}: {report}");
        }

        return total;
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MistakeException("date.unreadable", $"'{text}' is not a day like 2026-01-31.");
}
