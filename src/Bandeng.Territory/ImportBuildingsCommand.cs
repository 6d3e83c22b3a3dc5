using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary><c>./bandeng import buildings FILE</c>: estates, buildings, public units and rooms.</summary>
public static class ImportBuildingsCommand
{
    public static Command Build(CommandHost host)
    {
        var crs = CrsOption.Build();
        var command = ImportListCommand.Build(
            host, "buildings", "Bring in estates, buildings, public units and rooms; may be run again.",
            "CSV or .xlsx, GeoJSON, or a zipped shapefile.",
            (call, cancel) => RunAsync(call, CrsOption.IsGcj02(call.Arguments.GetValue(crs)), cancel));
        command.Add(crs);
        return command;
    }

    private static async Task<ListImported> RunAsync(ImportCall call, bool isGcj02, CancellationToken cancel)
    {
        var request = new ImportBuildingsRequest(call.List.Path, call.List.Within, isGcj02, call.List.DryRun);
        var done = await call.Services.GetRequiredService<ImportBuildings>().RunAsync(request, Viewer.System, cancel);
        return new(done.Report, done.Dropped, done.Unread, done.RefusedPath);
    }
}
