using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Tests;

/// <summary>The territory on a fresh database, as one node or several.</summary>
internal sealed class TerritorySite(DatabaseSetting setting, ServiceProvider node) : IAsyncDisposable
{
    public static async Task<TerritorySite> StartAsync(Engine engine)
    {
        var setting = await engine.CreateAsync();
        var site = new TerritorySite(setting, Node(setting, TimeProvider.System));
        await using var act = site.Scope();
        await act.ServiceProvider.GetRequiredService<BandengDb>()
            .MigrateAsync(act.ServiceProvider.GetRequiredService<SqlMigrator>());
        return site;
    }

    public AsyncServiceScope Scope() => node.CreateAsyncScope();

    public ServiceProvider AnotherNode(TimeProvider? clock = null) => Node(setting, clock ?? TimeProvider.System);

    public async Task<ImportReport> ImportAsync(string path, DateOnly day)
    {
        await using var act = Scope();
        return await act.ServiceProvider.GetRequiredService<ImportAreas>()
            .RunAsync(path, day, Viewer.System, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    private static ServiceProvider Node(DatabaseSetting setting, TimeProvider clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(clock)
        .AddBandengDb(setting)
        .AddTerritory()
        .BuildServiceProvider(validateScopes: true);
}
