using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Rules;

/// <summary>
/// Rules, catalogue and calendars hold for the whole installation: so must the post that changes them.
/// </summary>
internal sealed class RulesPost(IAreas areas, TimeProvider clock)
{
    private static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "rules.not-yours",
        "Rules hold for the whole installation; your post does not cover it.");

    private static readonly Refusal Past = new(
        RefusalKind.Invalid, "rules.past", "Rules hold from today at the earliest.");

    private static readonly Refusal TooFar = new(
        RefusalKind.Invalid, "rules.far", "Rules are planned at most three years ahead.");

    private const int YearsAhead = 3;

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>
    /// Whether somebody may change from this day on what holds; the viewer as acting on the post that allows it.
    /// </summary>
    public async Task<Result<Viewer>> AskAsync(Viewer by, DateOnly from, CancellationToken cancel)
    {
        var home = (await areas.HomeAsync(cancel)).Code;
        return !by.May(Permission.ManageRules, home) ? NotYours
            : from < Today ? Past
            : from > Today.AddYears(YearsAhead) ? TooFar
            : by.ActingOn(Permission.ManageRules, home);
    }
}
