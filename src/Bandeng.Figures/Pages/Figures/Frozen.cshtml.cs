using Bandeng.Figures.Frozen;
using Bandeng.Figures.Queries;
using Bandeng.Figures.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>The frozen months, and the form that freezes one.</summary>
[Access(Permission.ReadFigures)]
internal sealed class FrozenModel(FrozenMonths months, FreezeMonth freeze, IAreas areas, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    public IReadOnlyList<FrozenMonth> Months { get; private set; } = [];

    /// <summary>Where the viewer may freeze.</summary>
    public IReadOnlyList<AreaChoice> MayFreeze { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    public string Name(AreaCode code) => _names.TryGetValue(code, out var name) ? name.FullName : code.ToString();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        var own = viewer.PostsWith(Permission.RuleOnReturns).Select(post => post.Area).Distinct().ToList();
        Months = await months.AllAsync(viewer, cancel);
        _names = await areas.NamesAsync(Months.Select(month => month.AreaCode).Concat(own).Distinct(), cancel);
        MayFreeze = [.. own.Select(code => new AreaChoice(code, Name(code)))];
        Month ??= Period.Around(PeriodKind.Month, ChinaTime.DayOf(clock.GetUtcNow())).Before().ToString();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        _ = AreaCode.TryParse(Area, out var area);
        var result = area == default
            ? new Refusal(RefusalKind.Invalid, "figures.scope", "There is no such area or body.")
            : await freeze.RunAsync(area, Month ?? "", HttpContext.Viewer(), cancel);
        if (result.TryGet(out var frozen, out var refusal))
        {
            return LocalRedirect($"/figures/frozen/{frozen.Month}?area={frozen.AreaCode}");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
