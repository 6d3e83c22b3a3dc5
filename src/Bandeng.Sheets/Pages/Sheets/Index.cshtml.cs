using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Sheets.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>台账: the forms that the viewer may fill, and those of offices inside.</summary>
[Access(Permission.FillSheets, Permission.ReadFigures)]
internal sealed class IndexModel(ListForms list, IAreas areas, TimeProvider clock) : PageModel
{
    public IReadOnlyList<FormLine> Forms { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, AreaName> Names { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public Pager Pager { get; private set; } = new(null, null);

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepSheets);

    public bool MayFill => HttpContext.Viewer().May(Permission.FillSheets);

    public async Task OnGetAsync(Guid? after, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var month = ChinaTime.ToInstant(new DateTime(today.Year, today.Month, 1));
        var found = await list.RunAsync(HttpContext.Viewer().SeeAreas(), month, after, cancel);
        Forms = [.. found.Take(ListForms.PageSize)];
        Pager = new(
            after is null ? null : "/sheets",
            found.Count > ListForms.PageSize ? $"/sheets?after={Forms[^1].Id}" : null);
        Names = await areas.NamesAsync(Forms.Select(form => form.AreaCode).Distinct(), cancel);
    }
}
