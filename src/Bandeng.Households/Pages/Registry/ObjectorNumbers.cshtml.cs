using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>The telephone of who objected, for a stated purpose, for a minute.</summary>
[Access(Permission.OpenNumbers)]
[ResponseCache(NoStore = true)]
internal sealed class ObjectorNumbersModel(OpenObjector open) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    public Guid PlanId { get; private set; }

    public OpenedObjector? Opened { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if ((await open.RunAsync(Id, Purpose, HttpContext.Viewer(), cancel)).TryGet(out var opened, out var refusal))
        {
            Opened = opened;

            // After a minute the page asks again, without the number.
            Response.Headers["Refresh"] = $"{OpenObjector.Seconds}; url=/registry/objections/{Id}/numbers";
            return Page();
        }

        Refusal = refusal;
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await open.FindAsync(Id, HttpContext.Viewer(), cancel) is not { } objection)
        {
            return false;
        }

        PlanId = objection.PlanId;
        return true;
    }
}
