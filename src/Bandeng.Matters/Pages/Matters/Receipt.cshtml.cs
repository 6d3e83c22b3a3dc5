using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Matters;

/// <summary>回执: a slip of paper for who came to the counter, with the code, who has it and whom to ask.</summary>
[OpenToAll]
internal sealed class ReceiptModel(ReceiptOfMatter receipts) : PageModel
{
    public Receipt Receipt { get; private set; } = null!;

    /// <summary>Where the code on the slip leads.</summary>
    public string CodeLink => FindLink.Of(Request, Receipt.Code);

    public async Task<IActionResult> OnGetAsync(Guid matterId, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await receipts.FindAsync(matterId, SecretOfMatter.In(Request, matterId), HttpContext.Viewer(), cancel)
            is not { } receipt)
        {
            return NotFound();
        }

        Receipt = receipt;
        return Page();
    }
}
