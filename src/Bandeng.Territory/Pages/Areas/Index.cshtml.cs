using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Territory.Pages.Areas;

/// <summary>Where the tree of areas begins.</summary>
[OpenToAll]
internal sealed class IndexModel(IAreas areas) : PageModel
{
    public IReadOnlyList<AreaName> Provinces { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Provinces = await areas.ChildrenAsync(default, cancel);
}
