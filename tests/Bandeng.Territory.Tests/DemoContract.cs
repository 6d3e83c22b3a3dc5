using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Tests;

/// <summary>The demo's territory, drawn and asked for places, on both databases.</summary>
public abstract class DemoContract(Engine engine)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private sealed record Box(AreaCode AreaCode, double West, double South, double East, double North);

    [Fact]
    public async Task The_demo_fills_once_and_every_building_is_found_where_it_stands()
    {
        await using var site = await TerritorySite.StartAsync(engine);
        var clock = new DemoClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var node = site.AnotherNode(clock);
        Assert.True(await FillAsync(node, clock));
        Assert.False(await FillAsync(node, clock));

        await using var act = site.Scope();
        var areas = act.ServiceProvider.GetRequiredService<IAreas>();
        Assert.Equal("娄星区", (await areas.HomeAsync(None)).Name);
        Assert.Equal(13, (await areas.ChildrenAsync(AreaCode.Parse("431302"), None)).Count);
        var buildings = await act.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<Box>(
            "select area_code, west, south, east, north from places where kind = 'Building' order by area_code", null,
            None);
        Assert.True(buildings.Count > 232 * 8);
        foreach (var box in buildings.Where((_, i) => i % 7 == 0))
        {
            Assert.Equal(
                box.AreaCode, await areas.LocateAsync((box.West + box.East) / 2, (box.South + box.North) / 2, None));
        }

        Assert.Null(await areas.LocateAsync(0, 0, None));
        var door = buildings[0].AreaCode;
        Assert.Equal("乐坪街道 街心社区 1号楼", (await areas.NamesAsync([door], None))[door].FullName);
    }

    private static async Task<bool> FillAsync(ServiceProvider node, DemoClock clock)
    {
        await using var act = node.CreateAsyncScope();
        return await DemoFilling.FillAsync(new DemoContext(act.ServiceProvider, "louxing", clock), None);
    }
}

public sealed class DemoOnSqlite() : DemoContract(Engine.Sqlite);

public sealed class DemoOnPostgres() : DemoContract(Engine.Postgres);
