using System.IO.Compression;
using Bandeng.Kernel.Backups;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Moving;
using Bandeng.Kernel.Tests.Trail;
using Bandeng.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Kernel.Tests.Backups;

/// <summary>
/// An installation is written into an archive while it works, and comes back record by record on either engine.
/// </summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bandeng-backup-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Archive => Path.Combine(_folder, "backup.zip");

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    public async Task What_was_kept_comes_back_record_by_record_on_either_engine(Engine from, Engine to)
    {
        await using var source = await TrailDatabase.FilledAsync(from);
        await source.ActAsync(TrailDatabase.Here, "matter.note", "制表\t换行\n反斜杠\\ 🪑 \\N '引号'");
        await source.EraseAsync(await source.TextIdAsync("路灯不亮"), "本人要求");
        var data = Data("from", ("keys/fingerprint.key", [1, 2, 3]), ("files/0001", [0xFF, 0xD8]));
        var made = await BackupOf(source, data).RunAsync(Archive, Silent, Cancel);

        await using var target = await EmptyAsync(to);
        var into = new DataFolder(Path.Combine(_folder, "into"));
        await RestoreTo(target, into).RunAsync(Archive, Silent, Cancel);

        Assert.True(made.Rows > 10);
        Assert.Equal(await DigestsAsync(source.Setting), await DigestsAsync(target.Setting));
        Assert.Null(await target.FaultAsync());
        Assert.Single((await target.VerifyAsync()).Tombstones);
        Assert.Equal(
            [1, 2, 3], await File.ReadAllBytesAsync(Path.Combine(into.Path, "keys", "fingerprint.key"), Cancel));
        Assert.Equal([0xFF, 0xD8], await File.ReadAllBytesAsync(Path.Combine(into.Path, "files", "0001"), Cancel));
        await target.ActAsync(TrailDatabase.Here, "matter.settle");
        Assert.Null(await target.FaultAsync());
        Assert.Equal(
            "restore.not-empty", await CodeAsync(() => RestoreTo(target, into).RunAsync(Archive, Silent, Cancel)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task While_people_go_on_working_it_holds_one_moment(Engine engine)
    {
        await using var source = await TrailDatabase.FilledAsync(engine);
        using var done = new CancellationTokenSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = Task.Run(
            async () =>
            {
                for (var i = 0; !done.IsCancellationRequested; i++)
                {
                    await source.ActAsync(
                        i % 2 == 0 ? TrailDatabase.Here : TrailDatabase.There, "matter.note", $"第 {i} 条");
                    begun.TrySetResult();
                }
            },
            Cancel);
        await await Task.WhenAny(begun.Task, work);

        for (var i = 0; i < 3; i++)
        {
            await BackupOf(source, Data("from")).RunAsync($"{Archive}.{i}", Silent, Cancel);
        }

        await done.CancelAsync();
        await work;
        await using var target = await EmptyAsync(Engine.Sqlite);
        await RestoreTo(target, new DataFolder(Path.Combine(_folder, "into"))).RunAsync($"{Archive}.2", Silent, Cancel);
        var (there, here) = (await target.VerifyAsync(), await source.VerifyAsync());
        Assert.Null(there.Fault);
        Assert.InRange(there.Events, 8, here.Events);
    }

    [Fact]
    public async Task What_was_changed_in_the_archive_is_refused_and_leaves_the_machine_empty()
    {
        await using var source = await TrailDatabase.FilledAsync(Engine.Sqlite);
        await BackupOf(source, Data("from", ("files/0001", [7]))).RunAsync(Archive, Silent, Cancel);
        Assert.Equal(
            "backup.exists", await CodeAsync(() => BackupOf(source, Data("from")).RunAsync(Archive, Silent, Cancel)));

        foreach (var (name, what) in ((string, byte[])[])[("data/files/0001", [8]), ("bandeng.db", [.. "SQLite format 3\0"u8, 0]), ("manifest.json", [.. "{"u8])])
        {
            var spoilt = $"{Archive}.{Path.GetFileName(name)}";
            File.Copy(Archive, spoilt);
            await SpoilAsync(spoilt, name, what);
            await using var target = await EmptyAsync(Engine.Sqlite);
            var into = new DataFolder(Path.Combine(_folder, "into"));

            Assert.Matches(
                "^restore\\.(broken|unreadable)$",
                await CodeAsync(() => RestoreTo(target, into).RunAsync(spoilt, Silent, Cancel)));
            Assert.False(File.Exists(FileOf(target.Setting)));
            Assert.False(Directory.Exists(into.Path));
        }
    }

    [Fact]
    public async Task A_row_changed_in_the_copy_is_named_by_its_table()
    {
        await using var source = await TrailDatabase.FilledAsync(Engine.Sqlite);
        await BackupOf(source, Data("from")).RunAsync(Archive, Silent, Cancel);
        var copy = Path.Combine(_folder, "copy.db");
        using (var archive = ZipFile.OpenRead(Archive))
        {
            archive.GetEntry(BackupManifest.Database)!.ExtractToFile(copy);
        }

        await using (var changing = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await changing.OpenAsync(Cancel);
            await using var change = changing.CreateCommand();
            change.CommandText = "update chain_heads set seq = seq + 1";
            await change.ExecuteNonQueryAsync(Cancel);
        }

        await SpoilAsync(Archive, BackupManifest.Database, await File.ReadAllBytesAsync(copy, Cancel));
        await using var target = await EmptyAsync(Engine.Sqlite);

        var refused = await Assert.ThrowsAsync<MistakeException>(() =>
            RestoreTo(target, new DataFolder(Path.Combine(_folder, "into"))).RunAsync(Archive, Silent, Cancel));
        Assert.Equal("restore.broken", refused.Code);
        Assert.Contains("chain_heads", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Silent(string table, long rows)
    {
    }

    private static Backup BackupOf(TrailDatabase database, DataFolder data) =>
        new(database.Setting, data, database.Migrator, TimeProvider.System);

    private static Restore RestoreTo(TrailDatabase database, DataFolder data) =>
        new(database.Setting, data, database.Migrator);

    /// <summary>As on a machine where nobody has run anything.</summary>
    private static async Task<TrailDatabase> EmptyAsync(Engine engine)
    {
        var database = await TrailDatabase.CreateAsync(engine);
        if (engine is Engine.Sqlite)
        {
            database.LetGo();
            File.Delete(FileOf(database.Setting));
            File.Delete($"{FileOf(database.Setting)}-wal");
            File.Delete($"{FileOf(database.Setting)}-shm");
        }

        return database;
    }

    private static string FileOf(DatabaseSetting setting) =>
        new SqliteConnectionStringBuilder(setting.ConnectionString).DataSource;

    private DataFolder Data(string name, params (string Path, byte[] Bytes)[] files)
    {
        var folder = new DataFolder(Path.Combine(_folder, name));
        foreach (var (path, bytes) in files)
        {
            folder.Inside(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(Path.Combine(folder.Path, path), bytes);
        }

        return folder;
    }

    private static async Task<IReadOnlyDictionary<string, TableDigest>> DigestsAsync(DatabaseSetting setting)
    {
        await using System.Data.Common.DbConnection connection = setting.IsPostgres
            ? new NpgsqlConnection(setting.ConnectionString)
            : new SqliteConnection(setting.ConnectionString);
        await connection.OpenAsync(Cancel);
        return await TablesOf.DigestsAsync(connection, Silent, Cancel);
    }

    private static async Task SpoilAsync(string file, string name, byte[] bytes)
    {
        using var archive = ZipFile.Open(file, ZipArchiveMode.Update);
        archive.GetEntry(name)!.Delete();
        await using var entry = await archive.CreateEntry(name).OpenAsync(Cancel);
        await entry.WriteAsync(bytes, Cancel);
    }

    private static async Task<string> CodeAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<MistakeException>(act)).Code;
}
