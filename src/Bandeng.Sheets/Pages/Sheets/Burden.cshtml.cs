using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Api;
using Bandeng.Sheets.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>减负: how often each form was filled, and how much of it is asked elsewhere too.</summary>
[Access(Permission.FillSheets, Permission.ReadFigures)]
internal sealed class BurdenModel(CountBurden count, AreasToFill areas, TimeProvider clock) : PageModel
{
    public BurdenAsked Asked { get; private set; } = null!;

    public IReadOnlyList<FormBurden> Forms { get; private set; } = [];

    public IReadOnlyList<AreaName> Areas { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, string> Names { get; private set; } = new Dictionary<AreaCode, string>();

    public async Task<IActionResult> OnGetAsync([FromServices] IAreas named, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (BurdenAsked.Read(Request.Query, viewer, clock.GetUtcNow()) is not { } asked)
        {
            return StatusCode(403);
        }

        Asked = asked;
        Forms = await count.FormsAsync(asked.Area, asked.From, asked.To, cancel);
        foreach (var own in viewer.SeeAreas())
        {
            Areas = [.. Areas, .. await areas.OfAsync([own], own, cancel)];
        }

        Areas = [.. Areas.DistinctBy(one => one.Code)];
        Names = (await named.NamesAsync(Forms.Select(form => form.AreaCode).Append(asked.Area).Distinct(), cancel))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Name);
        return Page();
    }
}
