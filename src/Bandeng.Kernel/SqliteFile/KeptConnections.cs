using System.Collections.Concurrent;
using SQLitePCL;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>
/// Connections to an SQLite file that stay open, with their statements, from one unit of work to the next. To open one
/// and to plan its statements anew took longer than most of what they then did.
/// </summary>
internal sealed class KeptConnections(DatabaseSetting setting) : IDisposable
{
    private const int Most = 16;

    private readonly ConcurrentStack<KeptConnection> _idle = new();
    private volatile bool _isClosed;

    // It counts its memory under one lock for all connections, and nobody asks how much it is. Only before the first of
    // them is opened is it told so; later it says no, and counts on.
    static KeptConnections()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>One that was given back, open, or a new one, closed.</summary>
    public KeptConnection Take() => _idle.TryPop(out var kept) ? kept : new(setting.ConnectionString);

    /// <summary>Keeps a connection for the next, unless it is in the middle of something or there are enough.</summary>
    public void GiveBack(KeptConnection connection)
    {
        if (!_isClosed && connection.IsAtRest && _idle.Count < Most)
        {
            _idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    /// <summary>Closes those that nobody uses: the file is going to be another.</summary>
    public void Clear()
    {
        while (_idle.TryPop(out var kept))
        {
            kept.Dispose();
        }
    }

    public void Dispose()
    {
        _isClosed = true;
        Clear();
    }
}
