using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Matters;

/// <summary>Says for what, and sees a raiser's number for a minute.</summary>
[Access]
internal sealed class ContactModel(SeeContact see) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid MatterId { get; set; }

    /// <summary>Whose number: an enquiry code; null for the raiser's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    public SeeContact.Seen? Seen { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>The question what for. A number is never shown by an address alone.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // Nothing is opened without a purpose: what is refused says only whether this person may ask.
        (await see.RunAsync(MatterId, Code, purpose: null, HttpContext.Viewer(), cancel))
            .TryGet(out _, out var refusal);
        return refusal?.Code == "contact.purpose" ? Page() : Refused(refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await see.RunAsync(MatterId, Code, Purpose, HttpContext.Viewer(), cancel);
        if (!result.TryGet(out var seen, out var refusal))
        {
            return Refused(refusal);
        }

        Seen = seen;
        Response.Hide(StatedPurpose.Seconds, $"/matters/{MatterId}");
        return Page();
    }

    private IActionResult Refused(Refusal? refusal)
    {
        if (refusal is null or { Kind: RefusalKind.NotFound })
        {
            return NotFound();
        }

        Refusal = refusal;
        Response.StatusCode = refusal.ToProblem().StatusCode;
        return Page();
    }
}
