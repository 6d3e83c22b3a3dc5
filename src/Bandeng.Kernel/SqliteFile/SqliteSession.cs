using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>
/// How this program uses SQLite: SQLite itself brings its log onto the disk when it is folded into the file; what was
/// committed since is brought there by <see cref="LogOnDisk"/> before anybody is told. Who finds another writing asks
/// again after a millisecond, not after the driver's 150.
/// </summary>
internal sealed class SqliteSession : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private const string Begin = "pragma busy_timeout = 30000; pragma synchronous = normal; pragma cache_size = -5000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Begin;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        FlushedAsync(eventData.Context?.Database.GetDbConnection()).GetAwaiter().GetResult();

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as BandengDb)?.LetNextWrite();
        return FlushedAsync(eventData.Context?.Database.GetDbConnection());
    }

    public async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result,
        CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
        {
            await FlushedAsync(command.Connection);
        }

        return result;
    }

    /// <summary>
    /// Completes when what this connection has committed is on the disk; at once in PostgreSQL, which sees to it
    /// itself.
    /// </summary>
    public static Task FlushedAsync(DbConnection? connection) => connection is SqliteConnection { DataSource: var file }
        ? LogOnDisk.Of(file).FlushedAsync()
        : Task.CompletedTask;
}
