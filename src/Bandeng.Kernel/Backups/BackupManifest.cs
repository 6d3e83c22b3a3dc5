using Bandeng.Kernel.Moving;

namespace Bandeng.Kernel.Backups;

/// <summary>What a backup holds, so that a restore can be held against it record by record.</summary>
/// <param name="Format">Of the archive; another number is another layout.</param>
/// <param name="Tables">Rows and digest of each, in the copy.</param>
/// <param name="Files">SHA-256 of each file of the data folder, by its path there.</param>
public sealed record BackupManifest(
    int Format, DateTimeOffset MadeAt, string Engine, IReadOnlyDictionary<string, TableDigest> Tables,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The layout this version writes and reads.</summary>
    public const int Current = 1;

    /// <summary>Its name in the archive.</summary>
    public const string Name = "manifest.json";

    /// <summary>The copy of the database in the archive: SQLite, whatever the installation runs on.</summary>
    public const string Database = "bandeng.db";

    /// <summary>What lies in the data folder, in the archive.</summary>
    public const string Data = "data/";

    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Values.Sum(table => table.Rows);
}
