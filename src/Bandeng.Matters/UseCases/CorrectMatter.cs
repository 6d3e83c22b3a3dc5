using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Territory;

namespace Bandeng.Matters.UseCases;

/// <summary>更正: category, type or place were wrong; the trail keeps what stood there before.</summary>
internal sealed class CorrectMatter(IAreas areas, Catalogue catalogue) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } = [MatterAction.Correct];

    public async Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        var (matter, request) = (act.Matter, act.Request);
        if (request.Category is not null && await catalogue.FindAsync(request.Category, ChinaTime.DayOf(act.Now), cancel) is null)
        {
            return new Refusal(RefusalKind.Invalid, "category.unknown", "There is no such category today.");
        }

        if (request.Area is not null)
        {
            if (!AreaCode.TryParse(request.Area, out var area) || !(await areas.NamesAsync([area], cancel)).ContainsKey(area))
            {
                return new Refusal(RefusalKind.Invalid, "area.unknown", "There is no such place.");
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
}
