using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Counting;

/// <summary>
/// What one act added to the counts or took away, appended in the act's own transaction, so that two acts at once never
/// wait for one total; folded into the totals later.
/// </summary>
internal sealed class CountDelta
{
    public Guid Id { get; init; }

    public DateOnly Day { get; init; }

    public AreaCode AreaCode { get; init; }

    public Guid BodyId { get; init; }

    public Measure Measure { get; init; }

    /// <summary>The day of a second moment, or how long it took; 0 where the measure has neither.</summary>
    public int Mark { get; init; }

    public bool IsExcluded { get; init; }

    public int Number { get; init; }

    /// <summary>What the changes of this unit of work come to; nothing where a matter is counted as before.</summary>
    public static IEnumerable<CountDelta> OfChanges(BandengDb db)
    {
        var counted = new List<(CountKey Key, int Number)>();
        foreach (var entry in db.ChangeTracker.Entries<Matter>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            counted.AddRange(Tally.Of(entry.Entity));
            counted.AddRange(entry.State is EntityState.Modified
                ? Tally.Of((Matter)entry.OriginalValues.ToObject()).Select(before => (before.Key, -before.Number))
                : []);
        }

        return Summed(counted);
    }

    /// <summary>What matters add that were not there before.</summary>
    public static IEnumerable<CountDelta> OfNew(IEnumerable<Matter> matters) => Summed(matters.SelectMany(Tally.Of));

    private static IEnumerable<CountDelta> Summed(IEnumerable<(CountKey Key, int Number)> counted) => counted
        .GroupBy(one => one.Key, one => one.Number, (key, numbers) => (Key: key, Number: numbers.Sum()))
        .Where(sum => sum.Number != 0)
        .Select(sum => new CountDelta
        {
            Id = Guid.CreateVersion7(),
            Day = sum.Key.Day,
            AreaCode = sum.Key.AreaCode,
            BodyId = sum.Key.BodyId,
            Measure = sum.Key.Measure,
            Mark = sum.Key.Mark,
            IsExcluded = sum.Key.IsExcluded,
            Number = sum.Number,
        });
}
