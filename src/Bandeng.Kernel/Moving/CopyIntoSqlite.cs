using Bandeng.Kernel.CommandLine;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Kernel.Moving;

/// <summary>
/// Writes every row of a PostgreSQL installation into a fresh SQLite file of the same schema, as of one moment, while
/// people go on working.
/// </summary>
internal static class CopyIntoSqlite
{
    /// <returns>What was read of each table: the copy must come to the same.</returns>
    public static async Task<IReadOnlyDictionary<string, TableDigest>> RunAsync(
        DatabaseSetting from, string file, SqlMigrator migrator, Action<string, long> tell, CancellationToken cancel)
    {
        await using var source = new NpgsqlConnection(from.ConnectionString);
        await source.OpenAsync(cancel);
        await using var moment = await source.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await using var target = await MadeAsync(file, migrator, cancel);
        await EnsureSameSchemaAsync(source, target);
        await using var whole = (SqliteTransaction)await target.BeginTransactionAsync(cancel);
        var there = (await TablesOf.AllAsync(target)).ToHashSet();
        var digests = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        foreach (var table in (await TablesOf.AllAsync(source)).Where(there.Contains))
        {
            digests[table] = await CopyAsync(table, source, target, cancel);
            tell(table, digests[table].Rows);
        }

        await whole.CommitAsync(cancel);
        return digests;
    }

    private static async Task<SqliteConnection> MadeAsync(string file, SqlMigrator migrator, CancellationToken cancel)
    {
        var target = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = false, Pooling = false }.ConnectionString);
        await target.OpenAsync(cancel);
        await migrator.MigrateAsync(target, cancel);

        // One file to put into the archive, and nothing to lose: a copy that broke off is made again.
        await target.ExecuteAsync("pragma journal_mode = delete; pragma synchronous = off");
        return target;
    }

    private static async Task EnsureSameSchemaAsync(NpgsqlConnection source, SqliteConnection target)
    {
        if (!(await SchemaStep.AllAsync(source)).SequenceEqual(await SchemaStep.AllAsync(target)))
        {
            throw new MistakeException(
                "backup.schema", "The database has the schema of another version; run ./bandeng migrate first.");
        }
    }

    // What a migration itself puts in is taken out again: the installation brings its own.
    private static async Task<TableDigest> CopyAsync(
        string table, NpgsqlConnection source, SqliteConnection target, CancellationToken cancel)
    {
        if (await target.ExecuteScalarAsync<bool>($"select exists (select 1 from {table})"))
        {
            await target.ExecuteAsync($"delete from {table}");
        }

        var columns = await TablesOf.ColumnsAsync(target, table);
        var digest = new RowDigest();
        using var insert = new SqliteRows(target, table, [.. columns]);
        await using var rows = await TablesOf.RowsAsync(source, table, columns);
        var values = new object?[columns.Count];
        while (await rows.ReadAsync(cancel))
        {
            digest.Add(rows);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = rows.GetValue(i) switch { DBNull => null, int number => (long)number, var value => value };
            }

            insert.Add(values);
        }

        return new(digest.Rows, digest.ToString());
    }
}
