using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory.Places;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>How a place lies on the map.</summary>
public enum PlaceShape
{
    /// <summary>One spot; an outline that stands goes along.</summary>
    Point,

    /// <summary>A line around it.</summary>
    Outline,
}

/// <summary>A place is put on the map, moved there, or its outline is drawn.</summary>
[Access(Permission.KeepPlaces)]
internal sealed class MovePlaceModel(ReadPlace read, KeepPlaces keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public PlaceShape Shape { get; set; }

    [BindProperty]
    public string? Longitude { get; set; }

    [BindProperty]
    public string? Latitude { get; set; }

    /// <summary>As <see cref="CornersText"/> reads them.</summary>
    [BindProperty]
    public string? Corners { get; set; }

    public PlaceRow Place { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var card = await read.CardAsync(Place, cancel);
        (Longitude, Latitude) = (Degrees(card.At?.Longitude), Degrees(card.At?.Latitude));
        (Shape, Corners) = card.Outline is { } outline
            ? (PlaceShape.Outline, CornersText.Write(outline))
            : (PlaceShape.Point, null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var by = HttpContext.Viewer().ActingOn(Permission.KeepPlaces, Place.AreaCode);
        var put = Shape == PlaceShape.Outline ? await DrawAsync(by, cancel)
            : Read(Longitude) is { } lon
            && Read(Latitude) is { } lat ? await keep.MoveAsync(Id, Version, lon, lat, by, cancel)
            : new Refusal(RefusalKind.Invalid, "place.point", "Tap the map, or give both numbers.");
        if (put.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/places/{Id}");
        }

        Refusal = refusal;
        return Page();
    }

    private async Task<Result<Guid>> DrawAsync(Viewer by, CancellationToken cancel) =>
        CornersText.Read(Corners).TryGet(out var outline, out var refusal)
            ? await keep.DrawAsync(Id, Version, outline, by, cancel)
            : refusal;

    private static string? Degrees(double? number) => number?.ToString("F6", CultureInfo.InvariantCulture);

    private static double? Read(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= -180 and <= 180
            ? number
            : null;

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
