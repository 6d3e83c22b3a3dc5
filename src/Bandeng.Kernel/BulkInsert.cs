using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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
            ? CopyAsync(postgres, $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", rows, cancel)
            : RepeatAsync(db.Database.GetDbConnection(), table, columns, rows, cancel);

    private static async Task CopyAsync(NpgsqlConnection connection, string sql, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancel);
        foreach (var row in rows)
        {
            await copy.WriteRowAsync(cancel, row);
        }

        await copy.CompleteAsync(cancel);
    }

    private static async Task RepeatAsync(
        DbConnection connection, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (var column in columns)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "@" + column;
            insert.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(cancel);
        }
    }
}
