using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary><c>./bandeng import map FILE</c>: roads, rails, water and walls.</summary>
public static class ImportMapCommand
{
    public static Command Build(CommandHost host)
    {
        var crs = CrsOption.Build();
        var source = new Option<string?>("--source")
        {
            Description = "Of which this file takes the place, kind by kind; the file's own name when left out.",
        };
        var command = ImportListCommand.Build(
            host, "map", "Bring in roads by class, rails, water and walls; may be run again.",
            "GeoJSON, a zipped shapefile, or a table with a column wkt.",
            async (call, cancel) =>
            {
                var request = new ImportMapRequest(
                    call.List.Path, call.Arguments.GetValue(source), call.List.Within,
                    CrsOption.IsGcj02(call.Arguments.GetValue(crs)),
                    call.List.DryRun);
                var done = await call.Services.GetRequiredService<ImportMap>().RunAsync(request, Viewer.System, cancel);
                return new(done.Report, done.Dropped, done.Unread, done.RefusedPath);
            });
        command.Add(crs);
        command.Add(source);
        return command;
    }
}
