using Bandeng.Kernel.SqliteFile;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Tests.Trail;

/// <summary>A fresh database with the tables of the kernel alone, and a few acts in three communities.</summary>
internal sealed class TrailDatabase : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = ChinaTime.ToInstant(new DateTime(2026, 3, 2, 12, 0, 0));

    public static readonly AreaCode Here = AreaCode.Parse("110101001001");
    public static readonly AreaCode There = AreaCode.Parse("110101001002");

    private readonly ServiceProvider _services;

    private TrailDatabase(DatabaseSetting setting) =>
        (Setting, _services) = (setting, BuildServices(setting).BuildServiceProvider());

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public DatabaseSetting Setting { get; }

    /// <summary>Lets go of the file, which is going to be another.</summary>
    public void LetGo()
    {
        _services.GetRequiredService<KeptConnections>().Clear();
        SqliteConnection.ClearAllPools();
    }

    public SqlMigrator Migrator => _services.GetRequiredService<SqlMigrator>();

    public static IServiceCollection BuildServices(DatabaseSetting setting) =>
        new ServiceCollection().AddSingleton(TimeProvider.System).AddBandengDb(setting);

    public static async Task<TrailDatabase> CreateAsync(Engine engine)
    {
        var database = new TrailDatabase(await engine.CreateAsync());
        await database.InUnitAsync(db => db.MigrateAsync(database._services.GetRequiredService<SqlMigrator>(), Cancel));
        return database;
    }

    /// <summary>
    /// Seven events: three of the installation (two of them begin the chains), three here, one there.
    /// </summary>
    public static async Task<TrailDatabase> FilledAsync(Engine engine)
    {
        var database = await CreateAsync(engine);
        await database.ActAsync(null, "site.open");
        await database.ActAsync(Here, "matter.register", "路灯不亮", "电话 13800000000");
        await database.ActAsync(Here, "matter.dispatch", "请物业处理");
        await database.ActAsync(There, "matter.register", "井盖松动");
        await database.ActAsync(AreaCode.Parse("110101001001003"), "matter.settle");
        return database;
    }

    public Task ActAsync(AreaCode? area, string action, params string[] words) => InUnitAsync(async db =>
    {
        var subject = Guid.CreateVersion7(Noon);
        var post = new HeldPost(Guid.CreateVersion7(Noon), "clerk", Here, null, null);
        var by = new Viewer(Guid.CreateVersion7(Noon), "周敏", [post]) { ActingPost = post };
        db.Record(new TrailEntry("matter", subject, area, action, by, Noon)
        {
            FromState = "registered",
            ToState = "dispatched",
            Words = [.. words.Select(text => db.Keep(subject, text, Noon))],
            Facts = new Dictionary<string, object?> { ["code"] = 7, ["area"] = area, ["name"] = "三号楼" },
        });
        await db.SaveAsync(Cancel);
        return 0;
    });

    public Task EraseAsync(Guid text, string ground) => InUnitAsync(async db =>
    {
        await db.EraseTextAsync(text, Here, ground, Viewer.System, Noon.AddDays(1), Cancel);
        await db.SaveAsync(Cancel);
        return 0;
    });

    public Task<TrailReport> VerifyAsync() => InUnitAsync(db => VerifyTrail.RunAsync(db, Cancel));

    public async Task<string?> FaultAsync() => (await VerifyAsync()).Fault?.ToString();

    public Task<int> SqlAsync(string sql, object? parameters = null) => InUnitAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(Cancel);
        return await db.ExecuteAsync(sql, parameters, Cancel);
    });

    public Task<IReadOnlyList<TRow>> RowsAsync<TRow>(string sql) =>
        InUnitAsync(db => db.RowsAsync<TRow>(sql, null, Cancel));

    public async Task<Guid> TextIdAsync(string body) =>
        (await InUnitAsync(db => db.RowsAsync<Guid>("select id from texts where body = @body", new { body }, Cancel)))
            .Single();

    /// <summary>What somebody with the password of the database would do first.</summary>
    public Task DropTriggersAsync(Engine engine) => SqlAsync(engine is Engine.Sqlite
        ? """
          drop trigger trail_events_unchanged; drop trigger trail_events_stay;
          drop trigger texts_only_erased; drop trigger texts_stay
          """
        : """
          drop trigger trail_events_unchanged on trail_events; drop trigger trail_events_whole on trail_events;
          drop trigger texts_only_erased on texts; drop trigger texts_stay on texts
          """);

    public async Task<T> InUnitAsync<T>(Func<BandengDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BandengDb>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
