using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>What the forms of a matter's acts offer to choose from; a list is empty when no act asks for it.</summary>
internal sealed record ActOptions(
    IReadOnlyList<Body> Bodies, IReadOnlyList<Member> Members, IReadOnlyList<MatterLine> Targets,
    IReadOnlyList<Category> Categories, IReadOnlyList<AreaName> Areas)
{
    /// <summary>
    /// By which powers the town decides here today, so that it is proposed instead of the department.
    /// </summary>
    public IReadOnlyList<HandedDownPower> HandedDown { get; init; } = [];

    /// <summary>
    /// Which body is chosen already: the town's where it decides, else whose duty the category names.
    /// </summary>
    public Guid? Proposed(Category? category) =>
        HandedDown is [] ? Bodies.FirstOrDefault(body => body.Name == category?.DutyBody)?.Id
        : Bodies is [{ Kind: "Office" } town, ..] ? town.Id : null;
}

/// <summary>Looks up what the open acts of a matter need to be chosen from.</summary>
internal sealed class ActChoices(
    IBodies bodies, IAreas areas, Catalogue catalogue, EarlierMatters nearby, HandedDownGuard handedDown,
    TimeProvider clock)
{
    public async Task<ActOptions> ForAsync(MatterSheet sheet, Viewer viewer, CancellationToken cancel)
    {
        var needs = sheet.Acts.SelectMany(arrow => arrow.Needs).ToHashSet();
        var area = sheet.Area?.Code;
        return new(
            area is { } here && needs.Contains(Need.Body) ? await BodiesAsync(here, sheet.Category, cancel) : [],
            sheet.Body is { } body && needs.Contains(Need.Person) ? await bodies.MembersAsync(body.Id, cancel) : [],
            area is { } near && needs.Contains(Need.Target)
                ? await nearby.NearbyAsync(sheet.Id, near, sheet.Category?.Code, viewer, cancel)
                : [],
            needs.Contains(Need.Correction) ? await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel) : [],
            needs.Contains(Need.Correction) ? await AroundAsync(area, cancel) : [])
        {
            HandedDown = area is { } place && needs.Contains(Need.Body)
                ? await handedDown.InForceAsync(sheet.Category?.Code, place, ChinaTime.DayOf(clock.GetUtcNow()), cancel)
                : [],
        };
    }

    // Nearest first, but whose duty this kind of matter usually is comes before everybody.
    private async Task<IReadOnlyList<Body>> BodiesAsync(AreaCode area, Category? category, CancellationToken cancel) =>
        await handedDown.OrderAsync(
            [.. (await bodies.HandlingAsync(area, cancel)).OrderBy(body => body.Name == category?.DutyBody ? 0 : 1)],
            category?.Code, area, ChinaTime.DayOf(clock.GetUtcNow()), cancel);

    // A wrong place is mostly next door; what is 待定位 goes down step by step.
    private async Task<IReadOnlyList<AreaName>> AroundAsync(AreaCode? area, CancellationToken cancel)
    {
        if (area is not { } here || here == default)
        {
            return await areas.ChildrenAsync((await areas.HomeAsync(cancel)).Code, cancel);
        }

        var inside = await areas.ChildrenAsync(here, cancel);
        var beside = here.Parent is { } parent ? await areas.ChildrenAsync(parent, cancel) : [];
        return [.. inside, .. beside.Where(other => other.Code != here)];
    }
}
