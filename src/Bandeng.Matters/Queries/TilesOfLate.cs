using System.Collections.Concurrent;

namespace Bandeng.Matters.Queries;

/// <summary>
/// The numbers at the head of large inboxes as they were some seconds ago. Counting ten thousand open matters anew for
/// everybody who looks would cost more than the whole page; a community's are always counted.
/// </summary>
internal sealed class TilesOfLate
{
    /// <summary>From so many open matters on.</summary>
    public const int Many = 5_000;

    private const int Kept = 1_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (DeskTiles.Numbers Numbers, DateTimeOffset At)> _counted = [];

    /// <summary>
    /// What was counted lately. When that was too long ago, one alone is told to count anew; who asks meanwhile is
    /// given what there is.
    /// </summary>
    /// <param name="question">The SQL and the areas of the viewer.</param>
    public DeskTiles.Numbers? Find(string question, DateTimeOffset now)
    {
        if (!_counted.TryGetValue(question, out var counted))
        {
            return null;
        }

        var isFresh = now - counted.At < Fresh && now >= counted.At;
        return !isFresh && _counted.TryUpdate(question, (counted.Numbers, now), counted) ? null : counted.Numbers;
    }

    /// <returns>The same numbers.</returns>
    public DeskTiles.Numbers Keep(string question, DateTimeOffset now, DeskTiles.Numbers numbers)
    {
        if (numbers.Open >= Many)
        {
            if (_counted.Count >= Kept)
            {
                _counted.Clear();
            }

            _counted[question] = (numbers, now);
        }

        return numbers;
    }
}
