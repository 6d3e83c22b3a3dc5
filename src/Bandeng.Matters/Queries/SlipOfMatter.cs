using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>告知单: what somebody takes home whose matter is not dealt with here.</summary>
/// <param name="Reason">One of <see cref="MatterReasons"/>; null where none was given.</param>
/// <param name="Words">Why, as the office told the raiser, and what a ruling on an appeal said.</param>
/// <param name="To">Who deals with it instead; null where neither the act nor the rules say.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Office">Whom to ask here; null where none is entered.</param>
/// <param name="Code">查询码 of the raiser; null for whoever may not know the raiser.</param>
/// <param name="MayAppeal">Whether an appeal is still open.</param>
internal sealed record Slip(
    MatterSheet Sheet, string? Reason, IReadOnlyList<string> Words, OtherOffice? To, DateTimeOffset At, Body? Office,
    string? Code, bool MayAppeal);

/// <summary>
/// The slip of a matter that was declined or redirected, with no more on it than its reader sees of the matter.
/// </summary>
internal sealed class SlipOfMatter(OneMatter one, RuleBook rules, IBodies bodies)
{
    private static readonly string[] Deciding = [nameof(MatterAction.Decline), nameof(MatterAction.Redirect)];

    /// <summary>Whether a reader who sees this much is given a slip.</summary>
    public static bool IsFor(MatterSheet sheet) =>
        sheet.Stage is MatterStage.Declined or MatterStage.Redirected && sheet.Sight > Sight.Everyone;

    /// <returns>Null when there is no such matter, none that the reader may know of, or nothing of it to be handed
    /// out.</returns>
    public async Task<Slip?> FindAsync(Guid matterId, string? secret, Viewer viewer, CancellationToken cancel)
    {
        if (await one.FindAsync(matterId, secret, viewer, cancel) is not { Sheet: var sheet } view || !IsFor(sheet)
            || sheet.History.Index()
                .LastOrDefault(line => Deciding.Contains(line.Item.Action)) is not (var place, { } decided))
        {
            return null;
        }

        var reason = decided.Facts.TryGetValue("reason", out var given) ? given.GetString() : null;
        var ruling = sheet.History.Skip(place).LastOrDefault(line => line.Action is nameof(MatterAction.RefuseAppeal));
        var ways = (await rules.OnAsync(ChinaTime.DayOf(decided.At), cancel)).Ways;
        return new(
            sheet, reason, [.. decided.Words, .. ruling?.Words ?? []],
            decided.Elsewhere ?? (reason is null ? null : ways.GetValueOrDefault(reason)), decided.At,
            await bodies.NearestOfficeAsync(sheet.Row.AreaCode, cancel),
            sheet.Own?.Code ?? view.Raisers.FirstOrDefault(line => line is { IsRaiser: true, IsHidden: false })?.Code,
            sheet.Stage is MatterStage.Declined && sheet.Row.Appeals == 0);
    }
}
