using Bandeng.Households.Queries;
using Bandeng.Households.Reaching;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Reach;

/// <summary>十五分钟生活圈: who lives outside the reach of what, and what if one stood there.</summary>
[Access(Permission.ReadHouseholds, Permission.PlanVisits)]
internal sealed class ReachModel(ReckonReach reckon, CommunitiesToChoose communities, CountHouseholds counts)
    : PageModel
{
    public const int Shown = 200;

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public AreaName? Community { get; private set; }

    public ReachSheet? Sheet { get; private set; }

    /// <summary>Before what is tried out: how many buildings were outside.</summary>
    public int? OutsideBefore { get; private set; }

    /// <summary>Buildings that lack something, who lacks most first.</summary>
    public IReadOnlyList<ReachBuilding> Lacking { get; private set; } = [];

    public IReadOnlyDictionary<Guid, Counted> Counts { get; private set; } = new Dictionary<Guid, Counted>();

    public async Task<IActionResult> OnGetAsync(string? area, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Communities = await communities.OfAsync(
            viewer.AreasWith(Permission.ReadHouseholds, Permission.PlanVisits), cancel);
        if (!AreaCode.TryParse(area, out var code))
        {
            if (Communities is not [var first, ..])
            {
                return Page();
            }

            code = first.Code;
        }

        Community = Communities.FirstOrDefault(one => one.Code == code);
        if (Community is null)
        {
            return NotFound();
        }

        var question = ReachQuestion.Of(code, Request.Query);
        Sheet = await reckon.RunAsync(question, cancel);
        Lacking = [.. Sheet.Buildings.Where(one => Sheet.Outside(one).Any()).OrderByDescending(one => Sheet.Outside(one).Count())
            .ThenBy(one => one.Place.AreaCode).ThenBy(one => one.Place.Id)];
        Counts = await counts.OfBuildingsAsync([.. Lacking.Take(Shown).Select(one => one.Place.Id)], cancel);
        if (question is { Try: not null, Kind: { } kind })
        {
            var before = await reckon.RunAsync(question with { Try = null }, cancel);
            OutsideBefore = before.Buildings.Count(one => before.IsOutside(one, kind));
        }

        return Page();
    }
}
