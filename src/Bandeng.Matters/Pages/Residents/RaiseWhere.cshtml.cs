using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>
/// 2/3: where is it: a door's code, a pin, a community chosen from the list, or words. None is required.
/// </summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
internal sealed class RaiseWhereModel(
    DraftStore drafts, IAreas areas, CommunityChoice communities,
    IStringLocalizer<MattersText> texts) : RaisePage(drafts)
{
    private const int PlaceMax = 500;

    /// <summary>What was chosen on each level, the widest first.</summary>
    [BindProperty(SupportsGet = true)]
    public List<string?> Choice { get; set; } = [];

    [BindProperty]
    public string? PlaceWords { get; set; }

    [BindProperty]
    public string? Longitude { get; set; }

    [BindProperty]
    public string? Latitude { get; set; }

    public string? PlaceName { get; private set; }

    public IReadOnlyList<AreaChoice> Choices { get; private set; } = [];

    /// <summary>Which outlines the map begins with.</summary>
    public string MapArea { get; private set; } = "";

    /// <summary>Whether a community is chosen, so that nothing narrower is left.</summary>
    public bool IsChosen => Choices.Count == 0 || Choices[^1].Level is AreaLevel.Village;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!Draft.IsSaid)
        {
            return LocalRedirect("/raise");
        }

        PlaceWords = Draft.PlaceWords;
        Longitude = Draft.Longitude?.ToString(CultureInfo.InvariantCulture);
        Latitude = Draft.Latitude?.ToString(CultureInfo.InvariantCulture);
        await DrawAsync(Choice.Count > 0 ? Chosen() : null, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!Draft.IsSaid)
        {
            return LocalRedirect(Draft.Sent is null ? "/raise" : "/raise/done");
        }

        var pin = Pin();
        var isElsewhere = Do == "elsewhere";
        var area = isElsewhere ? null : Choice.Count > 0 ? Chosen()?.ToString() : Draft.Area;
        var isLong = PlaceWords?.Trim().Length > PlaceMax;
        await KeepAsync(Draft with
        {
            Area = area,
            Channel = isElsewhere ? Channel.Web : Draft.Channel,
            PlaceWords = isLong ? Draft.PlaceWords : PlaceWords,
            Longitude = pin?.Longitude,
            Latitude = pin?.Latitude,
        }, cancel);
        if (Do is "next" && !isLong)
        {
            return LocalRedirect("/raise/send");
        }

        await DrawAsync(Chosen(), cancel);
        return isLong
            ? Refused(new(RefusalKind.Invalid, "matter.place", "Too long."), nameof(PlaceWords), texts)
            : Page();
    }

    // The narrowest that lies in what was chosen above it: a community left over from another town does not count.
    private AreaCode? Chosen()
    {
        AreaCode? chosen = null;
        foreach (var text in Choice)
        {
            if (AreaCode.TryParse(text, out var area) && chosen?.Contains(area) != false)
            {
                chosen = area;
            }
        }

        return chosen;
    }

    private (double Longitude, double Latitude)? Pin() =>
        double.TryParse(Longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
            && east is >= -180 and <= 180
        && double.TryParse(Latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north)
        && north is >= -90 and <= 90
            ? (east, north)
            : null;

    private async Task DrawAsync(AreaCode? chosen, CancellationToken cancel)
    {
        var home = await areas.HomeAsync(cancel);
        if (chosen is null && AreaCode.TryParse(Draft.Area, out var given))
        {
            PlaceName = Draft.Channel is Channel.Qr || given.Level > AreaLevel.Village
                ? (await areas.NamesAsync([given], cancel)).GetValueOrDefault(given)?.FullName
                : null;
            chosen = given;
        }

        MapArea = chosen is { } around ? Around(around).ToString() : home.Code == default ? "" : home.Code.ToString();
        Choices = await communities.ForAsync(home.Code, chosen, cancel);
    }

    private static AreaCode Around(AreaCode area) =>
        area is { Level: > AreaLevel.Village, Parent: { } parent } ? Around(parent) : area;
}
