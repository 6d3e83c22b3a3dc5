using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Acting;

/// <summary>Stops the whole clock of a matter, and starts it again with the end moved as far as it stood still.</summary>
internal sealed class PausedClock(BandengDb db)
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
        foreach (var pause in await db.Pauses.Where(p => p.MatterId == matter.Id && p.Until == null).ToListAsync(cancel))
        {
            pause.Until = now;
        }

        await MoveDueAsync(matter, cancel);
    }

    /// <summary>Works the end out again: the limit from dispatch, its pauses, then the extensions in working days.</summary>
    public async Task MoveDueAsync(Matter matter, CancellationToken cancel)
    {
        if (matter is not { Limit: { } limit, DispatchedAt: { } start, DueAt: not null })
        {
            return;
        }

        var rows = await db.Pauses.Where(p => p.MatterId == matter.Id && p.Since >= start).ToListAsync(cancel);
        var due = Clock.Due(start, limit, rows.Select(p => new Pause(p.Since, p.Until)), WorkCalendar.Official);
        matter.MoveDue(matter.ExtendedDays == 0
            ? due
            : Deadline.Of(due.At, new Limit(matter.ExtendedDays, LimitClass.WorkingDay), WorkCalendar.Official));
    }
}
