using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Counting;
using Bandeng.Matters.Life;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// What the clocks do by themselves: sign for a silent body, close what nobody confirms, bring back what was suspended,
/// remind before the end and climb the ladder after it. Each is an act like any other; of two nodes one wins.
/// </summary>
internal sealed class ClockRound(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Batch = 200;

    private static readonly Dictionary<MatterStage, MatterAction> WhenDue = new()
    {
        [MatterStage.Dispatched] = MatterAction.SignForBySilence,
        [MatterStage.Checked] = MatterAction.LeaveUnconfirmed,
        [MatterStage.Answered] = MatterAction.LeaveUnconfirmed,
        [MatterStage.Suspended] = MatterAction.Resume,
    };

    private sealed record Due(Guid Id, MatterStage Stage, DateTimeOffset StageDueAt);

    private sealed record Running(Guid Id, DateTimeOffset DispatchedAt, DateTimeOffset DueAt, long Reminders);

    // Page by page behind the last one seen: what cannot move today holds up nobody behind it.
    private const string DueSql =
        """
        select id, stage, stage_due_at from matters
        where stage_due_at <= @now and stage in ('Dispatched', 'Checked', 'Answered', 'Suspended') and (stage_due_at, id) > (@after, @last)
        order by stage_due_at, id
        limit 200
        """;

    // A first look at which rung may be near; the ladder knows working days.
    private const string RunningSql =
        """
        select id, dispatched_at, due_at, reminders from matters
        where due_at is not null and handed_back_at is null and stage in ('Dispatched', 'Accepted') and asked_at is null
          and reminders < @steps and (due_at, id) > (@after, @last)
          and case reminders when 0 then dispatched_at + (due_at - dispatched_at) * @remindAt else due_at + @day end <= @now
        order by due_at, id
        limit 200
        """;

    /// <summary>One round; says how many acts it did.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        return await MoveAsync(cancel) + await RemindAsync(cancel);
    }

    // What another node, or the command line, has brought in meanwhile; and the totals.
    private async Task RefreshAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().LoadYearsAsync(cancel);
        await scope.ServiceProvider.GetRequiredService<FoldCounts>().RunAsync(cancel);
    }

    private async Task<int> MoveAsync(CancellationToken cancel)
    {
        var (now, done) = (clock.GetUtcNow(), 0);
        for (var (after, last, isMore) = (DateTimeOffset.UnixEpoch, Guid.Empty, true); isMore;)
        {
            var due = await AskAsync<Due>(DueSql, new { now, after, last }, cancel);
            foreach (var matter in due)
            {
                (after, last) = (matter.StageDueAt, matter.Id);
                done += await ActAsync(matter.Id, WhenDue[matter.Stage], new ActRequest(), cancel) ? 1 : 0;
            }

            isMore = due.Count == Batch;
        }

        return done;
    }

    private async Task<int> RemindAsync(CancellationToken cancel)
    {
        var (now, done) = (clock.GetUtcNow(), 0);
        var today = await RulesAsync(now, cancel);
        var steps = Ladder.Of(today);
        for (var (after, last, isMore) = (DateTimeOffset.UnixEpoch, Guid.Empty, true); isMore;)
        {
            var ask = new
            {
                now,
                after,
                last,
                steps = steps.Count,
                remindAt = today.RemindAt,
                day = (long)TimeSpan.FromDays(1).TotalMilliseconds,
            };
            var running = await AskAsync<Running>(RunningSql, ask, cancel);
            foreach (var matter in running)
            {
                (after, last) = (matter.DueAt, matter.Id);
                var step = steps[(int)matter.Reminders];
                done += step.At(matter.DispatchedAt, matter.DueAt) <= now
                    && await ActAsync(
                        matter.Id, step.Action, new ActRequest { InnerWords = step.Say(now, matter.DueAt) }, cancel)
                    ? 1
                    : 0;
            }

            isMore = running.Count == Batch;
        }

        return done;
    }

    private async Task<MatterRules> RulesAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RuleBook>().OnAsync(ChinaTime.DayOf(now), cancel);
    }

    private async Task<IReadOnlyList<TRow>> AskAsync<TRow>(string sql, object parameters, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<TRow>(sql, parameters, cancel);
    }

    private async Task<bool> ActAsync(Guid matterId, MatterAction action, ActRequest request, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<ActOnMatter>()
            .RunAsync(matterId, action, request, Viewer.System, cancel);
        return result.TryGet(out _, out _);
    }
}
