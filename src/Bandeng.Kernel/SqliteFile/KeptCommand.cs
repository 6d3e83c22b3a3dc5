using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>A command that is carried out by a statement of its connection and gives it back when it is done.</summary>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private string _text = "";
    private SqliteCommand? _statement;
    private SqliteDataReader? _reader;

    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set
        {
            _text = value ?? "";
            if (_statement is not null)
            {
                _statement.CommandText = _text;
            }
        }
    }

    public override int CommandTimeout
    {
        get => Statement.CommandTimeout;
        set => Statement.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Statement.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (!ReferenceEquals(value, connection))
            {
                throw new NotSupportedException("A statement belongs to its connection.");
            }
        }
    }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => Statement.Transaction;
        set => Statement.Transaction = (SqliteTransaction?)value;
    }

    private SqliteCommand Statement => _statement ??= connection.TakeStatement(_text);

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery() => Statement.ExecuteNonQuery();

    public override object? ExecuteScalar() => Statement.ExecuteScalar();

    public override void Prepare() => Statement.Prepare();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        _reader = Statement.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _statement is { } done)
        {
            _reader?.Dispose();
            (_statement, _reader) = (null, null);
            connection.GiveBack(done);
        }

        base.Dispose(disposing);
    }
}
