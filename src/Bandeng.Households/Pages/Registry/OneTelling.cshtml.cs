using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>What a household told beside what is on file: taken, or given back with a reason.</summary>
[Access(Permission.KeepHouseholds)]
internal sealed class OneTellingModel(ReadTellings read, DecideTelling decide) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public Guid? Into { get; set; }

    [BindProperty]
    public List<Guid> Leaving { get; set; } = [];

    public TellingSheet Sheet { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) =>
        (await decide.TakeAsync(new(Id, Version, Into, Leaving), HttpContext.Viewer(), cancel))
            .TryGet(out var door, out var refusal)
            ? LocalRedirect($"/registry/doors/{door}")
            : await RefusedAsync(refusal, cancel);

    public async Task<IActionResult> OnPostReturnAsync(TellingReason reason, CancellationToken cancel) =>
        (await decide.ReturnAsync(Id, Version, reason, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal)
            ? LocalRedirect("/registry/tellings")
            : await RefusedAsync(refusal, cancel);

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel)
    {
        Refusal = refusal;
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await read.SheetAsync(Id, cancel) is not { } sheet
            || !HttpContext.Viewer().May(Permission.KeepHouseholds, sheet.Row.AreaCode))
        {
            return false;
        }

        Sheet = sheet;
        return true;
    }
}
