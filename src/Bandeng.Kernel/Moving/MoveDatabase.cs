using System.Data.Common;
using System.Globalization;
using Bandeng.Kernel.CommandLine;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Kernel.Moving;

/// <summary>
/// Carries an installation from its SQLite file into a fresh PostgreSQL database of the same schema: every row of every
/// table as it is, in one transaction, so that chains, commitments and counts hold there as they did here.
/// </summary>
public static class MoveDatabase
{
    // A key that is looked at when the act commits asks for no order.
    private const string Keys =
        """
        select distinct child.relname as child, parent.relname as parent
        from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
        where k.contype = 'f' and not k.condeferrable and k.conrelid <> k.confrelid
        """;

    private sealed record Key(string Child, string Parent);

    /// <param name="from">The SQLite file; only read.</param>
    /// <param name="to">PostgreSQL with the schema of this version and nobody in it.</param>
    /// <param name="tell">Told of each table and its rows.</param>
    /// <returns>How many rows were carried.</returns>
    /// <exception cref="MistakeException"><c>move.engines</c>, <c>move.missing</c>, <c>move.schema</c>,
    /// <c>move.not-empty</c>.</exception>
    public static async Task<long> RunAsync(
        DatabaseSetting from, DatabaseSetting to, Action<string, long> tell, CancellationToken cancel)
    {
        await using var source = await OpenAsync(from, to, cancel);
        await using var target = new NpgsqlConnection(to.ConnectionString);
        await target.OpenAsync(cancel);
        await using var whole = await target.BeginTransactionAsync(cancel);
        var tables = await InOrderAsync(target);
        await EnsureFreshAsync(source, target, tables);
        var rows = 0L;
        foreach (var table in tables)
        {
            var carried = await CopyAsync(table, source, target, cancel);
            tell(table, carried);
            rows += carried;
        }

        await whole.CommitAsync(cancel);
        return rows;
    }

    private static async Task<SqliteConnection> OpenAsync(
        DatabaseSetting from, DatabaseSetting to, CancellationToken cancel)
    {
        if (from.IsPostgres || !to.IsPostgres)
        {
            throw new MistakeException("move.engines", "It goes from sqlite:FILE into postgres:CONNECTION.");
        }

        var file = new SqliteConnectionStringBuilder(from.ConnectionString) { Mode = SqliteOpenMode.ReadOnly };
        if (!File.Exists(file.DataSource))
        {
            throw new MistakeException("move.missing", $"There is no {file.DataSource}.");
        }

        var source = new SqliteConnection(file.ConnectionString);
        await source.OpenAsync(cancel);
        return source;
    }

    /// <summary>Every table after those that its rows point to.</summary>
    private static async Task<IReadOnlyList<string>> InOrderAsync(NpgsqlConnection target)
    {
        var left = (await TablesOf.AllAsync(target)).ToList();
        var keys = (await target.QueryAsync<Key>(Keys)).ToList();
        List<string> ordered = [];
        while (left.Count > 0)
        {
            var next = left.First(table => !keys.Any(key => key.Child == table && left.Contains(key.Parent)));
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    // What a migration itself puts in is taken out again: the file brings its own.
    private static async Task EnsureFreshAsync(
        SqliteConnection source, NpgsqlConnection target, IReadOnlyList<string> tables)
    {
        if (!(await SchemaStep.AllAsync(source)).SequenceEqual(await SchemaStep.AllAsync(target)))
        {
            throw new MistakeException(
                "move.schema", "The file has the schema of another version; run ./bandeng migrate on it first.");
        }

        if (await target.ExecuteScalarAsync<long>("select count(*) from trail_events") > 0)
        {
            throw new MistakeException("move.not-empty", "The PostgreSQL database is in use already.");
        }

        foreach (var table in tables.Reverse())
        {
            if (await target.ExecuteScalarAsync<bool>($"select exists (select 1 from {table})"))
            {
                await target.ExecuteAsync($"delete from {table}");
            }
        }
    }

    private static async Task<long> CopyAsync(
        string table, SqliteConnection source, NpgsqlConnection target, CancellationToken cancel)
    {
        var names = await TablesOf.ColumnsAsync(target, table);
        var columns = string.Join(", ", names);
        await using var rows = await TablesOf.RowsAsync(source, table, names);
        await using var copy = await target.BeginTextImportAsync($"copy {table} ({columns}) from stdin", cancel);
        var count = 0L;
        while (await rows.ReadAsync(cancel))
        {
            await copy.WriteAsync(Line(rows));
            count++;
        }

        return count;
    }

    private static string Line(DbDataReader row) =>
        string.Join('\t', Enumerable.Range(0, row.FieldCount).Select(i => Written(row.GetValue(i)))) + "\n";

    // As COPY reads text: PostgreSQL knows by the column what a number or an id is.
    private static string Written(object value) => value switch
    {
        DBNull => "\\N",
        string text => text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r"),
        byte[] bytes => $"\\\\x{Convert.ToHexString(bytes)}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is in no table."),
    };
}
