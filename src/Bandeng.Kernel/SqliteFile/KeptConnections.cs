using System.Collections.Concurrent;

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
