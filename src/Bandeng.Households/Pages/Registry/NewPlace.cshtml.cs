using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A place is entered by hand.</summary>
[Access(Permission.KeepPlaces)]
internal sealed class NewPlaceModel(
    KeepPlaces keep, CommunitiesToChoose communities, ListPlaces list, IStringLocalizer<RegistryText> texts)
    : PageModel
{
    [BindProperty]
    public PlaceForm Input { get; set; } = new();

    /// <summary>Made with the form: sent twice, it is one place.</summary>
    [BindProperty]
    public Guid NewId { get; set; } = Guid.CreateVersion7();

    [BindProperty(SupportsGet = true)]
    public PlaceKind Kind { get; set; } = PlaceKind.Building;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public IReadOnlyList<PlaceRow> Estates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Communities = await communities.OfAsync(viewer.AreasWith(Permission.KeepPlaces), cancel);
        Area ??= Communities is [var first, ..] ? first.Code.ToString() : null;
        Estates = AreaCode.TryParse(Area, out var area)
            ? await list.RunAsync(
                new(area, PlaceKind.Estate), viewer.AreasWith(Permission.KeepPlaces), 200, cancel) : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (!AreaCode.TryParse(Area, out var area) || area.Level != AreaLevel.Village
            || !viewer.May(Permission.KeepPlaces, area))
        {
            return NotFound();
        }

        var added = await keep.AddAsync(
            new NewPlace(NewId, Kind, area, Input.ToInput(), null), viewer.ActingOn(Permission.KeepPlaces, area),
            cancel);
        if (added.TryGet(out var id, out var refusal))
        {
            return LocalRedirect($"/registry/places/{id}/map");
        }

        ModelState.Refuse(PlaceForm.FieldOf(refusal.Code), refusal, texts);
        await OnGetAsync(cancel);
        return Page();
    }
}
