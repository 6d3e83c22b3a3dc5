using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Testing;

/// <summary>
/// The demo, filled once for each engine and moment and then copied: every class still has a database and a data
/// folder of its own, in a blink instead of seconds. Where <c>BANDENG_TEST_TEMPLATES</c> names a folder, as
/// <c>./test</c>
/// does, the projects of one run share it, as long as they run the same program.
/// </summary>
internal sealed class DemoTemplate(Engine engine, DateTimeOffset start)
{
    private static readonly ConcurrentDictionary<(Engine, DateTimeOffset), DemoTemplate> Known = [];

    private TaskCompletionSource<Copy>? _made;

    private sealed record Copy(string Database, string Data);

    public static DemoTemplate Of(Engine engine, DateTimeOffset start) =>
        Known.GetOrAdd((engine, start), _ => new DemoTemplate(engine, start));

    /// <summary>Puts the demo into an empty database and data folder.</summary>
    /// <param name="fill">Fills them the long way; asked of the first alone.</param>
    public async Task GiveAsync(string database, string data, Func<Task> fill)
    {
        var mine = new TaskCompletionSource<Copy>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _made, mine, null) is { } others)
        {
            await TakeAsync(await others.Task, database, data);
            return;
        }

        try
        {
            mine.SetResult(Environment.GetEnvironmentVariable("BANDENG_TEST_TEMPLATES") is { Length: > 0 } shared
                ? await SharedAsync(Path.Combine(shared, Key()), database, data, fill)
                : await MakeAsync(await EmptyAsync(), $"{data}-template", database, data, fill));
        }
        catch (Exception failure)
        {
            mine.SetException(failure);
            throw;
        }
    }

    // Whoever comes first makes it while the others wait; what stands written in the end is where it lies.
    private async Task<Copy> SharedAsync(string path, string database, string data, Func<Task> fill)
    {
        await using var turn = await TurnAsync($"{path}.turn");
        if (turn.Length > 0)
        {
            using var reader = new StreamReader(turn, leaveOpen: true);
            var made = new Copy(await reader.ReadToEndAsync(), path);
            await TakeAsync(made, database, data);
            return made;
        }

        var mine = await MakeAsync(await EmptyAsync(), path, database, data, fill);
        await using var writer = new StreamWriter(turn, leaveOpen: true);
        await writer.WriteAsync(mine.Database);
        return mine;
    }

    private static async Task<FileStream> TurnAsync(string path)
    {
        for (var patience = 3000; ; patience--)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (patience > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<Copy> MakeAsync(string into, string folder, string database, string data, Func<Task> fill)
    {
        await fill();
        await CopyAsync(database, into);
        CopyFolder(data, folder);
        return new(into, folder);
    }

    private static async Task TakeAsync(Copy made, string database, string data)
    {
        await CopyAsync(made.Database, database);
        CopyFolder(made.Data, data);
    }

    // Another build of the product makes another demo.
    private string Key()
    {
        var builds = Directory.EnumerateFiles(AppContext.BaseDirectory, "Bandeng.*.dll")
            .Append(Path.Combine(AppContext.BaseDirectory, "Bandeng.dll"))
            .Where(file => !Path.GetFileName(file).Contains(".Test", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file =>
                $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
        var text = string.Join(
            '\n', [engine.ToString(), start.UtcTicks.ToString(CultureInfo.InvariantCulture), .. builds]);
        return $"demo-{engine}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}";
    }

    private async Task<string> EmptyAsync() =>
        engine is Engine.Sqlite ? TestDatabase.Sqlite() : await TestDatabase.PostgresAsync();

    private static async Task CopyAsync(string from, string to)
    {
        var (source, target) = (DatabaseSetting.Parse(from), DatabaseSetting.Parse(to));
        if (!source.IsPostgres)
        {
            await using var file = new SqliteConnection($"{source.ConnectionString};Pooling=False");
            await file.ExecuteAsync(
                "vacuum into @to", new { to = new SqliteConnectionStringBuilder(target.ConnectionString).DataSource });
            return;
        }

        var (old, fresh) = (new NpgsqlConnectionStringBuilder(source.ConnectionString), new NpgsqlConnectionStringBuilder(target.ConnectionString));
        await using var admin = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" }.ConnectionString);
        await admin.ExecuteAsync($"drop database {fresh.Database}", commandTimeout: TestDatabase.Patience);
        await WhenLeftAsync(
            () =>
                admin.ExecuteAsync(
                    $"create database {fresh.Database} template {old.Database}",
                    commandTimeout: TestDatabase.Patience));
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
