using Bandeng.Kernel;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Territory.Pages.Areas;

/// <summary>One area: what lies inside, what it was called.</summary>
[OpenToAll]
internal sealed class DetailsModel(AreaDetails details, IAreas areas) : PageModel
{
    public AreaDetail Detail { get; private set; } = null!;

    public IReadOnlyList<AreaName> Children { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!(await details.RunAsync(code, cancel)).TryGet(out var detail, out _))
        {
            return NotFound();
        }

        Detail = detail;
        Children = await areas.ChildrenAsync(detail.Area.Code, cancel);
        return Page();
    }
}
