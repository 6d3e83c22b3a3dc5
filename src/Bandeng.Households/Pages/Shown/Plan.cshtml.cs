using Bandeng.Households.Grids;
using Bandeng.Households.Objecting;
using Bandeng.Households.Pages.Registry;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Territory;
using Bandeng.Territory.Maps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Pages.Shown;

/// <summary>
/// 公示: a plan as everyone sees it, what was answered to objections, and what was decided. No person stands on it.
/// </summary>
[OpenToAll]
internal sealed class PlanModel(BandengDb db, IAreas areas, ReadObjections objections, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public GridPlan Plan { get; private set; } = null!;

    public GridShowing Showing { get; private set; } = null!;

    public ShownPlan Shown { get; private set; } = null!;

    public AreaName? Community { get; private set; }

    public IReadOnlyList<PublicObjection> Objections { get; private set; } = [];

    /// <summary>Why it was taken back.</summary>
    public string? Reason { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool IsOpen => Showing.IsOpen(Today);

    /// <summary>When the last day ends.</summary>
    public DateTimeOffset Until => ChinaTime.ToInstant(Showing.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue));

    public IEnumerable<(DateTimeOffset At, string Building, ObjectionState State, string? Answer)> Answered =>
        Objections
        .Where(one => one.State is ObjectionState.Accepted or ObjectionState.Refused)
        .Select(one => (one.AnsweredAt!.Value, NameOf(one.BuildingId), one.State, one.Answer));

    public GridDrawing Proposed => Drawing([.. Shown.Grids.Select(grid => (grid.Id, grid.Outline))]);

    public GridDrawing Before => Drawing([.. Shown.Today.Select((part, i) => (i + 1, part.Outline))]);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var showing = await db.Showings.AsNoTracking().Where(one => one.PlanId == Id)
            .OrderByDescending(one => one.ShownAt).FirstOrDefaultAsync(cancel);
        if (showing is null)
        {
            return NotFound();
        }

        (Showing, Shown) = (showing, ShownPlan.Of(showing.Shown));
        Plan = await db.Plans.AsNoTracking().SingleAsync(one => one.Id == Id, cancel);
        Community = (await areas.NamesAsync([showing.AreaCode], cancel)).GetValueOrDefault(showing.AreaCode);
        Objections = await objections.PublicAsync(Id, cancel);
        Reason = showing.ReasonId is { } reason ? await db.TextAsync(reason, cancel) : null;
        return Page();
    }

    public string NamesIn(ShownGrid grid) =>
        string.Join("、", Shown.Buildings.Where(one => one.Grid == grid.Id).Select(one => one.Name)
            .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal));

    private string NameOf(Guid? building) => Shown.Buildings.FirstOrDefault(one => one.Id == building)?.Name ?? "";

    private GridDrawing Drawing(IReadOnlyList<(int Id, string Outline)> parts) => new(
        [.. parts.Select(part => (part.Id, GeoJson.Read(part.Outline)))],
        [.. Shown.Buildings.Select(one => (one.Id, one.Name, one.Grid, GeoJson.Read(one.Place)))]);
}
