using Bandeng.Households.Care;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>补空缺: who would fill the holes of a level, by nearness and load; taken as shown.</summary>
[Access(Permission.KeepCare)]
internal sealed class FillCareModel(FillHoles fill, CareBooks books, IAreas areas) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public CareLevel Level { get; set; } = CareLevel.Household;

    [BindProperty(SupportsGet = true)]
    public int Most { get; set; } = FillHoles.UsualMost;

    public AreaCode Community { get; private set; }

    public CareOffers Offers { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Buildings { get; private set; } = new Dictionary<Guid, string>();

    public Refusal? Refusal { get; private set; }

    private IReadOnlyDictionary<AreaCode, AreaName> Names { get; set; } = new Dictionary<AreaCode, AreaName>();

    public string Name(AreaCode code) => Names.TryGetValue(code, out var name) ? name.Name : code.ToString();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!AreaCode.TryParse(Area, out var area) || area.Level is not AreaLevel.Village
            || !HttpContext.Viewer().May(Permission.KeepCare, area))
        {
            return NotFound();
        }

        Community = area;
        var sheet = await books.SheetAsync(area, books.Today, cancel);
        Offers = await fill.ProposeAsync(sheet, Level, Most, cancel);
        Buildings = sheet.Buildings.ToDictionary(one => one.BuildingId, one => one.FullName);
        Names = await areas.NamesAsync(
            [area, .. sheet.Posts.Select(post => post.AreaCode), .. Offers.Offers.Select(offer => offer.Area).OfType<AreaCode>()], cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? stamp, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(Area, out var area))
        {
            return NotFound();
        }

        if ((await fill.TakeAsync(area, Level, Most, stamp, HttpContext.Viewer(), cancel))
            .TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/care?area={area}");
        }

        Refusal = refusal;
        return refusal.Kind is RefusalKind.NotFound ? NotFound() : await OnGetAsync(cancel);
    }
}
