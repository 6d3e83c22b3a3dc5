using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Acting;

/// <summary>
/// Stops the whole clock of a matter, and starts it again with the end moved as far as it stood still.
/// </summary>
internal sealed class PausedClock(BandengDb db, RuleBook rules)
{
    /// <summary>Stops it; before a dispatch there is nothing to stop.</summary>
    public void Pause(Matter matter, string ground, DateTimeOffset now)
    {
        if (matter.DueAt is not null)
        {
            db.Pauses.Add(new() { Id = Guid.CreateVersion7(now), MatterId = matter.Id, Since = now, Ground = ground });
        }
    }

    /// <summary>Ends every pause that stands.</summary>
    public async Task ResumeAsync(Matter matter, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var pause in await db.Pauses.Where(p => p.MatterId == matter.Id && p.Until == null)
            .ToListAsync(cancel))
        {
            pause.Until = now;
        }

        await MoveDueAsync(matter, cancel);
    }

    /// <summary>A question that stands open is over: the work has gone on without its answer.</summary>
    public async Task EndQuestionAsync(Matter matter, DateTimeOffset now, CancellationToken cancel)
    {
        if (matter.AskedAt is not null)
        {
            matter.Answered();
            await ResumeAsync(matter, now, cancel);
        }
    }

    /// <summary>Takes out a time that was not the handler's.</summary>
    public async Task LeaveOutAsync(
        Matter matter, string ground, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (matter.DueAt is not null)
        {
            db.Pauses.Add(new() { Id = Guid.CreateVersion7(to), MatterId = matter.Id, Since = from, Until = to, Ground = ground });
            await MoveDueAsync(matter, cancel);
        }
    }

    /// <summary>
    /// Works the end out again: the limit from dispatch, its pauses, then the extensions in working days; always before
    /// the deadline of an outside order.
    /// </summary>
    public async Task MoveDueAsync(Matter matter, CancellationToken cancel)
    {
        if (matter is not { Limit: { } limit, DispatchedAt: { } start, DueAt: not null })
        {
            return;
        }

        var kept = await db.Pauses.Where(p => p.MatterId == matter.Id && p.Since >= start).ToListAsync(cancel);
        var rows = kept.Union(db.Pauses.Local.Where(p => p.MatterId == matter.Id && p.Since >= start));
        var due = Clock.Due(start, limit, rows.Select(p => new Pause(p.Since, p.Until)), WorkCalendar.Official);
        matter.MoveDue(matter.ExtendedDays == 0
            ? due
            : Deadline.Of(due.At, new Limit(matter.ExtendedDays, LimitClass.WorkingDay), WorkCalendar.Official));
        matter.KeepWithin(await LatestAsync(matter, start, cancel));
    }

    /// <summary>
    /// The latest end that its outside orders leave (<see cref="InnerLimit"/>), or what was merged into it, if that is
    /// earlier. Null where there is none.
    /// </summary>
    public async Task<DateTimeOffset?> LatestAsync(Matter matter, DateTimeOffset from, CancellationToken cancel)
    {
        var merged = await db.Matters.Where(m => m.MergedInto == matter.Id && m.DueAt > from)
            .MinAsync(m => m.DueAt, cancel);
        var inner = InnerLimit.Of(matter.OuterDueAt, from, await rules.OnAsync(ChinaTime.DayOf(from), cancel));
        return merged < inner || inner is null ? merged : inner;
    }
}
