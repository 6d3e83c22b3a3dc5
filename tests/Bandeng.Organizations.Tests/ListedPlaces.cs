using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Two communities with three buildings; the first has adopted two grids. Lists are brought in as an office sends them.
/// </summary>
internal static class ListedPlaces
{
    private const string Areas =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private const string Buildings = "社区,小区,楼栋\n街心,桥头小区,5号楼\n街心,,6号楼\n贤童,,1号楼\n";

    public static async Task<House> OpenAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var house = await House.OpenAsync(engine, services =>
        {
            services.AddTerritory();
            more?.Invoke(services);
        });
        await house.DoAsync<ImportAreas, object>(async import =>
            await import.RunAsync(Write(Areas), new DateOnly(2022, 1, 1), Viewer.System, default));
        await house.DoAsync<ImportBuildings, object>(async import =>
            await import.RunAsync(new(Write(Buildings)), Viewer.System, default));
        var ids = await house.DoAsync<BandengDb, IReadOnlyList<Guid>>(db => db.RowsAsync<Guid>(
            "select id from places where kind = 'Building' and area_code = 431302001001000000 order by name", null,
            default));
        GridToAdopt[] grids = [new("第一网格", Square(112.00), [ids[0]]), new("第二网格", Square(112.01), [ids[1]])];
        await using var scope = house.Scope();
        await using var whole = await scope.ServiceProvider.GetRequiredService<BandengDb>()
            .Database.BeginTransactionAsync();
        House.Sure(await scope.ServiceProvider.GetRequiredService<AdoptGrids>().RunAsync(
            House.Community, grids,
            ChinaTime.DayOf(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow()),
            new Dictionary<string, object?>(), Viewer.System, default));
        await whole.CommitAsync();
        return house;
    }

    public static Task<ListImported> BodiesAsync(this House house, string list, bool dryRun = false) =>
        house.DoAsync<ImportBodies, ListImported>(act =>
            act.RunAsync(new(Write(list), DryRun: dryRun), Viewer.System, default));

    public static Task<ListImported> PostsAsync(
        this House house, string list, AreaCode? within = null, bool dryRun = false) =>
        house.DoAsync<ImportPosts, ListImported>(
            act => act.RunAsync(new(Write(list), within, DryRun: dryRun), Viewer.System, default));

    public static string Write(string text, Encoding? encoding = null)
    {
        var path = Path.Combine(Path.GetTempPath(), $"list-{Guid.CreateVersion7():N}.csv");
        File.WriteAllText(path, text, encoding ?? Encoding.UTF8);
        return path;
    }

    private static Polygon Square(double west) => GeometryFactory.Default.CreatePolygon(
        [new(west, 27.7), new(west + 0.01, 27.7), new(west + 0.01, 27.71), new(west, 27.71), new(west, 27.7)]);
}
