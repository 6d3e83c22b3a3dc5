using System.Collections.Concurrent;

namespace Bandeng.Kernel;

/// <summary>
/// What every page reads and an office changes a few times a year, kept for a second: a change made by another node or
/// by a command is seen within one, a change of this process at once, by <see cref="Forget"/>. One for each host.
/// </summary>
public sealed class Recent<TKey, TValue>(TimeProvider clock)
    where TKey : notnull
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, (long Since, TValue Value)> _kept = [];

    /// <summary>The value as it stood within the last second.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> read)
    {
        if (_kept.TryGetValue(key, out var kept) && clock.GetElapsedTime(kept.Since) < Life)
        {
            return kept.Value;
        }

        // Counted from before the reading, so that what is read is never older than it says.
        var since = clock.GetTimestamp();
        var value = await read();
        _kept[key] = (since, value);
        return value;
    }

    /// <summary>After a change has been committed here.</summary>
    public void Forget() => _kept.Clear();
}
