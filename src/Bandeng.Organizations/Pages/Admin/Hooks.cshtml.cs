using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>Which other systems are called, and the form that adds one.</summary>
[Access(Permission.ManageRules)]
internal sealed class HooksModel(Leaving leaving, RegisterHook register) : FormPage
{
    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.");

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? Kinds { get; set; }

    public IReadOnlyList<HookRow> Hooks { get; private set; } = [];

    /// <summary>What was registered a moment ago, with the secret that is shown this once.</summary>
    public RegisterHook.Registered? Registered { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        Hooks = await leaving.HooksAsync(HttpContext.Viewer(), cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        var result = AreaCode.TryParse(Area?.Trim(), out var area)
            ? await register.RunAsync(Name, Address, area, Kinds, HttpContext.Viewer(), cancel)
            : Unreadable;
        _ = result.TryGet(out var registered, out var refusal);
        (Registered, Refusal) = (registered, refusal);
        await OnGetAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        if ((await register.EndAsync(id, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/hooks");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }

    protected override string? FieldOf(string code) => code switch
    {
        "hook.name" => nameof(Name),
        "hook.url" or "hook.inside" => nameof(Address),
        "hook.kinds" => nameof(Kinds),
        _ => nameof(Area),
    };
}
