using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>
/// SQLite has one writer. Within this process the acts stand in line for it, instead of each asking again and again
/// whether the file is free; other processes are waited for by SQLite itself.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Lines = new(StringComparer.Ordinal);

    private SemaphoreSlim? _line;

    private WriteTurn(SemaphoreSlim line) => _line = line;

    /// <summary>Null in PostgreSQL, and inside a transaction of the caller, who writes already.</summary>
    public static async Task<WriteTurn?> TakeAsync(BandengDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null
            || db.Database.GetDbConnection() is not SqliteConnection { DataSource: var file })
        {
            return null;
        }

        var line = Lines.GetOrAdd(Path.GetFullPath(file), _ => new SemaphoreSlim(1));
        await line.WaitAsync(cancel);
        return new WriteTurn(line);
    }

    public void Dispose() => Interlocked.Exchange(ref _line, null)?.Release();
}
