using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary><c>./bandeng import buildings FILE</c>: estates, buildings, public units and rooms.</summary>
public static class ImportBuildingsCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV or .xlsx, GeoJSON, or a zipped shapefile." };
        var area = new Option<string?>("--area") { Description = "A community for rows that name none, or the area all must lie in." };
        var crs = new Option<string?>("--crs") { Description = "wgs84 when left out; cgcs2000 is the same; gcj02 is converted." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; change nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command("buildings", "Bring in estates, buildings, public units and rooms; may be run again.")
        {
            file, area, crs, dry, json,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var request = new ImportBuildingsRequest(
                arguments.GetValue(file)!, Area(arguments.GetValue(area)), IsGcj02(arguments.GetValue(crs)), arguments.GetValue(dry));
            var done = await services.GetRequiredService<ImportBuildings>().RunAsync(request, Viewer.System, cancel);
            await SayAsync(done, request.DryRun);
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? done.Report.ToJson() : done.Report.ToString());
            return 0;
        }));
        return command;
    }

    private static async Task SayAsync(PlacesImported done, bool dryRun)
    {
        if (dryRun)
        {
            await Console.Error.WriteLineAsync("A dry run: nothing was changed.");
        }

        if (done.Dropped.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Dropped at the door, not held here: {string.Join(", ", done.Dropped)}");
        }

        if (done.RefusedPath is { } refused)
        {
            await Console.Error.WriteLineAsync($"Refused rows, to mend and send again: {refused}");
        }
    }

    private static AreaCode? Area(string? text) =>
        text is null ? null
        : AreaCode.TryParse(text, out var area) ? area
        : throw new MistakeException("area.unreadable", $"'{text}' is no area code.");

    private static bool IsGcj02(string? text) => text?.ToLowerInvariant() switch
    {
        null or "wgs84" or "cgcs2000" => false,
        "gcj02" => true,
        _ => throw new MistakeException("crs.unknown", $"--crs is wgs84, cgcs2000 or gcj02, not '{text}'."),
    };
}
