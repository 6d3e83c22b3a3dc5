using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Moving;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Bandeng.Kernel.Backups;

/// <summary>
/// Writes an installation into one archive while it serves: its database as of one moment, always as an SQLite file
/// that any program opens, and the data folder with its keys.
/// </summary>
public sealed class Backup(DatabaseSetting database, DataFolder folder, SqlMigrator migrator, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string[] Packed =
        [".jpg", ".png", ".webp", ".heic", ".mp4", ".m4a", ".webm", ".ogg", ".mp3"];

    /// <param name="file">The archive; must not be there yet. Readable for its owner alone.</param>
    /// <param name="tell">Told of each table and its rows.</param>
    /// <exception cref="MistakeException"><c>backup.exists</c>, <c>backup.folder</c>, <c>backup.schema</c>,
    /// <c>backup.differs</c>.</exception>
    public async Task<BackupManifest> RunAsync(string file, Action<string, long> tell, CancellationToken cancel)
    {
        file = Path.GetFullPath(file);
        EnsureMayBeWritten(file);
        var (copy, part) = ($"{file}.db-part", $"{file}.part");
        try
        {
            var tables = await CopyAsync(copy, tell, cancel);
            var manifest = await PackAsync(copy, part, tables, cancel);
            File.Move(part, file, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(part);
        }
    }

    private static void EnsureMayBeWritten(string file)
    {
        if (File.Exists(file))
        {
            throw new MistakeException("backup.exists", $"There is a {file} already; nothing is written over.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new MistakeException("backup.folder", $"There is no folder {Path.GetDirectoryName(file)}.");
        }
    }

    private async Task<IReadOnlyDictionary<string, TableDigest>> CopyAsync(
        string copy, Action<string, long> tell, CancellationToken cancel)
    {
        File.Delete(copy);
        await using (Files.OwnerOnly(copy))
        {
            // Made empty first, so that nobody else can ever read it.
        }

        if (!database.IsPostgres)
        {
            await using var source = new SqliteConnection(database.ConnectionString);
            await source.OpenAsync(cancel);
            await source.ExecuteAsync("vacuum into @copy", new { copy }, commandTimeout: 0);
            return await DigestsAsync(copy, tell, cancel);
        }

        var read = await CopyIntoSqlite.RunAsync(database, copy, migrator, tell, cancel);
        var written = await DigestsAsync(copy, (_, _) => { }, cancel);
        return read.FirstOrDefault(
            table => written.GetValueOrDefault(table.Key) != table.Value) is { Key: { } differing }
            ? throw new MistakeException("backup.differs", $"The copy of {differing} is not what was read.")
            : written;
    }

    internal static async Task<IReadOnlyDictionary<string, TableDigest>> DigestsAsync(
        string sqlite, Action<string, long> tell, CancellationToken cancel)
    {
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = sqlite,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        await copy.OpenAsync(cancel);
        return await TablesOf.DigestsAsync(copy, tell, cancel);
    }

    private async Task<BackupManifest> PackAsync(
        string copy, string part, IReadOnlyDictionary<string, TableDigest> tables, CancellationToken cancel)
    {
        File.Delete(part);
        await using var stream = Files.OwnerOnly(part);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        await AddAsync(archive, copy, BackupManifest.Database, CompressionLevel.Fastest, cancel);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, name) in InFolder(part))
        {
            var level = Packed.Contains(Path.GetExtension(path))
                ? CompressionLevel.NoCompression
                : CompressionLevel.Fastest;
            if (await AddAsync(archive, path, BackupManifest.Data + name, level, cancel) is { } hash)
            {
                files[name] = hash;
            }
        }

        var manifest = new BackupManifest(
            BackupManifest.Current, clock.GetUtcNow(), database.IsPostgres ? "postgres" : "sqlite", tables, files);
        await using var entry = await archive.CreateEntry(BackupManifest.Name).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(entry, manifest, Json, cancel);
        return manifest;
    }

    // The database's own files, and this archive, may lie in the same folder.
    private IEnumerable<(string Path, string Name)> InFolder(string part)
    {
        if (!Directory.Exists(folder.Path))
        {
            return [];
        }

        var own = database.IsPostgres
            ? null
            : Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        var archive = part[..^".part".Length];
        return Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Where(path =>
                (own is null || !path.StartsWith(own, StringComparison.Ordinal))
                    && !path.StartsWith(archive, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, Path.GetRelativePath(folder.Path, path).Replace('\\', '/')));
    }

    /// <returns>Its SHA-256; null when it went away meanwhile, as drafts do.</returns>
    private static async Task<string?> AddAsync(
        ZipArchive archive, string path, string name, CompressionLevel level, CancellationToken cancel)
    {
        FileStream from;
        try
        {
            from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        await using var reading = from;
        await using var entry = await archive.CreateEntry(name, level).OpenAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[81_920];
        for (int read; (read = await reading.ReadAsync(block, cancel)) > 0;)
        {
            hash.AppendData(block, 0, read);
            await entry.WriteAsync(block.AsMemory(0, read), cancel);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
