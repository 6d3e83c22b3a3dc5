using System.Text.Json;
using System.Text.Json.Serialization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Desk;

/// <summary>What can be done to several matters in one go.</summary>
public enum BulkAct
{
    /// <summary>派单.</summary>
    Dispatch,

    /// <summary>受理.</summary>
    Accept,

    /// <summary>并单 into the oldest.</summary>
    Merge,
}

/// <summary>A matter that was chosen, and the version that the person saw.</summary>
public sealed record BulkTarget(Guid Id, long Version);

/// <summary>One form for several matters.</summary>
/// <param name="RunId">Made with the form; the same form sent twice does nothing twice.</param>
public sealed record BulkOrder(Guid RunId, BulkAct Act, IReadOnlyList<BulkTarget> Chosen)
{
    public Guid? Body { get; init; }

    public int? LimitAmount { get; init; }

    public LimitClass? LimitClass { get; init; }

    /// <summary>To the body, with each dispatch.</summary>
    public string? InnerWords { get; init; }

    /// <summary>Where the others go in a merge.</summary>
    public Guid? Lead { get; init; }

    /// <summary>One reply for all voices of a merge; may be left out.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the reply settles it (直接答复) or only tells.</summary>
    public bool IsAnswer { get; init; }
}

/// <summary>What became of one matter.</summary>
/// <param name="Code">Null: it went through; else the code of the refusal.</param>
public sealed record BulkLine(Guid Id, string? Code);

/// <summary>What a form did.</summary>
/// <param name="Lines">Empty: it is still at work, or the machine stopped in between.</param>
public sealed record BulkRun(BulkAct Act, IReadOnlyList<BulkLine> Lines);

/// <summary>
/// Does one form to several matters, each in a transaction of its own, and remembers what became of each.
/// </summary>
internal sealed class BulkActs(BandengDb db, IServiceScopeFactory scopes, TimeProvider clock)
{
    public const int Most = 100;

    private static readonly Refusal Many = new(RefusalKind.Invalid, "desk.bulk-many", $"Choose 1 to {Most} matters.");
    private static readonly Refusal Others = new(
        RefusalKind.Conflict, "desk.bulk-others", "Somebody else has sent this form.");
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private sealed class Run
    {
        public Guid PersonId { get; init; }

        public string Act { get; init; } = "";

        public string? Result { get; init; }
    }

    /// <summary>Says which went and which not. Sent again, it says what the first sending did.</summary>
    public async Task<Result<BulkRun>> RunAsync(BulkOrder order, Viewer viewer, CancellationToken cancel)
    {
        if (order.Chosen.Count is 0 or > Most)
        {
            return Many;
        }

        var taken = await db.ExecuteAsync(
            """
            insert into desk_runs (id, person_id, act, at) values (@RunId, @PersonId, @act, @now) on conflict (id) do nothing
            """,
            new { order.RunId, viewer.PersonId, act = order.Act.ToString(), now = clock.GetUtcNow() }, cancel);
        if (taken == 0)
        {
            return await FindAsync(order.RunId, viewer, cancel) is { } before ? before : Others;
        }

        var lines = new List<BulkLine>();
        foreach (var (target, action, request) in Acts(order))
        {
            lines.Add(new(target, await CodeAsync(target, action, request, viewer, cancel)));
        }

        await db.ExecuteAsync(
            "update desk_runs set result = @result where id = @RunId",
            new { order.RunId, result = JsonSerializer.Serialize(lines, Json) }, cancel);
        return new BulkRun(order.Act, lines);
    }

    /// <summary>What a form of this person did, or null.</summary>
    public async Task<BulkRun?> FindAsync(Guid runId, Viewer viewer, CancellationToken cancel)
    {
        var run = await db.RowAsync<Run>(
            "select person_id, act, result from desk_runs where id = @runId", new { runId }, cancel);
        return run is null || run.PersonId != viewer.PersonId
            ? null
            : new(
                Enum.Parse<BulkAct>(run.Act),
                run.Result is null ? [] : JsonSerializer.Deserialize<List<BulkLine>>(run.Result, Json)!);
    }

    private static IEnumerable<(Guid Target, MatterAction Action, ActRequest Request)> Acts(BulkOrder order)
    {
        foreach (var chosen in order.Chosen.DistinctBy(target => target.Id).Where(target => target.Id != order.Lead))
        {
            yield return (chosen.Id, ActionOf(order.Act), new ActRequest
            {
                Version = chosen.Version,
                Body = order.Body,
                LimitAmount = order.LimitAmount,
                LimitClass = order.LimitClass,
                InnerWords = order.InnerWords,
                Target = order.Lead,
            });
        }

        if (order is { Act: BulkAct.Merge, Lead: { } lead } && !string.IsNullOrWhiteSpace(order.Words))
        {
            yield return (
                lead, order.IsAnswer ? MatterAction.AnswerAtOnce : MatterAction.TellRaiser,
                new ActRequest { Words = order.Words });
        }
    }

    /// <summary>The arrow of the workflow that it is.</summary>
    public static MatterAction ActionOf(BulkAct act) => act switch
    {
        BulkAct.Dispatch => MatterAction.Dispatch,
        BulkAct.Accept => MatterAction.Accept,
        BulkAct.Merge => MatterAction.Merge,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    // A unit of work of its own each: one that is refused, or overtaken, leaves nothing behind for the next.
    private async Task<string?> CodeAsync(
        Guid target, MatterAction action, ActRequest request, Viewer viewer, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var acted = await scope.ServiceProvider.GetRequiredService<ActOnMatter>()
            .RunAsync(target, action, request, viewer, cancel);
        return acted.TryGet(out _, out var refusal) ? null : refusal.Code;
    }
}
