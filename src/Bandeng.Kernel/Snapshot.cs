using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bandeng.Kernel;

/// <summary>One state of the database, to be read while others go on writing; nobody is held up.</summary>
public sealed class Snapshot : IAsyncDisposable
{
    private readonly DbTransaction? _own;
    private readonly IDbContextTransaction? _used;

    private Snapshot(DbTransaction? own, IDbContextTransaction? used) => (_own, _used) = (own, used);

    /// <summary>
    /// Everything that is read until it is disposed is of one moment. Inside a transaction the caller's is used.
    /// </summary>
    public static async Task<Snapshot> OpenAsync(BandengDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return new(null, null);
        }

        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        var own = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return new(own, await db.Database.UseTransactionAsync(own, cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await (_used?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_own?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
