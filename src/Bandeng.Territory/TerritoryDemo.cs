using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Territory.Maps;
using Bandeng.Territory.UseCases;

namespace Bandeng.Territory;

/// <summary>The demo's areas, real in name and code, and its map, which is invented.</summary>
internal sealed class TerritoryDemo(ImportAreas import, IAreas areas, SketchStore sketches, BandengDb db) : IDemoPart
{
    private sealed record VillageRow(AreaCode Code, string Name, string? UrbanRuralClass);

    private static readonly DateOnly Since = new(2022, 1, 1);

    public int Order => 10;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        await import.RunAsync(demo.File("areas.csv"), Since, Viewer.System, cancel);
        var home = await areas.HomeAsync(cancel);
        var rows = await db.RowsAsync<VillageRow>(
            "select code, name, urban_rural_class from areas where level = @Level and valid_to is null order by code",
            new { Level = (long)AreaLevel.Village },
            cancel);
        var map = SketchMap.Draw(
            home.Code,
            [.. rows.Select(row => new SketchVillage(row.Code, row.Name, row.UrbanRuralClass is ['1', ..]))]);
        await sketches.SaveAsync(map, Since, cancel);
    }
}
