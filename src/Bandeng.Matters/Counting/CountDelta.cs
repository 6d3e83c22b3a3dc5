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

    public bool IsExcluded { get; init; }

    public int Number { get; init; }

    /// <summary>What the changes of this unit of work come to; nothing where a matter is counted as before.</summary>
    public static IEnumerable<CountDelta> OfChanges(BandengDb db)
    {
        var before = new List<CountKey>();
        var after = new List<CountKey>();
        foreach (var entry in db.ChangeTracker.Entries<Matter>().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            after.AddRange(Tally.Of(entry.Entity));
            before.AddRange(entry.State is EntityState.Modified ? Tally.Of((Matter)entry.OriginalValues.ToObject()) : []);
        }

        return Between(before, after);
    }

    /// <summary>What matters add that were not there before.</summary>
    public static IEnumerable<CountDelta> OfNew(IEnumerable<Matter> matters) => Between([], matters.SelectMany(Tally.Of));

    private static IEnumerable<CountDelta> Between(IEnumerable<CountKey> before, IEnumerable<CountKey> after) => after
        .Select(key => (Key: key, Number: 1))
        .Concat(before.Select(key => (Key: key, Number: -1)))
        .GroupBy(one => one.Key, one => one.Number, (key, numbers) => (Key: key, Number: numbers.Sum()))
        .Where(sum => sum.Number != 0)
        .Select(sum => new CountDelta
        {
            Id = Guid.CreateVersion7(),
            Day = sum.Key.Day,
            AreaCode = sum.Key.AreaCode,
            BodyId = sum.Key.BodyId,
            Measure = sum.Key.Measure,
            IsExcluded = sum.Key.IsExcluded,
            Number = sum.Number,
        });
}
