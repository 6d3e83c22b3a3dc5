using System.Collections.Concurrent;
using Bandeng.Kernel;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Testing;

/// <summary>
/// The demo, filled once for each engine and moment and then copied: every class still has a database and a data
/// folder of its own, in a blink instead of seconds.
/// </summary>
internal sealed class DemoTemplate(Engine engine)
{
    private static readonly ConcurrentDictionary<(Engine, DateTimeOffset), DemoTemplate> Known = [];

    private TaskCompletionSource<Copy>? _made;

    private sealed record Copy(string Database, string Data);

    public static DemoTemplate Of(Engine engine, DateTimeOffset start) =>
        Known.GetOrAdd((engine, start), _ => new DemoTemplate(engine));

    /// <summary>Puts the demo into an empty database and data folder.</summary>
    /// <param name="fill">Fills them the long way; asked of the first alone.</param>
    public async Task GiveAsync(string database, string data, Func<Task> fill)
    {
        var mine = new TaskCompletionSource<Copy>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _made, mine, null) is { } others)
        {
            var made = await others.Task;
            await CopyAsync(made.Database, database);
            CopyFolder(made.Data, data);
            return;
        }

        try
        {
            await fill();
            var made = new Copy(await EmptyAsync(), $"{data}-template");
            await CopyAsync(database, made.Database);
            CopyFolder(data, made.Data);
            mine.SetResult(made);
        }
        catch (Exception failure)
        {
            mine.SetException(failure);
            throw;
        }
    }

    private async Task<string> EmptyAsync() => engine is Engine.Sqlite ? TestDatabase.Sqlite() : await TestDatabase.PostgresAsync();

    private static async Task CopyAsync(string from, string to)
    {
        var (source, target) = (DatabaseSetting.Parse(from), DatabaseSetting.Parse(to));
        if (!source.IsPostgres)
        {
            await using var file = new SqliteConnection($"{source.ConnectionString};Pooling=False");
            await file.ExecuteAsync("vacuum into @to", new { to = new SqliteConnectionStringBuilder(target.ConnectionString).DataSource });
            return;
        }

        var (old, fresh) = (new NpgsqlConnectionStringBuilder(source.ConnectionString), new NpgsqlConnectionStringBuilder(target.ConnectionString));
        await using var admin = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" }.ConnectionString);
        await admin.ExecuteAsync($"drop database {fresh.Database}");
        await WhenLeftAsync(() => admin.ExecuteAsync($"create database {fresh.Database} template {old.Database}"));
    }

    // A database is copied while nobody is in it, and a pool leaves a little after its last user.
    private static async Task WhenLeftAsync(Func<Task> copy)
    {
        for (var patience = 100; ; patience--)
        {
            try
            {
                await copy();
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && patience > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
