using Bandeng.Kernel;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>我的: what I raised or joined within a year, what waits for me first.</summary>
[Access]
internal sealed class MyModel(MyMatters matters) : PageModel
{
    public IReadOnlyList<MyMatter> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Mine = await matters.OfAsync(HttpContext.Viewer().PersonId!.Value, cancel);
}
