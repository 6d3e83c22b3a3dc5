using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Exchange.Pages.Exchange;

/// <summary>对接: the platforms, what is in hand of theirs, and what waits or is stuck.</summary>
[Access(Permission.DispatchMatters, Permission.ManageRules)]
internal sealed class IndexModel(Platforms.Platforms platforms, CountExchange counts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? PushUrl { get; set; }

    [BindProperty]
    public string? PushKey { get; set; }

    public IReadOnlyList<Platform> Platforms { get; private set; } = [];

    public IReadOnlyDictionary<Guid, ExchangeCount> Counts { get; private set; } =
        new Dictionary<Guid, ExchangeCount>();

    public Refusal? Refusal { get; private set; }

    public Platforms.Platforms.Registered? Registered { get; private set; }

    public bool MayRegister => HttpContext.Viewer().May(Permission.ManageRules);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Platforms = await platforms.ListAsync(HttpContext.Viewer(), cancel);
        Counts = await counts.RunAsync(Platforms, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        var result = AreaCode.TryParse(Area?.Trim(), out var area)
            ? await platforms.RegisterAsync(new(Code, Name, area, PushUrl, PushKey), HttpContext.Viewer(), cancel)
            : new Refusal(RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.");
        _ = result.TryGet(out var registered, out var refusal);
        (Registered, Refusal) = (registered, refusal);
        if (registered is not null)
        {
            (Code, Name, Area, PushUrl, PushKey) = (null, null, null, null, null);
            ModelState.Clear();
        }

        await OnGetAsync(cancel);
        return Page();
    }
}
