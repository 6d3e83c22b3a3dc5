using Bandeng.Households.Needs.Acts;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Needs;

/// <summary>What people say is wrong about them, beside what is on file.</summary>
[Access(Permission.KeepNeeds)]
[ResponseCache(NoStore = true)]
internal sealed class CorrectionsModel(DecideCorrection decide, IStringLocalizer<NeedsText> texts) : PageModel
{
    public IReadOnlyList<CorrectionCard> Cards { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Cards = await decide.WaitingAsync(HttpContext.Viewer(), cancel);

    public Task<IActionResult> OnPostTakeAsync(Guid id, long version, string? answer, CancellationToken cancel) =>
        DecideAsync(id, version, true, answer, cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, long version, string? answer, CancellationToken cancel) =>
        DecideAsync(id, version, false, answer, cancel);

    private async Task<IActionResult> DecideAsync(
        Guid id, long version, bool take, string? answer, CancellationToken cancel)
    {
        if ((await decide.RunAsync(id, version, take, answer, HttpContext.Viewer(), cancel))
            .TryGet(out _, out var refusal))
        {
            return LocalRedirect("/registry/corrections");
        }

        if (refusal.Kind is RefusalKind.NotFound)
        {
            return NotFound();
        }

        ModelState.Refuse($"answer-{id}", refusal, texts);
        await OnGetAsync(cancel);
        return Page();
    }
}
