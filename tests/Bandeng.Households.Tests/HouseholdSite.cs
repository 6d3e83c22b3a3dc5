using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>Two communities with three buildings on a fresh database, and a clock that can be put forward.</summary>
internal sealed class HouseholdSite(ServiceProvider node, DemoClock clock) : IAsyncDisposable
{
    private const string Areas =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private const string Buildings =
        "社区,小区,楼栋,单元,房号\n街心,桥头小区,5号楼,1,301\n街心,桥头小区,5号楼,1,302\n街心,,6号楼,,101\n贤童,,1号楼,,201\n";

    private static readonly CancellationToken None = CancellationToken.None;

    public DemoClock Clock { get; } = clock;

    public static async Task<HouseholdSite> StartAsync(Engine engine)
    {
        var setting = await engine.CreateAsync();
        var clock = new DemoClock(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        var folder = new DataFolder(Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}"));
        var site = new HouseholdSite(
            new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock)
                .AddBandengDb(setting).AddSecrets(folder)
                .AddTerritory().AddOrganizations().AddHouseholds().BuildServiceProvider(validateScopes: true),
            clock);
        await using var act = site.Scope();
        var services = act.ServiceProvider;
        await services.GetRequiredService<BandengDb>().MigrateAsync(services.GetRequiredService<SqlMigrator>());
        await services.GetRequiredService<ImportAreas>()
            .RunAsync(Write(Areas), new DateOnly(2022, 1, 1), Viewer.System, None);
        await services.GetRequiredService<ImportBuildings>().RunAsync(new(Write(Buildings)), Viewer.System, None);
        return site;
    }

    public AsyncServiceScope Scope() => node.CreateAsyncScope();

    public async Task<PeopleImported> PeopleAsync(string text, bool dryRun = false) =>
        await ImportAsync(new(Write(text), DryRun: dryRun));

    public async Task<PeopleImported> ImportAsync(ImportPeopleRequest request)
    {
        await using var act = Scope();
        return await act.ServiceProvider.GetRequiredService<ImportPeople>().RunAsync(request, Viewer.System, None);
    }

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql)
    {
        await using var act = Scope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<T>(sql, null, None);
    }

    public async Task<long> CountAsync(string sql) => (await RowsAsync<long>(sql))[0];

    public static string Write(string text, string ending = ".csv")
    {
        var path = Path.Combine(Path.GetTempPath(), $"people-{Guid.CreateVersion7():N}{ending}");
        File.WriteAllText(path, text);
        return path;
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
