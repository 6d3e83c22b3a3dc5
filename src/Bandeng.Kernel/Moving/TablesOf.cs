using System.Data.Common;
using Dapper;
using Npgsql;

namespace Bandeng.Kernel.Moving;

/// <summary>The tables of an installation, as its database names them.</summary>
internal static class TablesOf
{
    // What the engine keeps for itself, and how far the schema is, are no records of the installation. What is searched
    // by differs between the engines, and is made again from the words.
    private const string Postgres =
        """
        select table_name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schema_history'
          and table_name not like '%\_search%' order by table_name
        """;

    private const string Sqlite =
        """
        select name from pragma_table_list
        where schema = 'main' and type = 'table' and name not like 'sqlite_%' and name <> 'schema_history'
          and name not like '%\_search%' escape '\' order by name
        """;

    public static async Task<IReadOnlyList<string>> AllAsync(DbConnection connection) =>
        [.. await connection.QueryAsync<string>(connection is NpgsqlConnection ? Postgres : Sqlite)];

    /// <summary>
    /// By name, so that both engines give them in one order; what the engine computes by itself is left out.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table) =>
    [
        .. await connection.QueryAsync<string>(
            connection is NpgsqlConnection
                ? """
                  select column_name from information_schema.columns
                  where table_schema = 'public' and table_name = @table and is_generated = 'NEVER' order by column_name collate "C"
                  """
                : "select name from pragma_table_xinfo(@table) where hidden = 0 order by name",
            new { table }),
    ];

    /// <summary>Every row of a table, its columns by name.</summary>
    public static async Task<DbDataReader> RowsAsync(
        DbConnection connection, string table, IReadOnlyList<string> columns) =>
        await connection.ExecuteReaderAsync($"select {string.Join(", ", columns)} from {table}", commandTimeout: 0);

    /// <summary>What the rows of each table come to.</summary>
    public static async Task<IReadOnlyDictionary<string, TableDigest>> DigestsAsync(
        DbConnection connection, Action<string, long> tell, CancellationToken cancel)
    {
        var digests = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        foreach (var table in await AllAsync(connection))
        {
            var digest = new RowDigest();
            await using var rows = await RowsAsync(connection, table, await ColumnsAsync(connection, table));
            while (await rows.ReadAsync(cancel))
            {
                digest.Add(rows);
            }

            tell(table, digest.Rows);
            digests[table] = new(digest.Rows, digest.ToString());
        }

        return digests;
    }
}

/// <summary>How many rows a table has, and their digest.</summary>
public sealed record TableDigest(long Rows, string Digest);
