using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bandeng.Kernel;

/// <summary>
/// Inserts rows by SQLite's own calls, values by place. The driver looks every value up by name for every row, which
/// takes longer than storing it.
/// </summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _insert;

    public SqliteRows(SqliteConnection connection, string table, string[] columns)
    {
        _database = connection.Handle!;
        var places = string.Join(", ", columns.Select(_ => "?"));
        var sql = $"insert into {table} ({string.Join(", ", columns)}) values ({places})";
        Check(raw.sqlite3_prepare_v2(_database, sql, out _insert));
    }

    /// <summary>Inserts one row, its values in the order of the columns.</summary>
    /// <exception cref="SqliteException">The row breaks a rule of the table.</exception>
    public void Add(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            Check(Bind(i + 1, row[i]));
        }

        var stepped = raw.sqlite3_step(_insert);
        if (stepped != raw.SQLITE_DONE)
        {
            Check(stepped);
        }

        raw.sqlite3_reset(_insert);
    }

    public void Dispose() => _insert.Dispose();

    // As the driver writes them: ids as text in upper case, flags as 0 or 1.
    private int Bind(int at, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_insert, at),
        string text => raw.sqlite3_bind_text(_insert, at, text),
        long number => raw.sqlite3_bind_int64(_insert, at, number),
        Guid id => raw.sqlite3_bind_text(_insert, at, id.ToString().ToUpperInvariant()),
        bool flag => raw.sqlite3_bind_int64(_insert, at, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_insert, at, number),
        byte[] bytes => raw.sqlite3_bind_blob(_insert, at, bytes),
        _ => throw new ArgumentException($"{value.GetType().Name} stands in no column.", nameof(value)),
    };

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
