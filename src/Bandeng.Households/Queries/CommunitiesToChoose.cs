using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Households.Queries;

/// <summary>The communities inside areas, for a form that asks for one.</summary>
internal sealed class CommunitiesToChoose(IAreas areas)
{
    private const int Most = 300;

    public async Task<IReadOnlyList<AreaName>> OfAsync(IEnumerable<AreaCode> within, CancellationToken cancel)
    {
        var found = new List<AreaName>();
        var open = new Queue<AreaCode>(within.Distinct());
        while (open.TryDequeue(out var area) && found.Count < Most)
        {
            if (area.Level >= AreaLevel.Village)
            {
                found.AddRange((await areas.NamesAsync([area.Community], cancel)).Values);
                continue;
            }

            foreach (var child in await areas.ChildrenAsync(area, cancel))
            {
                open.Enqueue(child.Code);
            }
        }

        return [.. found.DistinctBy(one => one.Code)];
    }
}
