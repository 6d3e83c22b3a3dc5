using Bandeng.Kernel;
using Bandeng.Territory.UseCases;

namespace Bandeng.Households.Importing;

/// <summary>Runs lists that tell where something lies.</summary>
internal sealed class PlaceLists(ImportBuildings buildings, ImportOutlines outlines, ImportMap map)
{
    public Task<PlacesImported> RunAsync(ListRequest request, bool dryRun, Viewer by, CancellationToken cancel) =>
        request.Kind switch
        {
            ListKind.Outlines => outlines.RunAsync(
                new(request.Path, request.Within, request.IsGcj02, DryRun: dryRun), by, cancel),
            // A file that is sent in loses its name: what a desk sends for its community is one source.
            ListKind.Map =>
                map.RunAsync(
                    new(request.Path, $"desk {request.Within}", request.Within, request.IsGcj02, dryRun), by, cancel),
            _ => buildings.RunAsync(new(request.Path, request.Within, request.IsGcj02, dryRun), by, cancel),
        };
}
