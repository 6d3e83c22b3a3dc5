using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Bandeng.Kernel;

/// <summary>Puts many rows into a table in one go, inside the transaction that is open.</summary>
public static class BulkInsert
{
    /// <summary>Inserts rows whose values stand in the order of the columns: long, double,
    /// bool, string, Guid, byte[] or null.</summary>
    /// <param name="table">A name from the code, never from a person.</param>
    public static Task InsertManyAsync(
        this BandengDb db, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancel) =>
        db.Database.GetDbConnection() is NpgsqlConnection postgres
            ? CopyAsync(
                postgres, $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", rows, cancel)
            : Step((SqliteConnection)db.Database.GetDbConnection(), table, columns, rows, cancel);

    private static async Task CopyAsync(
        NpgsqlConnection connection, string sql, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var value in row)
            {
                await WriteAsync(copy, value, cancel);
            }
        }

        await copy.CompleteAsync(cancel);
    }

    // With its type said, a value is not looked at to find out how it is written.
    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken cancel) => value switch
    {
        null => copy.WriteNullAsync(cancel),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancel),
        long number => copy.WriteAsync(number, NpgsqlDbType.Bigint, cancel),
        Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid, cancel),
        bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, cancel),
        double number => copy.WriteAsync(number, NpgsqlDbType.Double, cancel),
        byte[] bytes => copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel),
        _ => throw new ArgumentException($"{value.GetType().Name} stands in no column.", nameof(value)),
    };

    private static Task Step(
        SqliteConnection connection, string table, string[] columns, IEnumerable<object?[]> rows,
        CancellationToken cancel)
    {
        using var insert = new SqliteRows(connection, table, columns);
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            insert.Add(row);
        }

        return Task.CompletedTask;
    }
}
