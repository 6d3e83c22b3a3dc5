using Bandeng.Figures.Frozen;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>A month as it was reported beside a recount of today, and the matters that changed since.</summary>
[Access(Permission.ReadFigures)]
internal sealed class FrozenMonthModel(FrozenMonths months, ScopeOfViewer scopes, FigureNames names, IAreas areas)
    : PageModel
{
    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    public string Month { get; private set; } = "";

    public string AreaName { get; private set; } = "";

    /// <summary>Null: this month is not frozen.</summary>
    public FrozenMonth? Frozen { get; private set; }

    public FigureScope Scope { get; private set; } = null!;

    public IReadOnlyList<FrozenAndNow> Figures { get; private set; } = [];

    public IReadOnlyList<ChangedMatter> Changed { get; private set; } = [];

    public string Place(AreaCode code) => _names.TryGetValue(code, out var name) ? name.FullName : code.ToString();

    public async Task<IActionResult> OnGetAsync(string month, string? area, CancellationToken cancel)
    {
        var read = await scopes.ReadAsync(new(area), HttpContext.Viewer(), cancel);
        if (!read.TryGet(out var scope, out var refusal))
        {
            return StatusCode(refusal.Kind is RefusalKind.Forbidden ? 403 : 400);
        }

        if (Period.Parse(month) is not { Kind: PeriodKind.Month })
        {
            return NotFound();
        }

        (Month, Scope, AreaName) = (month, scope, await names.AreaAsync(scope.Area, cancel));
        Frozen = await months.FindAsync(scope.Area, month, cancel);
        if (Frozen is not null)
        {
            Figures = await months.CompareAsync(Frozen, scope, cancel);
            Changed = await months.ChangedAsync(Frozen, cancel);
            _names = await areas.NamesAsync(Changed.Select(matter => matter.AreaCode).Distinct(), cancel);
        }

        return Page();
    }
}
