using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>隐患: what to keep an eye on, grid by grid, until it is gone.</summary>
[Access(Permission.Visit)]
internal sealed class HazardsModel(BandengDb db, KeepHazard keep, IAreas areas, IStringLocalizer<VisitsText> texts)
    : PageModel
{
    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Gone { get; set; }

    /// <summary>How many clauses were dropped at the door.</summary>
    [BindProperty(SupportsGet = true)]
    public int Dropped { get; set; }

    [BindProperty]
    public HazardInput Input { get; set; } = new();

    public IReadOnlyList<Hazard> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string?> Words { get; private set; } = new Dictionary<Guid, string?>();

    public IReadOnlyList<AreaName> Grids { get; private set; } = [];

    public sealed class HazardInput
    {
        public Guid Id { get; set; }

        public string? Grid { get; set; }

        public string? Kind { get; set; }

        public string? Words { get; set; }
    }

    public string Name(AreaCode area) => _names.GetValueOrDefault(area)?.FullName ?? area.ToString();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input.Id = Guid.CreateVersion7();
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var isGrid = AreaCode.TryParse(Input.Grid, out var grid);
        var faults = KeepHazard.Faults(Input.Kind, Input.Words);
        if (!isGrid || faults.Count > 0)
        {
            return await AgainAsync(isGrid ? faults : [VisitRefusals.Invalid("hazard.grid"), .. faults], cancel);
        }

        return (await keep.FindAsync(Input.Id, grid, Input.Kind, Input.Words, HttpContext.Viewer(), cancel))
            .TryGet(out var found, out var refusal)
            ? LocalRedirect("/registry/hazards" + (found.Dropped.Count > 0 ? $"?dropped={found.Dropped.Count}" : ""))
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostSettleAsync(Guid hazard, long version, CancellationToken cancel) =>
        (await keep.SettleAsync(hazard, version, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal)
            ? LocalRedirect("/registry/hazards")
            : await RefusedAsync(refusal, cancel);

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel) =>
        refusal.Kind is RefusalKind.NotFound ? NotFound() : await AgainAsync([refusal], cancel);

    private async Task<IActionResult> AgainAsync(IReadOnlyList<Refusal> faults, CancellationToken cancel)
    {
        ModelState.RefuseAll(faults, fault => fault.Code switch
        {
            "hazard.grid" => "Input.Grid",
            "hazard.kind-unknown" => "Input.Kind",
            "hazard.words-long" or "hazard.not-held" => "Input.Words",
            _ => "",
        }, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var own = HttpContext.Viewer().PostsWith(Permission.Visit).Select(post => post.Area).Distinct().ToList();
        AreaCode? only = AreaCode.TryParse(Area, out var asked) ? asked : null;
        var rows = new List<Hazard>();
        foreach (var area in own)
        {
            var (first, last) = (AreaCode.FromValue(area.Range.First), area.Range.Last);
            rows.AddRange(await db.Hazards.FromSqlRaw("select * from hazards where area_code between {0} and {1}", first.Value, last).AsNoTracking()
                .Where(one => (one.SettledOn != null) == Gone)
                .OrderByDescending(one => one.FoundOn).Take(300).ToListAsync(cancel));
        }

        Rows = [.. rows.DistinctBy(one => one.Id).Where(one => only is null || only.Value.Contains(one.AreaCode))];
        Words = await db.TextsAsync([.. Rows.Select(one => one.TextId)], cancel);
        var grids = new List<AreaName>();
        foreach (var area in own)
        {
            grids.AddRange(
                area.Level is AreaLevel.Village
                    ? await areas.ChildrenAsync(area, cancel)
                    : (await areas.NamesAsync([area], cancel)).Values);
        }

        Grids = [.. grids.DistinctBy(one => one.Code)];
        _names = await areas.NamesAsync(Rows.Select(one => one.AreaCode), cancel);
    }
}
