using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Members.UseCases;

/// <summary>Somebody asks to sign in at a community, for themselves or for a unit, or takes that back.</summary>
internal sealed class AskToReport(BandengDb db, IBodies bodies, IAreas areas, TimeProvider clock)
{
    private const int WordsMax = 500;
    private const int UnitMax = 80;
    private const int HoursMax = 60;

    /// <param name="Id">Made with the form: sent twice, it is one report.</param>
    /// <param name="HomeUnit">Where they work; for a unit its name as it is on file.</param>
    /// <param name="ForUnit">The unit signs in, not the person.</param>
    public sealed record Request(
        Guid Id, AreaCode Area, string? HomeUnit, bool ForUnit, string? Wish, string? Skills, double Hours);

    public async Task<Result<Guid>> RunAsync(Request told, Viewer by, CancellationToken cancel)
    {
        if (by.PersonId is not { } me)
        {
            return Refusals.Unknown;
        }

        var unit = (told.HomeUnit ?? "").Trim();
        if (await FaultOfAsync(told, unit, cancel) is { } fault)
        {
            return fault;
        }

        Guid? body = null;
        if (told.ForUnit)
        {
            if (!(await bodies.MeantAsync(unit, told.Area, cancel)).TryGet(out var found, out _))
            {
                return new Refusal(RefusalKind.Invalid, "member.unit", "No unit of this name is on file.");
            }

            body = found.Id;
        }

        if (await db.MemberReports.AnyAsync(one => one.Id == told.Id, cancel))
        {
            return told.Id;
        }

        if (await db.MemberReports.AnyAsync(one => one.PersonId == me && one.AreaCode == told.Area && one.UnitId == body
            && (one.State == ReportState.Asked || one.State == ReportState.Confirmed), cancel))
        {
            return new Refusal(RefusalKind.Conflict, "member.twice", "You have asked here already.");
        }

        Add(told, me, body, unit, by);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? told.Id : Refusals.Overtaken;
    }

    public async Task<Result<Guid>> WithdrawAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        if (await db.MemberReports.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } report
            || report.PersonId != by.PersonId)
        {
            return Refusals.Unknown;
        }

        if (report.State is not ReportState.Asked || report.Version != version)
        {
            return report.Version != version ? Refusals.Overtaken : Refusals.State;
        }

        var now = clock.GetUtcNow();
        report.Become(ReportState.Withdrawn, ChinaTime.DayOf(now));
        db.Record(new TrailEntry("member", id, report.AreaCode, "member.withdraw", by, now) { ToState = nameof(ReportState.Withdrawn) });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    private void Add(Request told, Guid me, Guid? body, string unit, Viewer by)
    {
        var now = clock.GetUtcNow();
        var wish = db.Keep(told.Id, told.Wish!.Trim(), now);
        var skills = string.IsNullOrWhiteSpace(told.Skills) ? null : db.Keep(told.Id, told.Skills.Trim(), now);
        db.MemberReports.Add(MemberReport.Of(
            new(told.Id, me, body, unit, wish.Id, skills?.Id, (long)Math.Round(told.Hours * 60)), told.Area,
            ChinaTime.DayOf(now)));
        db.Record(new TrailEntry("member", told.Id, told.Area, "member.ask", by, now)
        {
            ToState = nameof(ReportState.Asked),
            Words = skills is null ? [wish] : [wish, skills],
            Facts = new Dictionary<string, object?> { ["unit"] = body },
        });
    }

    private async Task<Refusal?> FaultOfAsync(Request told, string unit, CancellationToken cancel) =>
        told.Area == default || told.Area.Level is not AreaLevel.Village
            || !(await areas.NamesAsync([told.Area], cancel)).ContainsKey(told.Area)
            ? new(RefusalKind.Invalid, "member.area", "Choose the community in which you live.")
        : unit.Length is 0 or > UnitMax ? new(RefusalKind.Invalid, "member.unit", "Write where you work.")
        : (told.Wish ?? "").Trim().Length is 0 or > WordsMax || (told.Skills ?? "").Length > WordsMax
            ? new(RefusalKind.Invalid, "member.wish", $"Say what you want to do, in 1 to {WordsMax} characters.")
        : double.IsNaN(told.Hours)
        || told.Hours is < 0 or > HoursMax ? new(RefusalKind.Invalid, "member.hours", $"0 to {HoursMax} hours a week.")
        : null;
}
