using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>
/// 新登记: a call, a chat, a letter or a hotline's order becomes a matter, and goes to a body, on one page.
/// </summary>
[Access(Permission.FileForOthers)]
internal sealed class NewModel(
    EnterMatter enter, DeskChoices choices, DeskEarlier earlier, DeskNames names, DeskEntered entered,
    FindAddress addresses,
    DeskWords words, TimeProvider clock) : PageModel, IReadsUnread
{
    private const string SecretKey = "desk.secret";

    // As the pasted order says it, in its own language.
    private const string RespondentLabel = "被反映对象";

    [BindProperty]
    public EntryInput Input { get; set; } = new();

    [BindProperty]
    public IFormFileCollection Files { get; set; } = new FormFileCollection();

    public IReadOnlyList<DeskChoice> Areas { get; private set; } = [];

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public BesideEntry Beside { get; private set; } = BesideEntry.Nothing;

    /// <summary>All that is wrong with what was sent, in the order of the form.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>What was entered a moment ago.</summary>
    public DeskEntered.Row? Saved { get; private set; }

    /// <summary>Why it was not dispatched, or why a picture was not kept: codes.</summary>
    public string? Why { get; private set; }

    public string? WhyFile { get; private set; }

    /// <summary>The link that somebody without a telephone is given once.</summary>
    public string? SecretLink { get; private set; }

    /// <summary>Whether the text pasted was taken apart: null when nobody asked.</summary>
    public bool? IsTaken { get; private set; }

    public bool MayDispatch => HttpContext.Viewer().May(Permission.DispatchMatters);

    /// <param name="saved">The matter of a moment ago.</param>
    /// <param name="channel">Where the last came from: the next is likely to come from there too.</param>
    /// <param name="errand">代办 is entered.</param>
    public async Task OnGetAsync(
        Guid? saved, string? why, string? whyFile, Channel? channel, bool errand, CancellationToken cancel)
    {
        Input.Id = Guid.CreateVersion7(clock.GetUtcNow());
        (Input.Errand, Input.Channel) = (errand, channel ?? (errand ? Channel.Visit : Input.Channel));
        await ReadAsync(cancel);
        if (saved is { } id && await entered.FindAsync(id, HttpContext.Viewer(), cancel) is { } row)
        {
            (Saved, Why, WhyFile) = (row, why, whyFile);
            SecretLink = TempData[SecretKey] is string secret ? SecretOfMatter.Link(Request, id, secret) : null;
        }
    }

    /// <summary>识别工单: an order that was pasted into the detail goes to its fields.</summary>
    public async Task<IActionResult> OnPostSplitAsync(CancellationToken cancel)
    {
        if (PastedOrder.Read(Input.Detail) is { } order)
        {
            Input.Take(order, clock.GetUtcNow());
            IsTaken = true;
            await TakeAreaAsync(cancel);
            await TakeRespondentAsync(order.Respondent, cancel);
        }

        IsTaken ??= false;
        ModelState.Clear();
        return await AgainAsync(cancel);
    }

    /// <summary>The community that the order's address lies in, where the clerk enters for it.</summary>
    private async Task TakeAreaAsync(CancellationToken cancel)
    {
        if (await addresses.RunAsync(Input.Place, null, cancel) is { } found && found.Area.Level >= AreaLevel.Village)
        {
            await ReadAsync(cancel);
            Input.Area = Areas.FirstOrDefault(area => area.Value == found.Area.Community.ToString())?.Value
                ?? Input.Area;
        }
    }

    /// <summary>被反映对象: the body of that name; what names none here stays in the words.</summary>
    private async Task TakeRespondentAsync(string? named, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(named))
        {
            return;
        }

        await ReadAsync(cancel);
        if (Bodies.Where(body => body.Name == named).ToList() is [var only])
        {
            Input.Respondent = only.Id;
        }
        else
        {
            Input.Detail = $"{Input.Detail}\n{RespondentLabel}：{named}".TrimStart();
        }
    }

    /// <summary>What is known already: beside the form, by script as one types, without by a button.</summary>
    public async Task<IActionResult> OnPostBesideAsync(CancellationToken cancel)
    {
        if (!Request.Headers.ContainsKey("HX-Request"))
        {
            return await AgainAsync(cancel);
        }

        await LookBesideAsync(cancel);
        return Partial("_Beside", Beside);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var request = Input.ToRaise(CategoryCode());
        if (await enter.FaultsAsync(request, HttpContext.Viewer(), cancel) is var faults
            && Unreadable().ToList() is var unreadable && (faults.Count > 0 || unreadable.Count > 0))
        {
            return await RefusedAsync([.. faults, .. unreadable], cancel);
        }

        var pictures = Files.Select(file => new EnterMatter.Picture(file.FileName, file.OpenReadStream())).ToList();
        if (!(await enter.RunAsync(request, pictures, MayDispatch ? Input.ToDispatch() : null, HttpContext.Viewer(), cancel))
            .TryGet(out var made, out var refusal))
        {
            return await RefusedAsync([refusal], cancel);
        }

        TempData[SecretKey] = made.Secret;
        return RedirectToPage(new { saved = made.Id, why = made.NotSent?.Code, whyFile = made.NotKept?.Code, channel = Input.Channel, errand = Input.Errand ? true : (bool?)null });
    }

    /// <summary>The name of the field at which a refusal points, or null.</summary>
    internal static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        "matter.detail" => "Input.Detail",
        "matter.title" => "Input.Title",
        "matter.name" => "Input.Name",
        "phone.unreadable" => "Input.Phone",
        "matter.place" => "Input.Place",
        "matter.not-filing" => "Input.Area",
        "desk.outer-due" or "matter.outer-due" => "Input.OuterDue",
        "matter.platform" => "Input.Platform",
        "limit.amount" => "Input.LimitAmount",
        DeskFields.RespondentUnknown => "Input.Respondent",
        "matter.number" or DeskFields.NumberKnown or DeskFields.NumberElsewhere => "Input.Number",
        _ => null,
    };

    // A deadline or a limit that is none never gets further than this form.
    private IEnumerable<Refusal> Unreadable()
    {
        if (Input.IsDueUnreadable)
        {
            yield return new(RefusalKind.Invalid, "desk.outer-due", "The deadline cannot be read.");
        }

        if (MayDispatch && Input.Body is not null
            && (IsUnread("Input.LimitAmount") || Input.LimitAmount is < 1 or > ActNeeds.LimitMost))
        {
            yield return ActNeeds.LimitUnreadable;
        }
    }

    private bool IsUnread(string field) => ModelState.GetFieldValidationState(field) is ModelValidationState.Invalid;

    /// <summary>The same form once more, with what is wrong said above it and beside its field.</summary>
    private Task<IActionResult> RefusedAsync(IReadOnlyList<Refusal> refusals, CancellationToken cancel)
    {
        Refusals = refusals;
        // What the binder says is in nobody's words; what was typed stays.
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
        }

        foreach (var refusal in refusals)
        {
            if (FieldOf(refusal) is { } field)
            {
                ModelState.Refuse(field, refusal, words.TextsOf(refusal));
            }
        }

        return AgainAsync(cancel);
    }

    private string? CategoryCode() => Category(Input.Category?.Trim());

    // As the list offers it, 「0101 路灯」; a code alone; or a name that only one category has.
    private string? Category(string? typed) => string.IsNullOrEmpty(typed) ? null
        : Categories.FirstOrDefault(one => one.Code == typed.Split(' ')[0])?.Code
            ?? (Categories.Where(one => one.Name == typed || one.NameEn == typed).ToList() is [var only] ? only.Code : null);

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        await LookBesideAsync(cancel);
        return Page();
    }

    private async Task LookBesideAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        AreaCode? area = AreaCode.TryParse(Input.Area, out var typed) ? typed : null;
        var known = await earlier.OfPhoneAsync(Input.Phone, viewer, cancel);
        var alike = await earlier.AlikeAsync($"{Input.Title}\n{Input.Detail}", area, viewer, cancel);
        var place = await addresses.RunAsync(Input.Place, area, cancel);
        var areas = known.Concat(alike).Select(row => row.AreaCode)
            .Concat(place is null ? [] : [place.Area, place.Area.Community]);
        Beside = new(known, alike, await names.OfAsync(areas, [], cancel), Input.Place, place);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        AreaCode? chosen = AreaCode.TryParse(Input.Area, out var area) ? area : null;
        Areas = await choices.AreasAsync(viewer, Permission.FileForOthers, chosen, cancel);
        Input.Area ??= Areas is [var first, ..] ? first.Value : null;
        Categories = [.. await choices.CategoriesAsync(cancel)];
        Bodies = await choices.BodiesAsync(viewer, Permission.FileForOthers, chosen, cancel);
    }
}

/// <summary>What stands beside the entry form.</summary>
internal sealed record BesideEntry(IReadOnlyList<DeskEarlier.Row> Earlier, IReadOnlyList<DeskEarlier.Row> Alike, DeskNames.Names? Names,
    string? Words, AddressFound? Read)
{
    public static BesideEntry Nothing { get; } = new([], [], null, null, null);
}
