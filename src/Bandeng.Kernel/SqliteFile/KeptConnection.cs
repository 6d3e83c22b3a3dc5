using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>A connection that remembers the statements it has planned, those used last.</summary>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    private const int MostStatements = 100;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _lastUsedFirst = new();
    private int _inUse;

    /// <summary>Open, outside of any transaction, and none of its statements is being read.</summary>
    public bool IsAtRest => State is ConnectionState.Open && _inUse == 0 && raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>A command with these words: one that was given back, planned already, or a new one.</summary>
    public SqliteCommand TakeStatement(string text)
    {
        _inUse++;
        if (!_byText.Remove(text, out var kept))
        {
            return new SqliteCommand(text, this);
        }

        _lastUsedFirst.Remove(kept);
        return kept.Value;
    }

    /// <summary>Keeps a statement for the next who says the same.</summary>
    public void GiveBack(SqliteCommand statement)
    {
        _inUse--;
        statement.Parameters.Clear();
        (statement.Transaction, statement.CommandTimeout) = (null, DefaultTimeout);
        var node = new LinkedListNode<SqliteCommand>(statement);
        if (State is not ConnectionState.Open || !_byText.TryAdd(statement.CommandText, node))
        {
            statement.Dispose();
            return;
        }

        _lastUsedFirst.AddFirst(node);
        if (_byText.Count > MostStatements)
        {
            var oldest = _lastUsedFirst.Last!.Value;
            _lastUsedFirst.RemoveLast();
            _byText.Remove(oldest.CommandText);
            oldest.Dispose();
        }
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (State is ConnectionState.Open && raw.sqlite3_get_autocommit(Handle) == 0)
            {
                // The driver keeps what lies below, and would hand it on in the middle of this.
                raw.sqlite3_exec(Handle, "rollback");
            }

            foreach (var statement in _lastUsedFirst)
            {
                statement.Dispose();
            }

            _lastUsedFirst.Clear();
            _byText.Clear();
        }

        base.Dispose(disposing);
    }
}
