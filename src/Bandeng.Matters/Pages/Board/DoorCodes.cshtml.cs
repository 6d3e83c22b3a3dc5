using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Board;

/// <summary>Sheets of QR codes for the doors of a community's buildings, eight to an A4 page.</summary>
[Access(Permission.ManageAreas, Permission.FileForOthers, Permission.DispatchMatters)]
internal sealed class DoorCodesModel(IAreas areas, IBodies bodies) : PageModel
{
    /// <summary>Cards on a page: two columns, four rows.</summary>
    public const int PageSize = 8;

    private static readonly Permission[] Any =
        [Permission.ManageAreas, Permission.FileForOthers, Permission.DispatchMatters];

    public AreaName Place { get; private set; } = null!;

    /// <summary>Above a community: the areas to choose from first.</summary>
    public IReadOnlyList<AreaName> Smaller { get; private set; } = [];

    public IReadOnlyList<AreaName> Buildings { get; private set; } = [];

    public IReadOnlyList<AreaName> Chosen { get; private set; } = [];

    /// <summary>The community's, for whoever has no telephone that scans.</summary>
    public string? Phone { get; private set; }

    public string AddressOf(AreaName building) =>
        $"{Request.Scheme}://{Request.Host}{Request.PathBase}/q/{building.Code.ToFullString()}";

    public async Task<IActionResult> OnGetAsync(string code, string[] building, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(code, out var area)
            || !(await areas.NamesAsync([area], cancel)).TryGetValue(area, out var place))
        {
            return NotFound();
        }

        if (!Any.Any(permission => HttpContext.Viewer().May(permission, area)))
        {
            return StatusCode(403);
        }

        Place = place;
        if (area.Level < AreaLevel.Village)
        {
            Smaller = await areas.ChildrenAsync(area, cancel);
            return Page();
        }

        Buildings = await BuildingsAsync(place, cancel);
        Chosen = building is [] ? Buildings : [.. Buildings.Where(one => building.Contains(one.Code.ToFullString()))];
        Phone = await PhoneAsync(area, cancel);
        return Page();
    }

    // A community holds grids, a grid holds buildings; some communities have no grids.
    private async Task<IReadOnlyList<AreaName>> BuildingsAsync(AreaName place, CancellationToken cancel)
    {
        if (place.Code.Level is AreaLevel.Building)
        {
            return [place];
        }

        List<AreaName> found = [];
        foreach (var child in await areas.ChildrenAsync(place.Code, cancel))
        {
            found.AddRange(await BuildingsAsync(child, cancel));
        }

        return found;
    }

    private async Task<string?> PhoneAsync(AreaCode area, CancellationToken cancel)
    {
        var handling = (await bodies.HandlingAsync(area, cancel))
            .Where(body => body is { Phone: not null, Kind: "Committee" or "Office" });
        return handling.MaxBy(body => body.Area)?.Phone;
    }
}
