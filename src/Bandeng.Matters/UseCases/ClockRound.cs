using Bandeng.Kernel;
using Bandeng.Matters.Acting;
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

    private sealed record Due(Guid Id, MatterStage Stage);

    private sealed record Running(Guid Id, DateTimeOffset DispatchedAt, DateTimeOffset DueAt, long Reminders);

    private const string DueSql =
        """
        select id, stage from matters
        where stage_due_at <= @now and stage in ('Dispatched', 'Checked', 'Answered', 'Suspended')
        order by stage_due_at
        limit 200
        """;

    // A first look at which rung may be near; the ladder knows working days. The oldest come first, a batch a round, so
    // that a site which slept, or was given ten thousand old matters, stays quick.
    private const string RunningSql =
        """
        select id, dispatched_at, due_at, reminders from matters
        where due_at is not null and handed_back_at is null
          and stage in ('Dispatched', 'Accepted', 'Returned') and asked_at is null and reminders < @steps
          and case reminders when 0 then dispatched_at + (due_at - dispatched_at) * 3 / 4 else due_at + @day end <= @now
        order by due_at
        limit 200
        """;

    /// <summary>One round; says how many acts it did.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var done = 0;
        IReadOnlyList<Due> due;
        do
        {
            due = await AskAsync<Due>(DueSql, new { now = clock.GetUtcNow() }, cancel);
            var moved = 0;
            foreach (var matter in due)
            {
                moved += await ActAsync(matter.Id, WhenDue[matter.Stage], new ActRequest(), cancel) ? 1 : 0;
            }

            done += moved;
            if (moved == 0)
            {
                break;
            }
        }
        while (due.Count == Batch);

        return done + await RemindAsync(cancel);
    }

    private async Task<int> RemindAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ask = new { now, steps = Ladder.Steps.Count, day = (long)TimeSpan.FromDays(1).TotalMilliseconds };
        var done = 0;
        foreach (var matter in await AskAsync<Running>(RunningSql, ask, cancel))
        {
            var step = Ladder.Steps[(int)matter.Reminders];
            if (step.At(matter.DispatchedAt, matter.DueAt) <= now)
            {
                done += await ActAsync(matter.Id, step.Action, new ActRequest { InnerWords = step.Words }, cancel) ? 1 : 0;
            }
        }

        return done;
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
