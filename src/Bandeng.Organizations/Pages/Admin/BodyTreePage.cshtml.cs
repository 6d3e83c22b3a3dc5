using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>组织架构: the bodies of an area as a tree, on any day; made to be printed.</summary>
[Access(Permission.ManagePeople, Permission.ReadFigures)]
internal sealed class BodyTreeModel(BodyTree tree, AreaNames names, TimeProvider clock) : PageModel
{
    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public IReadOnlyList<BodyNode> Roots { get; private set; } = [];

    public AreaCode Within { get; private set; }

    /// <summary>Smaller areas to choose.</summary>
    public IReadOnlyList<(AreaCode Code, string Name)> Areas { get; private set; } = [];

    public DateOnly On => Day ?? ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>Whether the bodies have pages that this viewer may open.</summary>
    public bool MayManage => HttpContext.Viewer().May(Permission.ManagePeople, Within);

    public string AreaName(AreaCode code) => _areaName(code);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Chosen() is not { } area)
        {
            return NotFound();
        }

        Within = area;
        Roots = await tree.RunAsync(area, On, cancel);
        var around = area.Parent is { } parent && MayRead(parent) ? new[] { parent } : [];
        var inside = await names.InsideAsync(area, cancel);
        _areaName = await names.OfAsync([area, .. around, .. Roots.Select(root => root.Body.AreaCode)], cancel);
        Areas = [.. around.Append(area)
            .Select(code => (code, AreaName(code))), .. inside.Select(one => (one.Code, one.Name))];
        return Page();
    }

    private AreaCode? Chosen() => Area is null
        ? HttpContext.Viewer().PostsWith(Permission.ManagePeople)
            .Concat(HttpContext.Viewer().PostsWith(Permission.ReadFigures))
            .Select(post => (AreaCode?)post.Area).FirstOrDefault()
        : AreaCode.TryParse(Area, out var area) && MayRead(area) ? area : null;

    private bool MayRead(AreaCode area) =>
        HttpContext.Viewer().May(Permission.ManagePeople, area)
            || HttpContext.Viewer().May(Permission.ReadFigures, area);
}
