using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Files;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Life;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>1/3: what is it about, in words, by voice, with photographs.</summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
[RequestSizeLimit(BodyMax)]
[RequestFormLimits(MultipartBodyLengthLimit = BodyMax, ValueLengthLimit = FormWords.Max)]
internal sealed class RaiseModel(
    DraftStore drafts, IAreas areas, Knocks knocks, IStringLocalizer<ResidentText> words,
    IStringLocalizer<MattersText> shared)
    : RaisePage(drafts)
{
    // Nine photographs as they come from a camera, without script to shrink them.
    private const int BodyMax = 110 * 1024 * 1024;

    public static IReadOnlyList<RequestType> Types { get; } =
    [
        RequestType.Help, RequestType.Enquiry, RequestType.Complaint, RequestType.Report, RequestType.Suggestion,
        RequestType.Praise, RequestType.Other,
    ];

    public static int Most => ActNeeds.WordsMax;

    [BindProperty]
    public string? Detail { get; set; }

    [BindProperty]
    public RequestType RequestType { get; set; }

    /// <summary>From the QR code on a door, or of the page somebody came from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>Whether a door's code led here.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Door { get; set; }

    /// <summary>Led here from a step whose draft is gone.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Old { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<IFormFile> Voice { get; set; } = [];

    /// <summary>Where the door's code says one is.</summary>
    public string? PlaceName { get; private set; }

    /// <summary>
    /// Where who lives here tells it of themselves; signing in by a code to the telephone comes first.
    /// </summary>
    public string? HomeAddress => !AreaCode.TryParse(Area, out var code) || code.Level != AreaLevel.Building ? null
        : HttpContext.Viewer().IsSignedIn ? $"/my/home?area={code.ToFullString()}"
        : $"/sign-in/code?returnUrl={Uri.EscapeDataString($"/my/home?area={code.ToFullString()}")}";

    public Refusal? Notice => Old
        ? new Refusal(
            RefusalKind.Conflict, "raise.old",
            "That page was too old. Please say it again; name and telephone are kept.")
        : null;

    public bool IsWrong(string field) => ModelState[field]?.Errors.Count > 0;

    public string? Wrong(string field) => ModelState[field]?.Errors[0].ErrorMessage;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (Draft.Sent is not null)
        {
            BeginAnew();
        }

        Area ??= Draft.Area;
        Door |= Draft.Channel is Channel.Qr;
        (Detail, RequestType) = (Draft.Detail, Draft.RequestType);
        await NameAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Draft.Sent is not null)
        {
            if (!IsOld)
            {
                return Redirect("/raise/done");
            }

            BeginAnew();
        }

        Area = Do == "elsewhere" ? null : Area;
        var isLong = Detail?.Trim().Length > Most;
        var (files, fault) = await AttachAsync(cancel);
        await KeepAsync(Draft with
        {
            Detail = isLong ? Draft.Detail : Detail,
            RequestType = Enum.IsDefined(RequestType) ? RequestType : RequestType.Help,
            Area = Area,
            Channel = Door && Area is not null ? Channel.Qr : Channel.Web,
            Files = [.. Without(Draft.Files), .. files],
        }, cancel);
        await NameAsync(cancel);
        return Answer(isLong, fault);
    }

    private IActionResult Answer(bool isLong, Refusal? fault)
    {
        ModelState.Clear();
        return fault is not null ? Refused(fault, nameof(Photos), shared)
            : isLong ? Refused(new(RefusalKind.Invalid, "matter.detail", "Too long."), nameof(Detail), shared)
            : Do is not "next" ? LocalRedirect("/raise")
            : Draft.IsSaid ? LocalRedirect("/raise/where")
            : Refused(
                new(RefusalKind.Invalid, "raise.empty", "Say it, record it, or send a photograph."), nameof(Detail),
                words);
    }

    private IEnumerable<DraftFile> Without(IReadOnlyList<DraftFile> files) =>
        files.Where(file => Do != $"remove-{file.Id}");

    /// <summary>Takes what can be taken; the first that cannot is named, the others are kept.</summary>
    private async Task<(List<DraftFile> Files, Refusal? Fault)> AttachAsync(CancellationToken cancel)
    {
        var (taken, fault) = (new List<DraftFile>(), default(Refusal));
        foreach (var file in Photos.Concat(Voice).Where(file => file.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            if (Draft.Files.Count + taken.Count >= FileFault.CountMax)
            {
                return (taken, fault ?? FileFault.Many);
            }

            if (knocks.WhyNotUpload(HttpContext.Viewer(), HttpContext.Connection.RemoteIpAddress, file.Length)
                is { } tooOften)
            {
                return (taken, fault ?? tooOften);
            }

            if (!(await TakenFile.ReadAsync(content, file.FileName, cancel)).TryGet(out var read, out var refusal))
            {
                fault ??= refusal;
                continue;
            }

            await KeepAsync(Draft, cancel);
            taken.Add(await Drafts.AddAsync(Key!, read, cancel));
        }

        return (taken, fault);
    }

    private async Task NameAsync(CancellationToken cancel)
    {
        if (AreaCode.TryParse(Area, out var code))
        {
            PlaceName = (await areas.NamesAsync([code], cancel)).GetValueOrDefault(code)?.FullName;
        }

        Area = PlaceName is null ? null : Area;
    }
}
