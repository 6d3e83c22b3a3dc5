using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Handling;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.CallBack;

/// <summary>One call: what to say, the number for a minute, what each voice answers.</summary>
[Access(Permission.CallBack)]
internal sealed class CallModel(OneMatter one, WaitingMatters waiting, ActByForm act, SeeContact see) : PageModel
{
    /// <summary>
    /// What the trail says every look from this desk was for; in Chinese, like all that the trail keeps.
    /// </summary>
    private const string Purpose = "回访";

    [BindProperty(SupportsGet = true)]
    public Guid MatterId { get; set; }

    [BindProperty]
    public ActForm Form { get; set; } = new();

    public MatterView View { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The number just opened, and whose it is by enquiry code.</summary>
    public (string Code, SeeContact.Seen Seen)? Opened { get; private set; }

    /// <summary>The matter to call about after this one, or null.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Whether somebody is still to be asked here.</summary>
    public bool IsOpen => View.Sheet.Acts.Any(arrow => arrow.Action is MatterAction.Confirm);

    /// <summary>Everybody of this handling, the raiser last: their word closes it for the list.</summary>
    public IReadOnlyList<RaiserLine> Voices => [.. View.Raisers.OrderBy(raiser => raiser.IsRaiser)];

    /// <summary>Attempts so far.</summary>
    public IEnumerable<TrailLine> Attempts =>
        View.Trail.Where(line => line.Line.Action is nameof(MatterAction.RecordAttempt));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOpenAsync(string code, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel) || !IsOpen)
        {
            return NotFound();
        }

        var result = await see.RunAsync(MatterId, code, Purpose, HttpContext.Viewer(), cancel);
        if (result.TryGet(out var seen, out var refusal))
        {
            Opened = (code, seen);
            Response.Hide(StatedPurpose.Seconds, $"/callbacks/{MatterId}");
        }

        Refusal = refusal;
        return Page();
    }

    public Task<IActionResult> OnPostHearAsync(CancellationToken cancel) => RunAsync(Form.Heard, cancel);

    public Task<IActionResult> OnPostAttemptAsync(CancellationToken cancel) =>
        RunAsync(MatterAction.RecordAttempt, cancel);

    private async Task<IActionResult> RunAsync(MatterAction action, CancellationToken cancel)
    {
        Form.Action = action;
        var result = await act.RunAsync(MatterId, action, Form, null, HttpContext.Viewer(), cancel);
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/callbacks/{MatterId}");
        }

        Refusal = refusal;
        return await LoadAsync(cancel) ? Page() : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (await one.FindAsync(MatterId, null, viewer, cancel) is not { Sheet.Sight: Acting.Sight.Office } view)
        {
            return false;
        }

        View = view;
        var first = await waiting.ForCallAsync(viewer, null, 2, cancel);
        Next = first.Lines.Where(line => line.Id != MatterId).Select(line => (Guid?)line.Id).FirstOrDefault();
        return true;
    }
}
