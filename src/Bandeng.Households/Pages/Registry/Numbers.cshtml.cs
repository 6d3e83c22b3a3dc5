using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A resident's numbers, for a stated purpose, for a minute.</summary>
[Access(Permission.OpenNumbers)]
[ResponseCache(NoStore = true)]
internal sealed class NumbersModel(OpenNumbers open) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    public string Name { get; private set; } = "";

    public Guid Door { get; private set; }

    public OpenedNumbers? Opened { get; private set; }

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
            Response.Headers["Refresh"] = $"{OpenNumbers.Seconds}; url=/registry/residents/{Id}/numbers";
            return Page();
        }

        Refusal = refusal;
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await open.NameAsync(Id, HttpContext.Viewer(), cancel) is not var (name, door))
        {
            return false;
        }

        (Name, Door) = (name, door);
        return true;
    }
}
