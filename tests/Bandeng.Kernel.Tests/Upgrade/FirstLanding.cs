using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel.Moving;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bandeng.Kernel.Tests.Upgrade;

/// <summary>
/// A database as the first program made it: its scripts, each still what it was by its SHA-256, and rows of today's
/// demo as far as the first schema had places for them.
/// </summary>
internal static class FirstLanding
{
    private static readonly object[] FirstKinds = ["Office", "Committee", "Department", "Property", "Other"];

    private sealed record Script(string Module, string Name, string OnSqlite, string OnPostgres);

    private static readonly Script[] Scripts =
    [
        new("Kernel", "0001_kernel", "eb370605877be1af", "2bd887e1ba3b3787"),
        new("Territory", "0001_areas", "9b1c61879ad0c994", "ee8df440d5162cc1"),
        new("Territory", "0002_maps", "58c20bc0545e23e1", "432672348eae3465"),
        new("Organizations", "0001_organizations", "ecb531fb9e1acd5e", "9c93b931bdc29775"),
        new("Matters", "0001_matters", "e9189e9cb0fd078b", "157b344c9799e9be"),
    ];

    /// <summary>How many scripts that were.</summary>
    public static int Count => Scripts.Length;

    /// <summary>Makes the tables and fills them.</summary>
    public static async Task MakeAsync(DbConnection connection, DbConnection demo)
    {
        await connection.ExecuteAsync(
            """
            create table schema_history (module text not null, number bigint not null, name text not null,
                checksum text not null, applied_at bigint not null, primary key (module, number))
            """);
        var isPostgres = connection is NpgsqlConnection;
        foreach (var script in Scripts)
        {
            await RunAsync(connection, script, isPostgres);
        }

        await connection.ExecuteAsync(
            isPostgres ? "set session_replication_role = replica" : "pragma foreign_keys = off");
        foreach (var table in await TablesOf.AllAsync(connection))
        {
            await CopyAsync(demo, connection, table);
        }

        await connection.ExecuteAsync(
            isPostgres ? "set session_replication_role = origin" : "pragma foreign_keys = on");
    }

    private static async Task RunAsync(DbConnection connection, Script script, bool isPostgres)
    {
        var file = $"{script.Name}.{(isPostgres ? "postgres" : "sqlite")}.sql";
        var text = Read(Assembly.Load($"Bandeng.{script.Module}"), file);
        var checksum = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith(
            isPostgres ? script.OnPostgres : script.OnSqlite, checksum, StringComparison.OrdinalIgnoreCase);
        await connection.ExecuteAsync(text);
        await connection.ExecuteAsync(
            "insert into schema_history values (@module, @number, @file, @checksum, 0)",
            new { module = script.Module.ToLowerInvariant(), number = int.Parse(script.Name.AsSpan(0, 4), provider: null), file, checksum });
    }

    private static string Read(Assembly module, string file)
    {
        using var reader = new StreamReader(module.GetManifestResourceStream(
            module.GetManifestResourceNames()
                .Single(name => name.EndsWith($".Sql.{file}", StringComparison.Ordinal)))!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // What came later was something else then, and the first schema kept one outline of each area.
    private static object AsItWas(string table, string column, object value) =>
        table == "bodies" && column == "kind" && !FirstKinds.Contains(value) ? "Other" : value;

    private static async Task CopyAsync(DbConnection from, DbConnection to, string table)
    {
        var columns = (await TablesOf.ColumnsAsync(to, table))
            .Intersect(await TablesOf.ColumnsAsync(from, table)).ToList();
        await to.ExecuteAsync($"delete from {table}");
        await using var rows = await TablesOf.RowsAsync(from, table, columns);
        await using var transaction = await to.BeginTransactionAsync();
        var places = string.Join(", ", columns.Select((_, i) => $"@p{i}"));
        while (await rows.ReadAsync())
        {
            // A command of its own for each row: one that the driver has prepared by itself keeps the parameters it had
            // then.
            await using var insert = to.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText =
                $"insert into {table} ({string.Join(", ", columns)}) values ({places}) on conflict do nothing";
            for (var i = 0; i < columns.Count; i++)
            {
                var value = AsItWas(table, columns[i], rows.GetValue(i));
                insert.Parameters.Add(
                    to is NpgsqlConnection
                        ? new NpgsqlParameter($"p{i}", value)
                        : new SqliteParameter($"@p{i}", value));
            }

            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
