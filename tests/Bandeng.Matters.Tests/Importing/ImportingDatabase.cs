using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Importing;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Importing;

/// <summary>
/// A fresh database with every table and nothing in it, a clock that stands, and a folder for the files of a test.
/// </summary>
internal sealed class ImportingDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bandeng-import");

    private ImportingDatabase(DatabaseSetting setting, DemoClock clock)
    {
        Clock = clock;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(clock)
            .AddBandengDb(setting)
            .AddSecrets(new DataFolder(Path.Combine(_folder.FullName, "data")))
            .AddTerritory()
            .AddOrganizations()
            .AddMatters()
            .BuildServiceProvider();
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public DemoClock Clock { get; }

    /// <summary>Monday 2026-06-01, eight in the morning, unless told otherwise.</summary>
    public static async Task<ImportingDatabase> CreateAsync(Engine engine, DateTime? start = null)
    {
        var clock = new DemoClock(ChinaTime.ToInstant(start ?? new DateTime(2026, 6, 1, 8, 0, 0)));
        var database = new ImportingDatabase(await engine.CreateAsync(), clock);
        await database.InScopeAsync(services => services.GetRequiredService<BandengDb>()
            .MigrateAsync(services.GetRequiredService<SqlMigrator>(), Cancel));
        return database;
    }

    public string Write(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    public async Task<ImportReport> ImportAsync(string path, string from = "teddy", string? area = "431302001001") =>
        (await ImportMattersAsync(path, from, area)).Report;

    public Task<ImportedMatters> ImportMattersAsync(
        string path, string from = "teddy", string? area = "431302001001", Action<int>? progress = null) =>
        InScopeAsync(services => services.GetRequiredService<ImportMatters>().RunAsync(
            path, from, area is null ? null : AreaCode.Parse(area), progress, Viewer.System, Cancel));

    public Task<ImportReport> ImportCategoriesAsync(string path) =>
        InScopeAsync(services => services.GetRequiredService<ImportCategories>().RunAsync(path, Viewer.System, Cancel));

    public Task<IReadOnlyList<TRow>> RowsAsync<TRow>(string sql) =>
        InScopeAsync(services => services.GetRequiredService<BandengDb>().RowsAsync<TRow>(sql, null, Cancel));

    public async Task<TRow> OneAsync<TRow>(string sql) => Assert.Single(await RowsAsync<TRow>(sql));

    public async Task<string?> FaultAsync() => (await InScopeAsync(services =>
        VerifyTrail.RunAsync(services.GetRequiredService<BandengDb>(), Cancel))).Fault?.ToString();

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
