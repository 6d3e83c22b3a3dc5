using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Bandeng.Matters.Tracing;

/// <summary>
/// Puts onto the trail what the rows of matters say after an act; there is no other way to forget it.
/// </summary>
internal static class StampRows
{
    /// <summary>A matter that an act on another one took along: where it follows its lead into a third, say.</summary>
    public const string Follow = "matter.Follow";

    /// <summary>Stamps the matters that this unit of work writes.</summary>
    public static void OfChanges(BandengDb db)
    {
        EntityEntry<Matter>[] written =
        [
            .. db.ChangeTracker.Entries<Matter>().Where(entry => entry.State is EntityState.Added
                || (entry.State is EntityState.Modified && entry.Properties.Any(
                    one => one.IsModified && one.Metadata.Name != nameof(Matter.Voices)))),
        ];
        if (written is [])
        {
            return;
        }

        var stamps = RowStamp.For(db);
        foreach (var entry in written)
        {
            if (entry.State is EntityState.Modified && !entry.Property(matter => matter.Version).IsModified)
            {
                entry.Property(matter => matter.Version).CurrentValue++;
            }

            Put(db, entry.Entity, stamps.Of(entry.Entity));
        }
    }

    /// <summary>Stamps matters that are brought in past the unit of work.</summary>
    public static void OfNew(BandengDb db, IEnumerable<Matter> matters)
    {
        var stamps = RowStamp.For(db);
        foreach (var matter in matters)
        {
            Put(db, matter, stamps.Of(matter));
        }
    }

    private static void Put(BandengDb db, Matter matter, string stamp)
    {
        if (!db.TellMore("matter", matter.Id, RowStamp.Fact, stamp))
        {
            var at = db.RecordedAt
                ?? throw new InvalidOperationException($"Matter {matter.Id} changes, and nothing says why.");
            db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, Follow, Viewer.System, at)
            {
                FromState = matter.Stage.ToString(),
                ToState = matter.Stage.ToString(),
                Facts = new Dictionary<string, object?> { [RowStamp.Fact] = stamp },
            });
        }
    }
}
