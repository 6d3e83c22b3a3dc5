using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Held;

/// <summary>我的信息: what is held about the reader; consent is taken back, what may be erased is.</summary>
[Access]
[ResponseCache(NoStore = true)]
internal sealed class HeldModel(HeldOfPerson held, IPeople people, IStringLocalizer<NeedsText> texts) : PageModel
{
    public HeldPerson Person { get; private set; } = null!;

    public IReadOnlyList<HeldSection> Sections { get; private set; } = [];

    public bool IsKnown => Person.ResidentIds.Count > 0;

    /// <summary>They signed in by a code and have told no name.</summary>
    public bool IsNameless { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid need, CancellationToken cancel)
    {
        if ((await held.WithdrawAsync(need, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/my/held");
        }

        return refusal.Kind is RefusalKind.NotFound ? NotFound() : await AgainAsync("", refusal, cancel);
    }

    public async Task<IActionResult> OnPostEraseAsync(List<string> sections, bool sure, CancellationToken cancel)
    {
        var erased = sure
            ? await held.EraseAsync(sections, HttpContext.Viewer(), cancel)
            : NeedRefusals.Invalid("held.sure");
        return erased.TryGet(out _, out var refusal)
            ? LocalRedirect("/my/held")
            : await AgainAsync("sure", refusal, cancel);
    }

    private async Task<IActionResult> AgainAsync(string field, Refusal refusal, CancellationToken cancel)
    {
        ModelState.Refuse(field, refusal, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Person = await held.WhoAsync(HttpContext.Viewer(), cancel);
        Sections = await held.ReadAsync(Person, cancel);
        IsNameless = Organizations.Person.IsNameless(
            (await people.NamesAsync([Person.PersonId], cancel)).GetValueOrDefault(Person.PersonId));
    }
}
