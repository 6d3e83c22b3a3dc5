using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// Reads the catalogue of powers handed down (赋权清单). Where a category is bound to a power that the town has on this
/// day, the town decides and not the department; a power that is not handed down is pushed down to nobody.
/// </summary>
internal sealed class HandedDownGuard(IPowers powers, RuleBook rules)
{
    private const string Office = "Office";
    private const string Committee = "Committee";

    // One act asks the same twice, and the desk for a page of matters.
    private readonly Dictionary<string, IReadOnlyList<HandedDownPower>> _asked = [];

    /// <summary>Powers of a category that the town around a place has on a day.</summary>
    public async Task<IReadOnlyList<HandedDownPower>> InForceAsync(
        string? category, AreaCode place, DateOnly day, CancellationToken cancel) =>
        [.. (await BoundAsync(category, cancel)).Where(power => power.Holds(place, day))];

    /// <summary>
    /// Bodies in the order in which they are offered: the town's office first where the town decides.
    /// </summary>
    public async Task<IReadOnlyList<Body>> OrderAsync(
        IReadOnlyList<Body> bodies, string? category, AreaCode place, DateOnly day, CancellationToken cancel) =>
        await InForceAsync(category, place, day, cancel) is []
            ? bodies
            : [.. bodies.OrderBy(body => body.Kind == Office && body.Area.Contains(place) ? 0 : 1)];

    /// <param name="innerWords">The dispatcher's reason, where a setting lets it count.</param>
    public async Task<Refusal?> WhyNotAsync(
        Matter matter, Category? category, Body lead, string? innerWords, DateOnly day, CancellationToken cancel)
    {
        var rule = (await rules.OnAsync(day, cancel)).HandedDown;
        var bound = rule is HandedDownRule.Off || matter.IsErrand ? [] : await BoundAsync(category?.Code, cancel);
        if (bound is [])
        {
            return null;
        }

        var inForce = bound.FirstOrDefault(power => power.Holds(matter.AreaCode, day));
        return (inForce, lead) switch
        {
            ({ } power, _) when lead.Id == power.DepartmentId => OfDepartment(power, rule, innerWords),
            (_, { Kind: Committee }) => new(
                RefusalKind.Conflict, "matter.pushed-down", "A department's work is not pushed down to a community."),
            (null, { Kind: Office }) => NotHandedDown(bound[0]),
            _ => null,
        };
    }

    private static Refusal? OfDepartment(HandedDownPower power, HandedDownRule rule, string? innerWords) => rule switch
    {
        HandedDownRule.Refuse => new(
            RefusalKind.Conflict, "matter.handed-down",
            $"The town decides here: {power.Name} is handed down since {power.From:yyyy-MM-dd} by {power.Basis}.")
        {
            Details = Clause(power),
        },
        HandedDownRule.Warn when string.IsNullOrWhiteSpace(innerWords) => new(
            RefusalKind.Conflict, "matter.handed-down-warn",
            $"The town decides here: {power.Name} is handed down since {power.From:yyyy-MM-dd} by {power.Basis}. Choose the town, or say inside the office why the department has to.")
        {
            Details = Clause(power),
        },
        _ => null,
    };

    private static Refusal NotHandedDown(HandedDownPower power) => new(
        RefusalKind.Conflict, "matter.not-handed-down",
        $"On this day the town does not have the power {power.Name}; it is {power.Department}'s.")
    {
        Details = [power.Name, power.Department],
    };

    private static IReadOnlyList<string> Clause(HandedDownPower power) =>
        [power.Name, $"{power.From:yyyy-MM-dd}", power.Basis];

    private async Task<IReadOnlyList<HandedDownPower>> BoundAsync(string? category, CancellationToken cancel) =>
        category is null ? []
        : _asked.TryGetValue(category, out var known) ? known
        : _asked[category] = await powers.OfCategoryAsync(category, cancel);
}
