using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Needs;

/// <summary>Enters that somebody is cared for: first who, then the consent.</summary>
[Access(Permission.KeepNeeds)]
[ResponseCache(NoStore = true)]
internal sealed class NewModel(
    NeedPeople people, NeedKinds kinds, EnterNeed enter, ConsentCodes codes, TimeProvider clock,
    IStringLocalizer<NeedsText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Resident { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public NeedInput Input { get; set; } = new();

    public NeedPerson? Person { get; private set; }

    public IReadOnlyList<NeedPerson> Found { get; private set; } = [];

    public IReadOnlyList<NeedKind> Kinds { get; private set; } = [];

    /// <summary>Where a code was sent to, masked.</summary>
    public string? SentTo { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Input = new()
        {
            Id = Guid.CreateVersion7(),
            Seers = ["Area", "Household"],
            By = nameof(ConsentBy.Self),
            Way = nameof(ConsentWay.Paper),
            On = Today,
        };
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || Person is not { } person)
        {
            return NotFound();
        }

        var form = new NewNeed(
            Input.Id, person.Id, Input.Kind, Input.Purpose, Input.Levels(), Input.Consent(), Input.Note,
            Input.Certificate, Input.ContactName,
            Input.Contact);
        if (await enter.FaultsAsync(form, person, cancel) is { Count: > 0 } faults)
        {
            ModelState.RefuseAll(faults, fault => NeedInput.FieldOf(fault.Code), texts);
            return Page();
        }

        if ((await enter.RunAsync(form, HttpContext.Viewer(), cancel)).TryGet(out var entered, out var refusal))
        {
            return LocalRedirect(
                $"/needs/{entered.Id}" + (entered.Dropped.Count > 0 ? $"?dropped={entered.Dropped.Count}" : ""));
        }

        ModelState.Refuse(NeedInput.FieldOf(refusal.Code), refusal, texts);
        return Page();
    }

    /// <summary>Sends a code to the person; what was typed stays.</summary>
    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || Person is not { } person)
        {
            return NotFound();
        }

        Input.Way = nameof(ConsentWay.Code);
        if ((await codes.SendAsync(person.Id, Input.Kind, HttpContext.Viewer(), cancel))
            .TryGet(out var sent, out var refusal))
        {
            SentTo = sent;
        }
        else
        {
            ModelState.Refuse(NeedInput.FieldOf(refusal.Code), refusal, texts);
        }

        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        Kinds = await kinds.OnAsync(Today, cancel);
        if (Resident is { } id)
        {
            Person = await people.FindAsync(id, HttpContext.Viewer(), cancel);
            return Person is not null;
        }

        if (!string.IsNullOrWhiteSpace(Q))
        {
            Found = await people.SearchAsync(Q, HttpContext.Viewer(), cancel);
        }

        return true;
    }
}
