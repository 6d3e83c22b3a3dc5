using Bandeng.Kernel;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Territory.Pages.Areas;

/// <summary>One area: what lies inside, what it was called.</summary>
[OpenToAll]
internal sealed class DetailsModel(
    AreaDetails details, IAreas areas, IEnumerable<IAreaDesk> desks, IEnumerable<IAreaNews> newsOfModules) : PageModel
{
    public AreaDetail Detail { get; private set; } = null!;

    public IReadOnlyList<AreaName> Children { get; private set; } = [];

    /// <summary>What is laid before everyone here.</summary>
    public IReadOnlyList<AreaNews> News { get; private set; } = [];

    /// <summary>Where the viewer may draw the outline; null where they may not.</summary>
    public string? OutlineAddress =>
        desks.Select(desk => desk.OutlineAddress(HttpContext.Viewer(), Detail.Area.Code))
            .FirstOrDefault(address => address is not null);

    /// <summary>Where the viewer may merge it into another; null where they may not.</summary>
    public string? MergeAddress =>
        desks.Select(desk => desk.MergeAddress(HttpContext.Viewer(), Detail.Area.Code))
            .FirstOrDefault(address => address is not null);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!(await details.RunAsync(code, cancel)).TryGet(out var detail, out _))
        {
            return NotFound();
        }

        Detail = detail;
        Children = await areas.ChildrenAsync(detail.Area.Code, cancel);
        News = await newsOfModules.AllAsync(detail.Area.Code, cancel);
        return Page();
    }
}
