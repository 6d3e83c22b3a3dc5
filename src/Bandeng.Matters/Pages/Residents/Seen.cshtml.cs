using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>谁看过我的电话: for who raised or joined the matter, by sign-in or by the secret link.</summary>
[OpenToAll]
internal sealed class SeenModel(WhoSawMyNumber seen) : PageModel
{
    public Guid MatterId { get; private set; }

    public IReadOnlyList<ContactSeen> Looks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid matterId, CancellationToken cancel)
    {
        if (await seen.FindAsync(matterId, SecretOfMatter.In(Request, matterId), HttpContext.Viewer(), cancel)
            is not { } looks)
        {
            return NotFound();
        }

        (MatterId, Looks) = (matterId, looks);
        return Page();
    }
}
