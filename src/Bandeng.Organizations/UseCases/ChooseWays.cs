using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// A person chooses how to be told. What must get through does not ask here: codes, receipts, the lines on the page.
/// </summary>
internal sealed class ChooseWays(BandengDb db, TimeProvider clock)
{
    /// <summary>The hour of the daily mail until somebody chooses another.</summary>
    public const int UsualHour = 18;

    private static readonly Refusal NoPhone = new(
        RefusalKind.Invalid, "notice.no-phone", "Enter a telephone number first.");
    private static readonly Refusal NoMail = new(RefusalKind.Invalid, "notice.no-mail", "Enter a mail address first.");
    private static readonly Refusal NoHour = new(RefusalKind.Invalid, "notice.hour", "An hour from 0 to 23.");

    /// <param name="Hour">When the daily mail leaves, on the clock on the wall.</param>
    public sealed record Choice(IReadOnlyDictionary<NoticeKind, NoticeWay> Ways, int Hour);

    public async Task<Choice> NowAsync(Guid me, CancellationToken cancel)
    {
        var ways = await db.Ways.AsNoTracking().Where(w => w.PersonId == me)
            .ToDictionaryAsync(w => w.Kind, w => w.Way, cancel);
        var hour = await db.Digests.Where(d => d.PersonId == me)
            .Select(d => (long?)d.Hour).SingleOrDefaultAsync(cancel);
        return new(ways, (int)(hour ?? UsualHour));
    }

    public async Task<Result<Choice>> RunAsync(Guid me, Choice choice, CancellationToken cancel)
    {
        if (await RefuseAsync(me, choice, cancel) is { } refusal)
        {
            return refusal;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await db.Ways.Where(way => way.PersonId == me).ExecuteDeleteAsync(cancel);
        db.Ways.AddRange(choice.Ways.Where(way => way.Value is not NoticeWay.Page)
            .Select(way => new ChosenWay { PersonId = me, Kind = way.Key, Way = way.Value }));
        await SetDigestAsync(me, choice.Hour, cancel);
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Refusals.Overtaken;
        }

        await own.CommitAsync(cancel);
        return choice;
    }

    private async Task<Refusal?> RefuseAsync(Guid me, Choice choice, CancellationToken cancel)
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == me, cancel);
        var ways = choice.Ways.Values.ToHashSet();
        return ways.Contains(NoticeWay.Sms) && person.Phone is null ? NoPhone
            : (ways.Contains(NoticeWay.Mail) || ways.Contains(NoticeWay.Digest)) && person.Mail is null ? NoMail
            : choice.Hour is < 0 or > 23 ? NoHour
            : null;
    }

    // Kept when nothing is chosen for it any more: a day on which a mail left stays that day.
    private async Task SetDigestAsync(Guid me, int hour, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var digest = await db.Digests.SingleOrDefaultAsync(d => d.PersonId == me, cancel);
        if (digest is null)
        {
            db.Digests.Add(digest = new() { PersonId = me, ToldUntil = now });
        }

        // One mail a day: whoever had today's gets the next tomorrow, whatever the hour.
        var today = ChinaTime.DayOf(now);
        var from = digest.SentDay == Day.Text(today)
            ? ChinaTime.ToInstant(today.AddDays(1).ToDateTime(default)).AddTicks(-1)
            : now;
        (digest.Hour, digest.DueAt) = (hour, DigestRound.Next(hour, from));
    }
}
