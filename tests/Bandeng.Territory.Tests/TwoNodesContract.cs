using System.Diagnostics;
using Bandeng.Kernel;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Tests;

/// <summary>Two nodes over one database: what one changes, the other answers by within a second.</summary>
public abstract class TwoNodesContract(Engine engine)
{
    private const string Areas =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private const string List =
        "社区,小区,楼栋,单元,房号,经度,纬度\n街心,彩水厂小区,5号楼,2,301,112.002,27.702\n街心,彩水厂小区,6号楼,,101,112.008,27.708\n";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode Jiexin = AreaCode.Parse("431302001001");
    private static readonly Viewer Clerk = Viewer.System;

    [Fact]
    public async Task A_name_an_outline_a_door_and_adopted_grids_are_seen_by_the_other_node()
    {
        await using var here = await TerritorySite.StartAsync(engine);
        await using var there = here.AnotherNode();
        await here.ImportAsync(Write(Areas), new DateOnly(2022, 1, 1));
        await ActAsync(
            here.Scope(),
            services => services.GetRequiredService<ImportBuildings>().RunAsync(new(Write(List)), Viewer.System, None));
        await ActAsync(here.Scope(), services => services.GetRequiredService<BandengDb>()
            .ExecuteAsync("update place_names set valid_from = '2022-01-01'", null, None)); // a name of long ago
        var known = await FindAsync(there, "彩水厂五幢二单元三零一");
        Assert.Equal(("彩水厂小区 5号楼 2单元 301", Jiexin), (known!.Name, known.Area));
        Assert.NotNull(known.DwellingId);
        Assert.Null(await FindAsync(there, "彩印厂5栋"));

        // Renamed, with another name beside it: the former one still leads there.
        var estate = await PlaceAsync(here, PlaceKind.Estate, "彩水厂小区");
        await ActAsync(here.Scope(), services => services.GetRequiredService<KeepPlaces>()
            .ChangeAsync(estate.Id, estate.Version, new("锦绣苑", Aliases: "彩印厂、老彩厂"), Clerk, None));
        await SeenAsync(async () => await FindAsync(there, "锦绣苑5栋2单元301") is { DwellingId: not null });
        Assert.Equal("锦绣苑 5号楼", (await FindAsync(there, "彩水厂小区5号楼"))!.Name);
        Assert.Equal("锦绣苑 6号楼", (await FindAsync(there, "老彩厂6栋"))!.Name);

        // A door that was entered by hand.
        var house = await PlaceAsync(here, PlaceKind.Building, "5号楼");
        await ActAsync(here.Scope(), services => services.GetRequiredService<KeepDoors>()
            .AddAsync(house.Id, new("2", "302", null, 88.5m), Clerk, None));
        await SeenAsync(async () => await FindAsync(there, "锦绣苑5栋2单元302") is { DwellingId: not null });

        // Grids: the address and the point lead into them.
        await AdoptAsync(here, [house.Id], [(await PlaceAsync(here, PlaceKind.Building, "6号楼")).Id]);
        await SeenAsync(async () => (await FindAsync(there, "锦绣苑5栋"))?.Area == AreaCode.Parse("431302001001001001"));
        await using var ask = there.CreateAsyncScope();
        Assert.Equal(
            AreaCode.Parse("431302001001002"),
            await ask.ServiceProvider.GetRequiredService<IAreas>().LocateAsync(112.0081, 27.7, None));

        // An outline over both grids, and one that crosses itself.
        estate = await PlaceAsync(here, PlaceKind.Estate, "锦绣苑");
        await ActAsync(here.Scope(), services => services.GetRequiredService<KeepPlaces>()
            .DrawAsync(estate.Id, estate.Version, Square(112.001, 112.009, 27.701, 27.709), Clerk, None));
        await using var act = here.Scope();
        Assert.Equal(
            ["431302001001", "431302001001001", "431302001001002"],
            (await act.ServiceProvider.GetRequiredService<AreasTouched>().OfAsync(estate.Id, None))
                .Select(area => area.ToString()));
        estate = await PlaceAsync(here, PlaceKind.Estate, "锦绣苑");
        var crossing = GeometryFactory.Default.CreatePolygon(
            [new(112.001, 27.701), new(112.009, 27.709), new(112.009, 27.701), new(112.001, 27.709), new(112.001, 27.701)]);
        var keep = act.ServiceProvider.GetRequiredService<KeepPlaces>();
        Assert.False(
            (await keep.DrawAsync(estate.Id, estate.Version, crossing, Clerk, None)).TryGet(out _, out var refusal));
        Assert.Equal("place.crossing", refusal.Code);
        Assert.False(
            (await keep.DrawAsync(estate.Id, estate.Version - 1, Square(112.001, 112.002, 27.701, 27.702), Clerk, None))
                .TryGet(out _, out refusal));
        Assert.Equal("place.overtaken", refusal.Code);
    }

    /// <summary>Within a second, and not at once by luck: nobody told the other node.</summary>
    private static async Task SeenAsync(Func<Task<bool>> isSeen)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSeen())
        {
            Assert.True(
                Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1),
                "The other node does not see it after a second.");
            await Task.Delay(50);
        }
    }

    private static async Task<AddressFound?> FindAsync(ServiceProvider node, string text)
    {
        await using var act = node.CreateAsyncScope();
        return await act.ServiceProvider.GetRequiredService<FindAddress>().RunAsync(text, null, None);
    }

    private static async Task<PlaceRow> PlaceAsync(TerritorySite site, PlaceKind kind, string name)
    {
        await using var act = site.Scope();
        return (await act.ServiceProvider.GetRequiredService<ListPlaces>().RunAsync(new(Jiexin, kind, Search: name), [Jiexin], 1, None)).Single();
    }

    private static async Task AdoptAsync(TerritorySite site, params IReadOnlyList<Guid>[] grids)
    {
        await using var act = site.Scope();
        var db = act.ServiceProvider.GetRequiredService<BandengDb>();
        await db.ExecuteAsync("insert into area_outlines (code, geometry, west, south, east, north, sketch) values (431302001001000000, @Outline, 112, 27.7, 112.01, 27.71, 0)",
            new { Outline = Maps.GeoJson.Write(Square(112, 112.01, 27.69, 27.71)) }, None);
        await using var whole = await db.Database.BeginTransactionAsync(None);
        var adopted = await act.ServiceProvider.GetRequiredService<AdoptGrids>().RunAsync(
            Jiexin,
            [.. grids.Select((inside, i) => new GridToAdopt(
                $"第{i + 1}网格", Square(112 + i * 0.005, 112.005 + i * 0.005, 27.69, 27.71), inside))],
            ChinaTime.DayOf(TimeProvider.System.GetUtcNow()), new Dictionary<string, object?>(), Clerk, None);
        Assert.True(adopted.TryGet(out _, out var refusal), refusal?.Code);
        await whole.CommitAsync(None);
    }

    private static async Task ActAsync<T>(AsyncServiceScope scope, Func<IServiceProvider, Task<T>> act)
    {
        await using (scope)
        {
            if (await act(scope.ServiceProvider) is Result<Guid> result)
            {
                Assert.True(result.TryGet(out _, out var refusal), refusal?.Code);
            }
        }
    }

    private static Polygon Square(
        double west, double east, double south, double north) => GeometryFactory.Default.CreatePolygon(
        [new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)]);

    private static string Write(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"nodes-{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(path, text);
        return path;
    }
}

public sealed class TwoNodesOnSqlite() : TwoNodesContract(Engine.Sqlite);

public sealed class TwoNodesOnPostgres() : TwoNodesContract(Engine.Postgres);
