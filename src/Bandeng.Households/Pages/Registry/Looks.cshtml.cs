using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>谁看过我的号码: every look at the reader's numbers, with its purpose.</summary>
[Access]
internal sealed class LooksModel(LooksAtMe looks) : PageModel
{
    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Looks = HttpContext.Viewer().PersonId is { } person ? await looks.RunAsync(person, cancel) : [];
}
