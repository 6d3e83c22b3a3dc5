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

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        AreaCode.TryParse(Input.Grid, out var grid)
        ? await AnswerAsync(
            await keep.FindAsync(Input.Id, grid, Input.Kind, Input.Words, HttpContext.Viewer(), cancel), cancel)
        : NotFound();

    public async Task<IActionResult> OnPostSettleAsync(Guid hazard, long version, CancellationToken cancel) =>
        await AnswerAsync(await keep.SettleAsync(hazard, version, HttpContext.Viewer(), cancel), cancel);

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/registry/hazards");
        }

        if (refusal.Kind is RefusalKind.NotFound)
        {
            return NotFound();
        }

        ModelState.Refuse("Input.Words", refusal, texts);
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
