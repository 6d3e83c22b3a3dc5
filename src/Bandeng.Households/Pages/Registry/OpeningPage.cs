using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>What is closed about somebody, opened for a stated purpose, for a minute.</summary>
internal abstract class OpeningPage<TOpened> : PageModel
    where TOpened : class
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    public TOpened? Opened { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if ((await OpenAsync(cancel)).TryGet(out var opened, out var refusal))
        {
            Opened = opened;

            // After a minute the page asks again, without the number.
            Response.Hide(StatedPurpose.Seconds, Request.Path);
            return Page();
        }

        Refusal = refusal;
        return Page();
    }

    /// <summary>Reads what the page says besides; false: the viewer may not know of it.</summary>
    protected abstract Task<bool> ReadAsync(CancellationToken cancel);

    protected abstract Task<Result<TOpened>> OpenAsync(CancellationToken cancel);
}
