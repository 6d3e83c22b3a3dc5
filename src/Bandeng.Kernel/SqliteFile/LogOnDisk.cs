using System.Collections.Concurrent;

namespace Bandeng.Kernel.SqliteFile;

/// <summary>
/// Brings the write-ahead log of an SQLite file onto the disk, for all who committed meanwhile at once: one flush takes
/// as long for eight as for one. Nobody is told that something was saved before the flush that began after its commit.
/// </summary>
internal sealed class LogOnDisk
{
    private static readonly ConcurrentDictionary<string, LogOnDisk> Logs = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly string _path;
    private TaskCompletionSource? _next;
    private bool _isFlushing;

    private LogOnDisk(string path) => _path = path;

    /// <summary>The log of a database, by the path of its file.</summary>
    public static LogOnDisk Of(string database) =>
        Logs.GetOrAdd(Path.GetFullPath(database) + "-wal", path => new LogOnDisk(path));

    /// <summary>Completes when everything that was committed before the call is on the disk.</summary>
    public Task FlushedAsync()
    {
        lock (_lock)
        {
            _next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_isFlushing)
            {
                _isFlushing = true;
                ThreadPool.UnsafeQueueUserWorkItem(log => log.Flush(), this, preferLocal: false);
            }

            return _next.Task;
        }
    }

    private void Flush()
    {
        while (TakeNext() is { } waiting)
        {
            try
            {
                FlushFile();
                waiting.SetResult();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                waiting.SetException(failure);
            }
        }
    }

    private TaskCompletionSource? TakeNext()
    {
        lock (_lock)
        {
            var waiting = _next;
            (_next, _isFlushing) = (null, waiting is not null);
            return waiting;
        }
    }

    // Opened anew each time: the last connection that closes takes the log away, after SQLite has brought all of it
    // into the file and onto the disk.
    private void FlushFile()
    {
        try
        {
            using var log = File.OpenHandle(
                _path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(log);
        }
        catch (FileNotFoundException)
        {
        }
    }
}
