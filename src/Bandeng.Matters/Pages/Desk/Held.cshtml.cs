using Bandeng.Kernel;
using Bandeng.Matters.Held;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>
/// 待核: letters of a flood wait here until somebody lets them in or declines them, one by one or all at once.
/// </summary>
[Access(Permission.DispatchMatters)]
internal sealed class HeldModel(ListHeld list, SettleLetters settle, DeskNames names) : PageModel
{
    /// <summary>Only what belongs together with this letter; null: a line for each flood.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? With { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<HeldLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public DeskNames.Names Names { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostLetInAsync(Guid id, bool alike, CancellationToken cancel) =>
        await AfterAsync(await settle.LetInAsync(id, alike, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostDeclineAsync(
        Guid id, bool alike, string? reason, CancellationToken cancel) =>
        await AfterAsync(await settle.DeclineAsync(id, alike, reason, HttpContext.Viewer(), cancel), cancel);

    private async Task<IActionResult> AfterAsync(Result<SettleLetters.Settled> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect(With is { } with ? $"/desk/held?with={with}" : "/desk/held");
        }

        Refusal = refusal;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        (Lines, Next) = await list.RunAsync(With, After, ListHeld.PageSize, HttpContext.Viewer(), cancel);
        Names = await names.OfAsync(Lines.Select(line => line.Area), [], cancel);
    }
}
