using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Pairs.UseCases;

/// <summary>Whom or what somebody names for a slot.</summary>
internal sealed class FindSide(IPeople people, IBodies bodies, AreaBook areas)
{
    private AreaCode? _loaded;

    /// <param name="near">Where the pair is: names are looked for in the county around it.</param>
    public async Task<Result<FoundSide>> RunAsync(
        SlotHolder holder, string typed, AreaCode near, CancellationToken cancel)
    {
        var county = County(near);
        switch (holder)
        {
            case SlotHolder.Person:
                return (await people.MeantAsync(typed, county, cancel)).TryGet(out var person, out var nobody)
                    ? new FoundSide(person.Id, null, null) : nobody with { Details = [typed] };
            case SlotHolder.Body:
                return (await bodies.MeantAsync(typed, near, cancel)).TryGet(out var body, out var none)
                    ? new FoundSide(null, body.Id, null) : none with { Details = [typed] };
            default:
                return await AreaAsync(typed, county, near, cancel);
        }
    }

    public static AreaCode County(AreaCode area)
    {
        while (area.Level > AreaLevel.County && area.Parent is { } parent)
        {
            area = parent;
        }

        return area;
    }

    private async Task<Result<FoundSide>> AreaAsync(
        string typed, AreaCode county, AreaCode own, CancellationToken cancel)
    {
        if (_loaded != county)
        {
            await areas.LoadAsync(county, cancel);
            _loaded = county;
        }

        var isCode = AreaCode.TryParse(typed, out _);
        var found = areas.Find(new(isCode ? typed : "", "", isCode ? "" : typed, "", "", ""), out _);
        return found is { Level: AreaLevel.Village } area && area != own
            ? new FoundSide(null, null, area)
            : new Refusal(RefusalKind.Invalid, "pair.area", "There is no such village or community here.") { Details = [typed] };
    }
}
