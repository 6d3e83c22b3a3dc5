using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Visits.Pages.Conditions;

/// <summary>The files of the grids that the reader may open.</summary>
[Access(Permission.ReadHouseholds, Permission.PlanVisits)]
internal sealed class FilesModel(IAreas areas) : PageModel
{
    private const int Most = 400;

    public IReadOnlyList<(AreaName Community, IReadOnlyList<AreaName> Grids)> Communities { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        var open = new Queue<AreaCode>(
            viewer.PostsWith(Permission.ReadHouseholds)
                .Concat(viewer.PostsWith(Permission.PlanVisits)).Select(post => post.Area).Distinct());
        var found = new Dictionary<AreaCode, (AreaName, IReadOnlyList<AreaName>)>();
        while (open.TryDequeue(out var area) && found.Count < Most)
        {
            if (area.Level >= AreaLevel.Village)
            {
                var names = await areas.NamesAsync([area.Community, area], cancel);
                if (names.TryGetValue(area.Community, out var community) && !found.ContainsKey(area.Community))
                {
                    found[area.Community] = (community, area.Level is AreaLevel.Village
                        ? await areas.ChildrenAsync(area, cancel) : [.. names.Values.Where(one => one.Code == area)]);
                }

                continue;
            }

            foreach (var child in await areas.ChildrenAsync(area, cancel))
            {
                open.Enqueue(child.Code);
            }
        }

        Communities = [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }
}
