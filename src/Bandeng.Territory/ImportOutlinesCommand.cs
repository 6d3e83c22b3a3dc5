using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary><c>./bandeng import outlines FILE</c>: the boundaries of areas.</summary>
public static class ImportOutlinesCommand
{
    public static Command Build(CommandHost host)
    {
        var crs = CrsOption.Build();
        var asOf = new Option<string?>("--as-of")
        {
            Description = "From which day on the outlines hold (yyyy-MM-dd); today when left out.",
        };
        var command = ImportListCommand.Build(
            host, "outlines", "Bring in the boundaries of areas by code or name; may be run again.",
            "GeoJSON, a zipped shapefile, or a table with a column wkt.",
            async (call, cancel) =>
            {
                var request = new ImportOutlinesRequest(
                    call.List.Path, call.List.Within, CrsOption.IsGcj02(call.Arguments.GetValue(crs)),
                    Day(call.Arguments.GetValue(asOf)),
                    call.List.DryRun);
                var done = await call.Services.GetRequiredService<ImportOutlines>()
                    .RunAsync(request, Viewer.System, cancel);
                return new(done.Report, done.Dropped, done.Unread, done.RefusedPath);
            });
        command.Add(crs);
        command.Add(asOf);
        return command;
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MistakeException("date.unreadable", $"'{text}' is not a day like 2026-01-31.");
}
