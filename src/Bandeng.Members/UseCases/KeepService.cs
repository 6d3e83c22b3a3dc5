using Bandeng.Kernel;
using Bandeng.Kernel.Ledgers;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Members.UseCases;

/// <summary>
/// Service is entered by the host and confirmed by the one who served or by somebody else of the office, never by
/// whoever entered it; then it stands in the ledger, and a mistake is taken back by a counter-entry.
/// </summary>
internal sealed class KeepService(BandengDb db, Ledger ledger, TimeProvider clock)
{
    private const int WordsMax = 200;
    private const int DayMinutes = 1_440;

    /// <param name="Id">Made with the form: sent twice, it is one entry.</param>
    public sealed record Request(Guid Id, Guid Report, DateOnly? Day, string? Activity, double Hours);

    public async Task<Result<Guid>> EnterAsync(Request told, Viewer by, CancellationToken cancel)
    {
        if (await db.MemberReports.SingleOrDefaultAsync(one => one.Id == told.Report, cancel) is not { } report
            || !by.MayKeep(report.AreaCode))
        {
            return Refusals.Unknown;
        }

        var now = clock.GetUtcNow();
        var day = told.Day ?? ChinaTime.DayOf(now);
        var minutes = double.IsNaN(told.Hours) ? 0 : (long)Math.Round(told.Hours * 60);
        if (FaultOf(report, told, day, minutes, ChinaTime.DayOf(now)) is { } fault)
        {
            return fault;
        }

        if (!await db.ServiceEntries.AnyAsync(one => one.Id == told.Id, cancel))
        {
            if (await OnDayAsync(report, day, cancel) + minutes > DayMinutes)
            {
                return TooLong;
            }

            var activity = db.Keep(told.Id, told.Activity!.Trim(), now);
            db.ServiceEntries.Add(ServiceEntry.Of(told.Id, report, day, activity.Id, minutes, by.PersonId));
            db.Record(Entry(told.Id, report.AreaCode, "service.enter", by.Keeping(report.AreaCode), now) with
            {
                Words = [activity],
                Facts = new Dictionary<string, object?>
                {
                    ["report"] = report.Id,
                    ["day"] = $"{day:yyyy-MM-dd}",
                    ["minutes"] = minutes,
                },
            });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? told.Id : Refusals.Overtaken;
    }

    /// <param name="isTrue">False: it was not so, and never counts.</param>
    public async Task<Result<Guid>> ConfirmAsync(
        Guid id, long version, bool isTrue, Viewer by, CancellationToken cancel)
    {
        if (!(await FindAsync(id, version, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var (entry, report) = found;
        var isMine = by.PersonId == report.PersonId;
        if (!isMine && !by.MayKeep(report.AreaCode))
        {
            return Refusals.Unknown;
        }

        if (entry.State is not ServiceState.Entered || (!by.IsSystem && by.PersonId == entry.EnteredBy))
        {
            return entry.State is not ServiceState.Entered ? Refusals.State
                : new Refusal(RefusalKind.Conflict, "service.own", "Whoever entered it does not confirm it.");
        }

        var now = clock.GetUtcNow();
        var acting = isMine ? by : by.Keeping(report.AreaCode);
        if (isTrue)
        {
            entry.Confirm(
                await ledger.EnterAsync(AccountOf(report), entry.Minutes, entry.OnDay, entry.Id, acting, cancel));
        }
        else
        {
            entry.Become(ServiceState.Refused);
        }

        db.Record(Entry(id, report.AreaCode, isTrue ? "service.confirm" : "service.refuse", acting, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    public async Task<Result<Guid>> CounterAsync(
        Guid id, long version, string? words, Viewer by, CancellationToken cancel)
    {
        if (!(await FindAsync(id, version, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var (entry, report) = found;
        if (!by.MayKeep(report.AreaCode) || entry.State is not ServiceState.Confirmed)
        {
            return by.MayKeep(report.AreaCode) ? Refusals.State : Refusals.Unknown;
        }

        if ((words ?? "").Trim() is not { Length: > 0 and <= WordsMax } why)
        {
            return new Refusal(RefusalKind.Invalid, "member.why", "Say why.");
        }

        var (now, acting) = (clock.GetUtcNow(), by.Keeping(report.AreaCode));
        if (!(await ledger.CounterAsync(entry.LedgerId!.Value, entry.OnDay, acting, cancel)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        entry.Become(ServiceState.Countered);
        var kept = db.Keep(id, why, now);
        db.Record(Entry(id, report.AreaCode, "service.counter", acting, now) with { Words = [kept] });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    /// <summary>The account in which a person's service at a community stands.</summary>
    public static Account AccountOf(MemberReport report) =>
        new(MembersTables.Kind, MembersTables.Unit, report.PersonId, report.AreaCode);

    private static Refusal TooLong { get; } =
        new(RefusalKind.Invalid, "service.bad-hours", "More than nothing and at most 24 hours a day.");

    // Wherever they serve: a day has its hours once.
    private Task<long> OnDayAsync(MemberReport report, DateOnly day, CancellationToken cancel)
    {
        var reports = db.MemberReports.Where(one => one.PersonId == report.PersonId).Select(one => one.Id);
        return db.ServiceEntries
            .Where(one => one.OnDay == day && reports.Contains(one.ReportId)
                && (one.State == ServiceState.Entered || one.State == ServiceState.Confirmed))
            .SumAsync(one => one.Minutes, cancel);
    }

    private static Refusal? FaultOf(MemberReport report, Request told, DateOnly day, long minutes, DateOnly today) =>
        report.State is not (ReportState.Confirmed or ReportState.Ended) ? Refusals.State
        : day > today || day < report.DecidedOn && report.State is ReportState.Confirmed
            ? new(RefusalKind.Invalid, "service.bad-day", "Service lies between the confirmation and today.")
        : (told.Activity ?? "").Trim().Length is 0
        or > WordsMax ? new(RefusalKind.Invalid, "service.bad-activity", "Say what was done.")
        : minutes is < 1
        or > DayMinutes ? TooLong
        : null;

    private async Task<Result<Found>> FindAsync(Guid id, long version, CancellationToken cancel)
    {
        if (await db.ServiceEntries.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } entry)
        {
            return Refusals.Unknown;
        }

        return entry.Version != version ? Refusals.Overtaken
            : new Found(entry, await db.MemberReports.SingleAsync(one => one.Id == entry.ReportId, cancel));
    }

    private sealed record Found(ServiceEntry Entry, MemberReport Report);

    private static TrailEntry Entry(Guid id, AreaCode area, string action, Viewer by, DateTimeOffset now) =>
        new("service", id, area, action, by, now);
}
