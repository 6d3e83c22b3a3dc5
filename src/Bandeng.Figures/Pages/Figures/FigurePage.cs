using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>An area that can be chosen.</summary>
internal sealed record AreaChoice(AreaCode Code, string Name);

/// <summary>What the pages of figures share: the address, the choice of an area.</summary>
internal abstract class FigurePage(FigureAddress address, IAreas areas) : PageModel
{
    public Asked Asked { get; private set; } = null!;

    public string AreaName { get; private set; } = "";

    public IReadOnlyList<AreaChoice> Areas { get; private set; } = [];

    /// <summary>Reads the address; the answer is what stops the page, or null.</summary>
    protected async Task<IActionResult?> StopAsync(CancellationToken cancel, PeriodKind kind = PeriodKind.Month)
    {
        var read = await address.ReadAsync(Request.Query, HttpContext.Viewer(), cancel, kind);
        if (!read.TryGet(out var asked, out var refusal))
        {
            return StatusCode(
                refusal.Kind switch { RefusalKind.Forbidden => 403, RefusalKind.NotFound => 404, _ => 400 });
        }

        Asked = asked;
        await ChooseAsync(cancel);
        return null;
    }

    // The viewer's own areas, the chosen one, and what lies directly inside it.
    private async Task ChooseAsync(CancellationToken cancel)
    {
        var own = HttpContext.Viewer().PostsWith(Permission.ReadFigures)
            .Select(post => post.Area).Append(Asked.Scope.Area).Distinct().ToList();
        var names = await areas.NamesAsync(own, cancel);
        string Name(AreaCode code) => names.TryGetValue(code, out var name) ? name.FullName : code.ToString();
        var inside = await areas.ChildrenAsync(Asked.Scope.Area, cancel);
        AreaName = Name(Asked.Scope.Area);
        Areas =
        [
            .. own.OrderBy(code => code.Level).ThenBy(code => code).Select(code => new AreaChoice(code, Name(code))),
            .. inside.Where(child => !own.Contains(child.Code))
            .Select(child => new AreaChoice(child.Code, "　" + child.Name)),
        ];
    }
}
