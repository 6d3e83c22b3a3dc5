using Bandeng.Kernel;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>3/3: perhaps a neighbour said it already; else who speaks, and off it goes.</summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
internal sealed class RaiseSendModel(
    DraftStore drafts, SendDraft send, LikelySame likely, IAreas areas, Placing placing,
    IStringLocalizer<ResidentText> words, IStringLocalizer<MattersText> shared) : RaisePage(drafts)
{
    private const int BeginningMax = 60;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public bool IsForSomebodyElse { get; set; }

    [BindProperty]
    public bool PublicWish { get; set; }

    [BindProperty]
    public bool Protected { get; set; }

    public IReadOnlyList<SameMatter> Same { get; private set; } = [];

    public string? PlaceName { get; private set; }

    public bool MayFile => HttpContext.Viewer().May(Permission.FileForOthers);

    /// <summary>
    /// Complaints are mostly about neighbours and property companies, who are not to ring: of themselves protected.
    /// </summary>
    public bool MayBePublic => Draft.RequestType is not (RequestType.Complaint or RequestType.Report);

    /// <summary>Enough of the words to know them again.</summary>
    public string Beginning => string.IsNullOrWhiteSpace(Draft.Detail) ? words["send.wordless"]
        : Draft.Detail.Length <= BeginningMax ? Draft.Detail
        : $"{Draft.Detail[..BeginningMax]}…";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!Draft.IsSaid)
        {
            return LocalRedirect(Draft.Sent is null ? "/raise" : "/raise/done");
        }

        (Name, Phone, IsForSomebodyElse, PublicWish) =
            (Draft.Name, Draft.Phone, Draft.IsForSomebodyElse, Draft.PublicWish);
        Protected = Draft.Protected;
        await DrawAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Draft.Sent is not null)
        {
            return LocalRedirect("/raise/done");
        }

        await KeepAsync(Draft with
        {
            Name = Name,
            Phone = Phone?.Trim(),
            IsForSomebodyElse = IsForSomebodyElse && MayFile,
            PublicWish = PublicWish && MayBePublic,
            Protected = Protected,
        }, cancel);
        return !Draft.IsSaid || IsOld ? LocalRedirect("/raise?old=true") : await SendAsync(cancel);
    }

    private async Task<IActionResult> SendAsync(CancellationToken cancel)
    {
        Refusal? refusal = Draft.IsForSomebodyElse && string.IsNullOrWhiteSpace(Name)
            ? new(RefusalKind.Invalid, "send.for-whom", "Whom do you file it for? Give a name.")
            : null;
        var client = HttpContext.Connection.RemoteIpAddress;
        if (refusal is null
            && (await send.RunAsync(Key!, Draft, HttpContext.Viewer(), client, cancel)).TryGet(out _, out refusal))
        {
            return LocalRedirect("/raise/done");
        }

        await DrawAsync(cancel);
        return Refused(
            refusal!, FieldOf(refusal!.Code),
            refusal.Code.StartsWith("send.", StringComparison.Ordinal) ? words : shared);
    }

    private static string FieldOf(string code) => code switch
    {
        "phone.unreadable" => nameof(Phone),
        "matter.name" or "send.for-whom" => nameof(Name),
        "matter.not-filing" => nameof(IsForSomebodyElse),
        _ => "",
    };

    private async Task DrawAsync(CancellationToken cancel)
    {
        AreaCode? area = AreaCode.TryParse(Draft.Area, out var code) ? code : null;
        area ??= Draft is { Longitude: { } east, Latitude: { } north }
            ? await areas.LocateAsync(east, north, cancel)
            : null;
        var narrower = await placing.NarrowerAsync(area ?? (await areas.HomeAsync(cancel)).Code, Draft.PlaceWords, cancel) ?? area;
        var named = narrower is { } here
            ? (await areas.NamesAsync([here], cancel)).GetValueOrDefault(here)?.FullName
            : null;
        PlaceName = string.Join(' ', new[] { named, Draft.PlaceWords }.Where(
            part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } all
            ? all
            : null;
        Same = MayBePublic ? await likely.FindAsync(Draft.Detail, area, Draft.Longitude, Draft.Latitude, cancel) : [];
    }
}
