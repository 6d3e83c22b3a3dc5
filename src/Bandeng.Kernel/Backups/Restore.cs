using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Moving;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Kernel.Backups;

/// <summary>
/// Puts a backup onto an empty machine, on either engine, and holds every record against the manifest. What breaks off
/// leaves the machine as empty as it was.
/// </summary>
public sealed class Restore(DatabaseSetting database, DataFolder folder, SqlMigrator migrator)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="file">An archive of <see cref="Backup"/>, of this version or an older one.</param>
    /// <param name="tell">Told of each table and its rows.</param>
    /// <exception cref="MistakeException">
    /// <c>restore.missing</c>, <c>restore.unreadable</c>, <c>restore.not-empty</c>, <c>restore.broken</c>.
    /// </exception>
    public async Task<BackupManifest> RunAsync(string file, Action<string, long> tell, CancellationToken cancel)
    {
        EnsureEmpty();
        using var archive = Opened(file);
        var manifest = await ManifestAsync(archive, cancel);
        var aside = $"{folder.Path.TrimEnd(Path.DirectorySeparatorChar)}.restoring";
        if (Directory.Exists(aside))
        {
            Directory.Delete(aside, recursive: true);
        }

        new DataFolder(aside).Inside("");
        try
        {
            var copy = Path.Combine(aside, BackupManifest.Database);
            await DatabaseAsync(archive, manifest, copy, tell, cancel);
            await FilesAsync(archive, manifest, Path.Combine(aside, BackupManifest.Data), cancel);
            await IntoPlaceAsync(copy, Path.Combine(aside, BackupManifest.Data), cancel);
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }

        return manifest;
    }

    private string? SqliteFile =>
        database.IsPostgres
            ? null
            : Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);

    private void EnsureEmpty()
    {
        if (SqliteFile is { } file && File.Exists(file))
        {
            throw new MistakeException("restore.not-empty", $"There is a {file} already; nothing is written over.");
        }

        if (Directory.Exists(folder.Path)
            && Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Any())
        {
            throw new MistakeException(
                "restore.not-empty", $"There are files in {folder.Path} already; nothing is written over.");
        }
    }

    private static ZipArchive Opened(string file)
    {
        if (!File.Exists(file))
        {
            throw new MistakeException("restore.missing", $"There is no {file}.");
        }

        try
        {
            return ZipFile.OpenRead(file);
        }
        catch (InvalidDataException)
        {
            throw Unreadable(file);
        }
    }

    private static async Task<BackupManifest> ManifestAsync(ZipArchive archive, CancellationToken cancel)
    {
        try
        {
            await using var entry = await (archive.GetEntry(BackupManifest.Name) ?? throw Unreadable("It has no manifest.")).OpenAsync(cancel);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(entry, Json, cancel) is { Format: BackupManifest.Current } manifest
                ? manifest
                : throw Unreadable("It has the layout of another version.");
        }
        catch (Exception torn) when (torn is JsonException or InvalidDataException)
        {
            throw Unreadable(torn.Message);
        }
    }

    // Held against the manifest as it was packed, and then brought up to the schema of this version.
    private async Task DatabaseAsync(
        ZipArchive archive, BackupManifest manifest, string copy, Action<string, long> tell, CancellationToken cancel)
    {
        await UnpackAsync(
            archive.GetEntry(BackupManifest.Database) ?? throw Unreadable("It has no database."), copy, cancel);
        IReadOnlyDictionary<string, TableDigest> there;
        try
        {
            there = await Backup.DigestsAsync(copy, tell, cancel);
        }
        catch (SqliteException failure)
        {
            throw Broken(failure.Message);
        }

        if (FirstDiffering(manifest.Tables, there) is { } table)
        {
            throw Broken($"The rows of {table} are not those that were packed.");
        }

        await using var connection = new SqliteConnection($"Data Source={copy};Foreign Keys=True;Pooling=False");
        await connection.OpenAsync(cancel);
        await migrator.MigrateAsync(connection, cancel);
    }

    private static async Task FilesAsync(
        ZipArchive archive, BackupManifest manifest, string into, CancellationToken cancel)
    {
        foreach (var (name, hash) in manifest.Files)
        {
            var path = Path.GetFullPath(Path.Combine(into, name));
            if (!path.StartsWith(into, StringComparison.Ordinal))
            {
                throw Unreadable($"{name} lies outside of the data folder.");
            }

            new DataFolder(into).Inside(Path.GetDirectoryName(name) ?? "");
            await UnpackAsync(
                archive.GetEntry(BackupManifest.Data + name) ?? throw Broken($"{name} is missing."), path, cancel);
            await using var written = File.OpenRead(path);
            if (Convert.ToHexString(await SHA256.HashDataAsync(written, cancel)) != hash)
            {
                throw Broken($"{name} is not what was packed.");
            }
        }
    }

    private async Task IntoPlaceAsync(string copy, string data, CancellationToken cancel)
    {
        if (SqliteFile is not { } file)
        {
            await IntoPostgresAsync(copy, cancel);
        }

        if (Directory.Exists(data))
        {
            new DataFolder(folder.Path).Inside("");
            foreach (var inside in Directory.EnumerateFileSystemEntries(data))
            {
                Directory.Move(inside, Path.Combine(Emptied(Path.GetFileName(inside))));
            }
        }

        if (SqliteFile is { } place)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(copy, place, overwrite: false);
        }
    }

    // Folders without files may be there: a first start makes them.
    private string Emptied(string name)
    {
        var path = Path.Combine(folder.Path, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return path;
    }

    private async Task IntoPostgresAsync(string copy, CancellationToken cancel)
    {
        var from = DatabaseSetting.Parse($"sqlite:{copy}");
        await using (var fresh = new NpgsqlConnection(database.ConnectionString))
        {
            await fresh.OpenAsync(cancel);
            await migrator.MigrateAsync(fresh, cancel);
        }

        await MoveDatabase.RunAsync(from, database, (_, _) => { }, cancel);
        SqliteConnection.ClearAllPools();
        await using var there = new NpgsqlConnection(database.ConnectionString);
        await there.OpenAsync(cancel);
        var packed = await Backup.DigestsAsync(copy, (_, _) => { }, cancel);
        if (FirstDiffering(packed, await TablesOf.DigestsAsync(there, (_, _) => { }, cancel)) is { } table)
        {
            throw Broken($"The rows of {table} did not arrive as they were packed.");
        }
    }

    private static string? FirstDiffering(
        IReadOnlyDictionary<string, TableDigest> expected, IReadOnlyDictionary<string, TableDigest> there) =>
        expected.Keys.FirstOrDefault(table => there.GetValueOrDefault(table) != expected[table]);

    private static async Task UnpackAsync(ZipArchiveEntry entry, string path, CancellationToken cancel)
    {
        try
        {
            await using var from = await entry.OpenAsync(cancel);
            await using var to = Files.OwnerOnly(path);
            await from.CopyToAsync(to, cancel);
        }
        catch (InvalidDataException torn)
        {
            throw Broken($"{entry.FullName}: {torn.Message}");
        }
    }

    private static MistakeException Unreadable(string why) =>
        new("restore.unreadable", $"This is no backup of Bandeng: {why}");

    private static MistakeException Broken(string why) => new("restore.broken", why);
}
