using Bandeng.Households.Grids;
using Bandeng.Households.Objecting;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// One proposal: a building is moved and the figures change; it is shown, objections are answered, then comes the
/// decision.
/// </summary>
[Access(Permission.DivideGrids)]
internal sealed class GridPlanPageModel(
    BandengDb db, DivideGrids divide, GridTable table, IAreas areas, ShowPlan show, ReadObjections objections,
    AnswerObjection answers,
    TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The building that was chosen on the map.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Building { get; set; }

    /// <summary>The grid that was chosen on the map.</summary>
    [BindProperty(SupportsGet = true)]
    public int? To { get; set; }

    public GridPlan Plan { get; private set; } = null!;

    public GridSheet? Sheet { get; private set; }

    public AreaName? Community { get; private set; }

    public Refusal? Refusal { get; private set; }

    [BindProperty]
    public long Version { get; set; }

    /// <summary>What is shown of it; null where it is not.</summary>
    public GridShowing? Showing { get; private set; }

    public IReadOnlyList<ObjectionCard> Objections { get; private set; } = [];

    public int Waiting => Objections.Count(one => one.Objection.State == ObjectionState.Open);

    /// <summary>The objection whose answer was refused, with what was typed.</summary>
    public ObjectionAnswer? Typed { get; private set; }

    /// <summary>The decision as it was typed.</summary>
    public GridDecision Decision { get; private set; } = new(null, null);

    /// <summary>Why it was adopted without having been shown.</summary>
    public string? NotShownWhy { get; private set; }

    public bool WasShown { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public string NameOf(Guid building) =>
        Sheet?.Land.Buildings.FirstOrDefault(one => one.Id == building)?.FullName ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMoveAsync(Guid building, int grid, CancellationToken cancel)
    {
        var moved = await divide.MoveAsync(Id, Version, building, grid, HttpContext.Viewer(), cancel);
        return moved.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}?building={building}#figures")
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostShowAsync(DateOnly? first, DateOnly? last, CancellationToken cancel)
    {
        var shown = await show.ShowAsync(Id, Version, first, last, HttpContext.Viewer(), cancel);
        return shown.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}")
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string? reason, CancellationToken cancel)
    {
        var taken = await show.TakeBackAsync(Id, Version, reason, HttpContext.Viewer(), cancel);
        return taken.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}")
            : await RefusedAsync(refusal, cancel);
    }

    /// <param name="state">The version of the objection that was looked at.</param>
    public async Task<IActionResult> OnPostAnswerAsync(
        Guid objection, long state, bool? accepted, string? words, bool same, CancellationToken cancel)
    {
        Typed = new(objection, state, accepted, words, same);
        var answered = await answers.RunAsync(Typed, HttpContext.Viewer(), cancel);
        return answered.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}#objections")
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostAdoptAsync(
        string? number, DateOnly? decidedOn, DateOnly? holdsFrom, string? notShownWhy, CancellationToken cancel)
    {
        Decision = new(number, decidedOn, holdsFrom) { NotShownWhy = notShownWhy };
        var adopted = await divide.AdoptAsync(Id, Version, Decision, HttpContext.Viewer(), cancel);
        return adopted.TryGet(out _, out var refusal)
            ? LocalRedirect($"/registry/grids/{Id}")
            : await RefusedAsync(refusal, cancel);
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel)
    {
        Refusal = refusal;
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, cancel);
        if (plan is null || !HttpContext.Viewer().May(Permission.DivideGrids, plan.AreaCode))
        {
            return false;
        }

        Plan = plan;
        Community = (await areas.NamesAsync([plan.AreaCode], cancel)).GetValueOrDefault(plan.AreaCode);
        Showing = await db.Showings.AsNoTracking()
            .SingleOrDefaultAsync(one => one.PlanId == Id && one.EndedAt == null, cancel);
        WasShown = await db.Showings.AnyAsync(one => one.PlanId == Id, cancel);
        Objections = await objections.OfPlanAsync(Id, cancel);
        NotShownWhy = plan.NotShownId is { } why ? await db.TextAsync(why, cancel) : null;
        Sheet = (await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out _) ? sheet : null;
        return true;
    }
}
