using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Grids;

/// <summary>Where a run stands.</summary>
internal enum RunState
{
    Running,

    /// <summary>Somebody wants what there is.</summary>
    Stopping,

    /// <summary>Somebody wants none of it.</summary>
    Dropping,

    Done,
    Dropped,
    Refused,
}

/// <summary>A run as the page shows it.</summary>
/// <param name="Done">0 to 1.</param>
/// <param name="Code">Why it was refused.</param>
internal sealed record RunRow(
    AreaCode AreaCode, PlanKind Kind, long Least, long Most, long Seconds, string Wishes, RunState State, double Done,
    string? Code, string? Message,
    DateTimeOffset BeatAt)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether a node still works on it; one that fell over tells nothing any more.</summary>
    public bool IsAlive(DateTimeOffset now) => State <= RunState.Dropping && now - BeatAt < Patience;
}

/// <summary>Reckons divisions behind the page: with progress, to be stopped or dropped from any node.</summary>
internal sealed partial class GridRuns(IServiceScopeFactory scopes, TimeProvider clock, ILogger<GridRuns> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Refused where one is under way. Where it takes no longer than a moment, it is over when this returns.
    /// </summary>
    public async Task<Result<AreaCode>> StartAsync(
        DivisionRequest asked, Viewer by, TimeSpan moment, CancellationToken cancel)
    {
        if (DivideGrids.FaultOf(asked, by) is { } fault)
        {
            return fault;
        }

        var run = Guid.CreateVersion7(clock.GetUtcNow());
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            if (await ReadAsync(db, asked.Community, cancel) is { } last && last.IsAlive(clock.GetUtcNow()))
            {
                return new Refusal(RefusalKind.Conflict, "plan.running", "A division is being reckoned already.");
            }

            await db.ExecuteAsync(
                "delete from grid_runs where area_code = @Value", new { asked.Community.Value }, cancel);
            var begun = await db.ExecuteAsync(
                """
                insert into grid_runs (area_code, kind, least, most, seconds, wishes, state, done, run_id, started_at, beat_at)
                values (@Area, @Kind, @Least, @Most, @Seconds, @Wishes, 'Running', 0, @run, @now, @now) on conflict do nothing
                """,
                new
                {
                    Area = asked.Community.Value,
                    Kind = asked.Kind.ToString(),
                    asked.Least,
                    asked.Most,
                    asked.Seconds,
                    Wishes = asked.Wishes.ToJson(),
                    run,
                    now = Now(),
                },
                cancel);
            if (begun == 0)
            {
                return new Refusal(RefusalKind.Conflict, "plan.running", "A division is being reckoned already.");
            }
        }

        var work = Task.Run(() => RunAsync(asked, run, by), CancellationToken.None);
        await Task.WhenAny(work, Task.Delay(moment, cancel));
        return asked.Community;
    }

    /// <param name="take">Whether what there is becomes proposals; else the earlier ones stay.</param>
    public async Task StopAsync(AreaCode community, bool take, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "update grid_runs set state = @state where area_code = @Value and state = 'Running'",
            new { community.Value, state = (take ? RunState.Stopping : RunState.Dropping).ToString() }, cancel);
    }

    public static Task<RunRow?> ReadAsync(
        BandengDb db, AreaCode community, CancellationToken cancel) => db.RowAsync<RunRow>(
        """
        select area_code, kind, least, most, seconds, wishes, state, done, code, message, beat_at from grid_runs where area_code = @Value
        """,
        new { community.Value }, cancel);

    private async Task RunAsync(DivisionRequest asked, Guid run, Viewer by)
    {
        using CancellationTokenSource enough = new(), dropped = new(), over = new();
        var done = 0.0;
        var watch = WatchAsync(run, () => Volatile.Read(ref done), enough, dropped, over.Token);
        var (state, why) = (RunState.Done, default(Refusal));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var divide = scope.ServiceProvider.GetRequiredService<DivideGrids>();
            var proposed = await divide.ProposeAsync(
                asked, by, step => Volatile.Write(ref done, step), enough.Token, dropped.Token);
            state = proposed.TryGet(out _, out why) ? RunState.Done : RunState.Refused;
        }
        catch (OperationCanceledException)
        {
            state = RunState.Dropped;
        }
        catch (Exception failure)
        {
            // Nobody waits for this task: the page tells, the log keeps.
            Failed(log, failure);
            (state, why) = (RunState.Refused, new(RefusalKind.Invalid, "plan.failed", "The reckoning broke off."));
        }

        await over.CancelAsync();
        await watch;
        await EndAsync(run, state, why);
    }

    /// <summary>Writes how far it is and reads whether it is to stop, until it is over.</summary>
    private async Task WatchAsync(
        Guid run, Func<double> done, CancellationTokenSource enough, CancellationTokenSource dropped,
        CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, over);
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
                await db.ExecuteAsync(
                    "update grid_runs set done = @done, beat_at = @now where run_id = @run",
                    new { run, done = Math.Clamp(done(), 0, 1), now = Now() }, over);
                var state = await db.RowAsync<string>(
                    "select state from grid_runs where run_id = @run", new { run }, over);
                if (state is null or nameof(RunState.Dropping))
                {
                    await dropped.CancelAsync();
                }

                if (state is not nameof(RunState.Running))
                {
                    await enough.CancelAsync();
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (System.Data.Common.DbException failure)
            {
                Failed(log, failure); // a beat that was missed; the next one tells
            }
        }
    }

    private async Task EndAsync(Guid run, RunState state, Refusal? why)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "update grid_runs set state = @state, done = 1, code = @Code, message = @Message, beat_at = @now where run_id = @run",
            new { run, state = state.ToString(), why?.Code, why?.Message, now = Now() }, CancellationToken.None);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Error, Message = "A division into grids broke off")]
    private static partial void Failed(ILogger logger, Exception failure);
}
