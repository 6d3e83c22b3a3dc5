using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>One act for several matters: choose how, see what will happen, send.</summary>
[Access(Permission.DispatchMatters)]
internal sealed class BulkModel(
    BulkPreview preview, BulkActs acts, DeskNames names, ReplyTemplates templates, DeskWords words,
    TimeProvider clock) : PageModel, IReadsUnread
{
    [BindProperty(SupportsGet = true)]
    public BulkAct Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid[] Ids { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Guid? Body { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? LimitAmount { get; set; }

    [BindProperty(SupportsGet = true)]
    public LimitClass LimitClass { get; set; } = LimitClass.WorkingDay;

    [BindProperty]
    public Guid RunId { get; set; }

    [BindProperty]
    public long[] Versions { get; set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool IsAnswer { get; set; }

    [BindProperty]
    public string? InnerWords { get; set; }

    public IReadOnlyList<BulkPreview.Line> Lines { get; private set; } = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public IReadOnlyList<TemplateText> Templates { get; private set; } = [];

    public DeskNames.Names Names { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>Whether all that is needed was said and only the sending is left.</summary>
    public bool IsReady => Act is not BulkAct.Dispatch || (Body is not null && !IsLimitUnreadable);

    /// <summary>The oldest that is open: where a merge leads.</summary>
    public BulkPreview.Line? Lead => Act is BulkAct.Merge ? Lines.FirstOrDefault(line => line.Code is null) : null;

    public int Going => Lines.Count(line => line.Code is null && line != Lead);

    private bool IsLimitUnreadable =>
        ModelState.GetFieldValidationState(nameof(LimitAmount)) is ModelValidationState.Invalid
        || LimitAmount is < 1 or > ActNeeds.LimitMost;

    public Task OnGetAsync(CancellationToken cancel)
    {
        RunId = Guid.CreateVersion7(clock.GetUtcNow());
        return ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!IsReady)
        {
            return Page();
        }

        var order = new BulkOrder(RunId, Act, [.. Ids.Zip(Versions, (id, version) => new BulkTarget(id, version))])
        {
            Body = Body,
            LimitAmount = LimitAmount,
            LimitClass = LimitAmount is null ? null : LimitClass,
            InnerWords = InnerWords,
            Lead = Lead?.Row.Id,
            Words = Words,
            IsAnswer = IsAnswer,
        };
        if ((await acts.RunAsync(order, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/desk/bulk/{RunId}");
        }

        Refusal = refusal;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (Act is BulkAct.Dispatch && IsLimitUnreadable)
        {
            // What the binder says is in nobody's words; what was typed stays.
            ModelState[nameof(LimitAmount)]?.Errors.Clear();
            ModelState.Refuse(nameof(LimitAmount), ActNeeds.LimitUnreadable, words.TextsOf(ActNeeds.LimitUnreadable));
        }

        Lines = await preview.RunAsync(Act, [.. Ids.Distinct().Take(BulkActs.Most)], Body, viewer, cancel);
        Bodies = await preview.BodiesForAllAsync(Lines.Select(line => line.Row.AreaCode), cancel);
        Names = await names.OfAsync(
            Lines.Select(line => line.Row.AreaCode), Lines.Select(line => line.Row.BodyId).Append(Body), cancel);
        Templates = Lead is { } lead ? await templates.ForAsync(lead.Row, viewer, cancel) : [];
    }
}
