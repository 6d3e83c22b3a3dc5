using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.UseCases;

/// <summary>更正: category, type or place were wrong; the trail keeps what stood there before.</summary>
internal sealed class CorrectMatter(IAreas areas, IBodies bodies, Catalogue catalogue) : IMatterAct
{
    private static readonly Refusal Elsewhere = new(
        RefusalKind.Forbidden, "act.area-elsewhere",
        "That place is another office's: send the matter up to the level that sees both.");

    private static readonly Refusal NotServed = new(
        RefusalKind.Conflict, "act.area-not-served",
        "The body that has it does not serve that place: take the dispatch back first.");

    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Correct];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        var (matter, request) = (act.Matter, act.Request);
        if (request.Category is not null
            && await catalogue.FindAsync(request.Category, ChinaTime.DayOf(act.Now), cancel) is null)
        {
            return new Refusal(RefusalKind.Invalid, "category.unknown", "There is no such category today.");
        }

        if (request.Area is not null)
        {
            if (!AreaCode.TryParse(request.Area, out var area)
                || !(await areas.NamesAsync([area], cancel)).ContainsKey(area))
            {
                return new Refusal(RefusalKind.Invalid, "area.unknown", "There is no such place.");
            }

            if (await WhyNotAsync(act, area, cancel) is { } no)
            {
                return no;
            }

            act.Facts["areaBefore"] = matter.AreaCode;
            act.Facts["area"] = area;
            matter.Place(area, null, null);
        }

        act.Facts["categoryBefore"] = matter.CategoryCode;
        act.Facts["typeBefore"] = matter.RequestType.ToString();
        matter.Sort(request.Category, request.RequestType);
        act.Facts["category"] = matter.CategoryCode;
        act.Facts["type"] = matter.RequestType.ToString();
        return null;
    }

    // Whoever moves a matter still has it afterwards: nothing is put before another office's door. And whoever has it
    // in hand was chosen for a place that they serve.
    private async Task<Refusal?> WhyNotAsync(Act act, AreaCode area, CancellationToken cancel) =>
        !act.By.IsSystem && !act.By.May(Permission.DispatchMatters, area) ? Elsewhere
        : act.Matter.BodyId is { } body && act.Matter.AreaCode.Community != area.Community
            && (await bodies.HandlingAsync(area, cancel)).All(one => one.Id != body) ? NotServed
        : null;
}
