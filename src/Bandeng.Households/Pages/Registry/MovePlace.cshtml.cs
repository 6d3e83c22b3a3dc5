using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A place is put on the map, or moved there.</summary>
[Access(Permission.KeepPlaces)]
internal sealed class MovePlaceModel(ReadPlace read, KeepPlaces keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Longitude { get; set; }

    [BindProperty]
    public string? Latitude { get; set; }

    public PlaceRow Place { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var at = (await read.CardAsync(Place, cancel)).At;
        (Longitude, Latitude) = (Degrees(at?.Longitude), Degrees(at?.Latitude));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var by = HttpContext.Viewer().ActingOn(Permission.KeepPlaces, Place.AreaCode);
        var moved = Read(Longitude) is { } lon && Read(Latitude) is { } lat
            ? await keep.MoveAsync(Id, Version, lon, lat, by, cancel)
            : new Refusal(RefusalKind.Invalid, "place.point", "Tap the map, or give both numbers.");
        if (moved.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/places/{Id}");
        }

        Refusal = refusal;
        return Page();
    }

    private static string? Degrees(double? number) => number?.ToString("F6", CultureInfo.InvariantCulture);

    private static double? Read(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= -180 and <= 180 ? number : null;

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await read.LineAsync(Id, cancel) is not { ValidTo: null } place
            || !HttpContext.Viewer().May(Permission.KeepPlaces, place.AreaCode))
        {
            return false;
        }

        Place = place;
        return true;
    }
}
