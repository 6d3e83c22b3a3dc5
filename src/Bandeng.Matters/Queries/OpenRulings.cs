using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Queries;

/// <summary>What kind of decision is waited for.</summary>
public enum RulingKind
{
    /// <summary>退单.</summary>
    Return,

    /// <summary>申诉 against being declined.</summary>
    Appeal,

    /// <summary>申请剔除.</summary>
    Exclusion,

    /// <summary>申请延期, decided by who dispatches.</summary>
    Extension,
}

/// <summary>One act of a side, in its own words.</summary>
/// <param name="Reason">A code of <see cref="MatterReasons"/>, or null.</param>
/// <param name="Basis">The clause of the duty list that was cited, or null.</param>
/// <param name="Proof">佐证 by file; empty when none.</param>
public sealed record Side(DateTimeOffset At, string Action, string? Who, string? Reason, string? Basis, IReadOnlyList<string> Words,
    IReadOnlyList<Guid> Proof);

/// <summary>A matter that waits for somebody's decision, with what both sides said.</summary>
/// <param name="Asking">Who wants something of it: the return, the appeal, the application.</param>
/// <param name="Before">What it turns against: the dispatch, the declining, the reply.</param>
/// <param name="Acts">The arrows that this viewer may take now.</param>
internal sealed record OpenRuling(
    RulingKind Kind, DeskRow Row, DateTimeOffset? Due, Side? Asking, Side? Before, IReadOnlyList<MatterAction> Acts);

/// <summary>退单、申诉、剔除、延期 that wait for this viewer, what is due first at the top.</summary>
internal sealed class OpenRulings(BandengDb db, DeskList list, OpenActs open, MatterHistory history, TimeProvider clock)
{
    private const int Most = 100;

    private static readonly HashSet<Guid> NoTexts = [];

    private static readonly (RulingKind Kind, Permission Needs, string Condition, MatterAction[] Acts, string[] Asking, string[] Before)[] Kinds =
    [
        (RulingKind.Return, Permission.RuleOnReturns, "m.stage = 'Returned'",
            [MatterAction.UpholdReturn, MatterAction.RefuseReturn], ["Return"], ["Dispatch", "Redispatch"]),
        (RulingKind.Appeal, Permission.RuleOnReturns, "m.stage = 'Appealed'",
            [MatterAction.UpholdAppeal, MatterAction.RefuseAppeal], ["Appeal"], ["Decline"]),
        (RulingKind.Exclusion, Permission.RuleOnReturns, "m.exclusion = 'Asked'",
            [MatterAction.Exclude, MatterAction.RefuseExclusion], ["RequestExclusion"],
            ["HandBack", "NotSettled", "Confirm", "AnswerAtOnce"]),
        (RulingKind.Extension, Permission.DispatchMatters, "m.stage = 'Accepted' and m.extension_days is not null",
            [MatterAction.EndorseExtension, MatterAction.ApproveExtension, MatterAction.RefuseExtension],
            ["RequestExtension"], ["Dispatch", "Redispatch"]),
    ];

    public async Task<IReadOnlyList<OpenRuling>> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        var rulings = new List<OpenRuling>();
        foreach (var kind in Kinds.Where(kind => viewer.May(kind.Needs)))
        {
            var rows = await list.WaitingAsync(kind.Condition, kind.Needs, Most, viewer, cancel);
            foreach (var row in rows)
            {
                if (await OfAsync(kind.Kind, row, kind.Acts, kind.Asking, kind.Before, viewer, cancel) is { } ruling)
                {
                    rulings.Add(ruling);
                }
            }
        }

        return [.. rulings.OrderBy(ruling => ruling.Due ?? DateTimeOffset.MaxValue)];
    }

    // Null: the viewer may not decide this one. The decision would be refused, so nobody is asked for it.
    private async Task<OpenRuling?> OfAsync(
        RulingKind kind, DeskRow row, MatterAction[] decisions, string[] asking, string[] before, Viewer viewer,
        CancellationToken cancel)
    {
        var matter = await db.Matters.AsNoTracking().SingleAsync(m => m.Id == row.Id, cancel);
        var acts = (await open.ForAsync(matter, viewer, null, [], clock.GetUtcNow(), cancel))
            .Select(arrow => arrow.Action).Where(decisions.Contains).ToList();
        if (acts is [])
        {
            return null;
        }

        var lines = await history.SayAsync(
            await EventsOfMatter.ReadAsync(db, row.Id, cancel), Sight.Office, false, new HashSet<Guid> { matter.TitleId, matter.DetailId }, NoTexts, false, cancel);
        return new(
            kind, row, kind is RulingKind.Extension ? matter.DueAt : matter.StageDueAt,
            LastOf(lines, asking), LastOf(lines, before), acts);
    }

    private static Side? LastOf(IReadOnlyList<HistoryLine> lines, string[] actions) =>
        lines.LastOrDefault(line => actions.Contains(line.Action)) is { } line
            ? new(
                line.At, line.Action, line.Who, Fact(line, "reason"), Fact(line, "basis"),
                [.. line.Words, .. line.InnerWords], line.Proof)
            : null;

    private static string? Fact(HistoryLine line, string name) =>
        line.Facts.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
