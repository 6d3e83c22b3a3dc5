using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Members.UseCases;

/// <summary>
/// The community's branch confirms a report, which enters a dated post in the branch's body (of a unit: a seat in it),
/// or declines it. That post is all that makes somebody a member; nothing stands with the residents.
/// </summary>
internal sealed class DecideReport(BandengDb db, IBodies bodies, IPosts posts, INotices notices, TimeProvider clock)
{
    /// <summary>Branches of a community that may confirm.</summary>
    public Task<IReadOnlyList<Body>> BranchesAsync(AreaCode community, CancellationToken cancel) =>
        bodies.InsideAsync(community, [BodyKind.Branch, BodyKind.EstateBranch], cancel);

    public async Task<Result<Guid>> ConfirmAsync(
        Guid id, long version, Guid? branch, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var report, out var refusal))
        {
            return refusal;
        }

        if ((await BranchesAsync(report.AreaCode, cancel)).FirstOrDefault(one => one.Id == branch) is not { } body)
        {
            return new Refusal(
                RefusalKind.Invalid, "member.branch", "Choose the branch of the community that enters the post.");
        }

        var (now, post) = (clock.GetUtcNow(), Guid.CreateVersion7());
        var (day, acting) = (ChinaTime.DayOf(now), by.Keeping(report.AreaCode));
        report.Confirm(body.Id, report.UnitId is null ? post : null, day);
        db.Record(new TrailEntry("member", id, report.AreaCode, "member.confirm", acting, now)
        {
            FromState = nameof(ReportState.Asked),
            ToState = nameof(ReportState.Confirmed),
            Facts = new Dictionary<string, object?>
            {
                ["branch"] = body.Id,
                ["post"] = report.PostId,
                ["unit"] = report.UnitId,
            },
        });
        Tell(report, "Confirmed", now);
        return report.UnitId is { } unit
            ? await SeatUnitAsync(body.Id, unit, day, acting, id, cancel)
            : (await posts.SeatAsync(new(post, report.PersonId, Role.BodyMember, body.Id, "双报到"), by, cancel))
                .TryGet(out _, out refusal)
                ? id : refusal;
    }

    public async Task<Result<Guid>> DeclineAsync(
        Guid id, long version, string? words, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var report, out var refusal))
        {
            return refusal;
        }

        if ((words ?? "").Trim() is not { Length: > 0 and <= 500 } why)
        {
            return new Refusal(RefusalKind.Invalid, "member.why", "Say why.");
        }

        var now = clock.GetUtcNow();
        var kept = db.Keep(id, why, now);
        report.Become(ReportState.Declined, ChinaTime.DayOf(now));
        db.Record(new TrailEntry("member", id, report.AreaCode, "member.decline", by.Keeping(report.AreaCode), now)
        {
            FromState = nameof(ReportState.Asked),
            ToState = nameof(ReportState.Declined),
            Words = [kept],
        });
        Tell(report, "Declined", now);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    /// <summary>A unit's report ends with its seat in the branch; the hours stay in the ledger.</summary>
    public async Task<Result<Guid>> EndUnitAsync(
        Guid id, long version, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (await db.MemberReports.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } report
            || !by.MayKeep(report.AreaCode))
        {
            return Refusals.Unknown;
        }

        if (report.Version != version || report is not { State: ReportState.Confirmed, UnitId: { } unit, BranchId: { } branch })
        {
            return report.Version != version ? Refusals.Overtaken : Refusals.State;
        }

        var (now, acting) = (clock.GetUtcNow(), by.Keeping(report.AreaCode));
        var last = lastDay ?? ChinaTime.DayOf(now);
        if (!(await bodies.UnseatAsync(branch, unit, last, acting, cancel)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        report.Become(ReportState.Ended, last);
        db.Record(new TrailEntry("member", id, report.AreaCode, "member.end", acting, now)
        {
            FromState = nameof(ReportState.Confirmed),
            ToState = nameof(ReportState.Ended),
            Facts = new Dictionary<string, object?> { ["unit"] = unit, ["last-day"] = $"{last:yyyy-MM-dd}" },
        });
        Tell(report, "Ended", now);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    private async Task<Result<Guid>> SeatUnitAsync(
        Guid branch, Guid unit, DateOnly day, Viewer by, Guid id, CancellationToken cancel) =>
        !(await bodies.SeatAsync(branch, unit, day, by, cancel)).TryGet(out _, out var refusal) ? refusal
        : await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;

    private async Task<Result<MemberReport>> OpenAsync(Guid id, long version, Viewer by, CancellationToken cancel) =>
        await db.MemberReports.SingleOrDefaultAsync(one => one.Id == id, cancel) switch
        {
            null => Refusals.Unknown,
            var report when !by.MayKeep(report.AreaCode) => Refusals.Unknown,
            var report when report.Version != version => Refusals.Overtaken,
            { State: not ReportState.Asked } => Refusals.State,
            var report => report,
        };

    private void Tell(MemberReport report, string what, DateTimeOffset now) =>
        notices.Tell(report.PersonId, new(NoticeKind.Account, $"member.{what}", report.HomeUnit, "/my/service", now) { About = report.Id.ToString() });
}
