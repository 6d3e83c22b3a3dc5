using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Matters;

/// <summary>告知单: on one sheet of A4, why a matter is not dealt with here and who does.</summary>
[OpenToAll]
internal sealed class SlipModel(SlipOfMatter slips) : PageModel
{
    public Slip Slip { get; private set; } = null!;

    /// <summary>Where the code on the slip leads; null where it has none.</summary>
    public string? CodeLink => Slip.Code is { } code ? FindLink.Of(Request, code) : null;

    public async Task<IActionResult> OnGetAsync(Guid matterId, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await slips.FindAsync(matterId, SecretOfMatter.In(Request, matterId), HttpContext.Viewer(), cancel)
            is not { } slip)
        {
            return NotFound();
        }

        Slip = slip;
        return Page();
    }
}
