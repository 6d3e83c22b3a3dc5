using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Needs;

/// <summary>One person's care: purpose, consent, last day, who may see it; it goes on or ends.</summary>
[Access(Permission.ReadNeeds)]
[ResponseCache(NoStore = true)]
internal sealed class OneModel(
    ReadNeeds read, ReadCare care, NeedKinds kinds, KeepNeed keep, CorrectNeed correct, ConsentCodes codes,
    OpenNeed open, BandengDb db,
    TimeProvider clock,
    IStringLocalizer<NeedsText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>How many clauses were dropped at the door when it was entered.</summary>
    [BindProperty(SupportsGet = true)]
    public int Dropped { get; set; }

    [BindProperty]
    public NeedInput Input { get; set; } = new();

    /// <summary>The last day as it should have been entered.</summary>
    [BindProperty]
    public DateOnly? PutRightUntil { get; set; }

    /// <summary>The form that puts right was sent and stands open.</summary>
    public bool IsCorrecting { get; private set; }

    public NeedRow Row { get; private set; } = null!;

    public IReadOnlyList<NeedKind> Kinds { get; private set; } = [];

    public string Kind { get; private set; } = "";

    public string? Purpose { get; private set; }

    public IReadOnlyList<CareName> Chain { get; private set; } = [];

    public string? SentTo { get; private set; }

    public OpenedNeed? Opened { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepNeeds, Row.AreaCode);

    public bool MayRead => HttpContext.Viewer().May(Permission.ReadHouseholds, Row.AreaCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Input = new()
        {
            By = nameof(ConsentBy.Self),
            Way = nameof(ConsentWay.Paper),
            On = Today,
            Kind = Row.Kind,
            Purpose = Purpose,
        };
        PutRightUntil = Row.EndsOn;
        return Page();
    }

    public Task<IActionResult> OnPostRenewAsync(long version, CancellationToken cancel) => ActAsync(
        by => keep.RenewAsync(Id, version, Input.Consent(), by, cancel), cancel,
        () => keep.RenewFaultsAsync(Id, Input.Consent(), cancel));

    /// <summary>What was mistyped is put right.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(long version, CancellationToken cancel)
    {
        IsCorrecting = true;
        var form = new NeedPutRight(Id, version, Input.Kind, Input.Purpose, PutRightUntil);
        return await ActAsync(
            async by => (await correct.RunAsync(form, by, cancel)).TryGet(out var done, out var refusal)
                ? Noted(done)
                : refusal,
            cancel, () => correct.FaultsAsync(form, cancel));

        Guid Noted(EnteredNeed done)
        {
            Dropped = done.Dropped.Count;
            return done.Id;
        }
    }

    public Task<IActionResult> OnPostEndAsync(long version, string? why, CancellationToken cancel) => ActAsync(
        by =>
            keep.EndAsync(Id, version, why == nameof(NeedEnd.Withdrawn) ? NeedEnd.Withdrawn : NeedEnd.Over, by, cancel),
        cancel);

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        Input.Way = nameof(ConsentWay.Code);
        if ((await codes.SendAsync(Row.ResidentId, Row.Kind, HttpContext.Viewer(), cancel))
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

    /// <summary>Shows what is closed, for a minute.</summary>
    public async Task<IActionResult> OnPostOpenAsync(string? purpose, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if ((await open.RunAsync(Id, purpose, HttpContext.Viewer(), cancel)).TryGet(out var opened, out var refusal))
        {
            Opened = opened;
            Response.Hide(StatedPurpose.Seconds, $"/needs/{Id}");
        }
        else
        {
            ModelState.Refuse("purpose", refusal, texts);
        }

        return Page();
    }

    private async Task<IActionResult> ActAsync(
        Func<Viewer, Task<Result<Guid>>> act, CancellationToken cancel,
        Func<Task<IReadOnlyList<Refusal>>>? faultsOf = null)
    {
        if (!await ReadAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        if (Row.EndedOn is null && faultsOf is not null && await faultsOf() is { Count: > 0 } faults)
        {
            ModelState.RefuseAll(faults, FieldOf, texts);
            return Page();
        }

        if ((await act(HttpContext.Viewer())).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/needs/{Id}" + (Dropped > 0 ? $"?dropped={Dropped}" : ""));
        }

        ModelState.Refuse(FieldOf(refusal), refusal, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private string FieldOf(Refusal refusal) => NeedInput.FieldOf(refusal.Code) switch
    {
        "Input.Until" when IsCorrecting => nameof(PutRightUntil),
        var field => field,
    };

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, HttpContext.Viewer(), cancel) is not { } row)
        {
            return false;
        }

        Row = row;
        Kinds = await kinds.OnAsync(Today, cancel);
        Kind = (await kinds.AllAsync(cancel)).FirstOrDefault(kind => kind.Code == row.Kind)?.Name ?? row.Kind;
        Purpose = await db.TextAsync(row.PurposeId, cancel);
        Chain = await care.ChainAsync(row.HouseholdId, Today, cancel);
        return true;
    }
}
