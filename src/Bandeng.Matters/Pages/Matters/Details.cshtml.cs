using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Handling;
using Bandeng.Matters.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Matters;

/// <summary>One matter, and exactly what its reader may do next.</summary>
[OpenToAll]
internal sealed class DetailsModel(OneMatter one, ActByForm act) : PageModel
{
    public MatterView View { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>The act just done, for the status line; null when none was.</summary>
    [BindProperty(SupportsGet = true)]
    public MatterAction? Done { get; set; }

    /// <summary>The act whose form is unfolded.</summary>
    [BindProperty(SupportsGet = true)]
    public MatterAction? Act { get; set; }

    /// <summary>Where to go after the act.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public ActForm Form { get; set; } = new();

    /// <summary>All that is wrong with the act that was refused.</summary>
    public IReadOnlyList<Refusal> Wrong(Refusal first) =>
        Form.Action is not (MatterAction.Confirm or MatterAction.NotSettled)
        && View.Sheet.Acts.FirstOrDefault(open => open.Action == Form.Action) is { } arrow
            ? Form.Wrong(arrow, first)
            : [first];

    /// <summary>
    /// Typed for an act that somebody else has made impossible meanwhile; shown, so that nothing is lost.
    /// </summary>
    public IReadOnlyList<string> Rescued =>
        Refusal is null || View.Sheet.Acts.Any(arrow => arrow.Action == Form.Action) ? [] : [.. Form.Typed];

    public async Task<IActionResult> OnGetAsync(Guid matterId, CancellationToken cancel) =>
        await LoadAsync(matterId, cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(Guid matterId, CancellationToken cancel) =>
        RunAsync(matterId, matterId, Form.Action, cancel);

    /// <summary>「办好了吗？」: of a merged matter the voice is heard where it is handled.</summary>
    public async Task<IActionResult> OnPostHearAsync(Guid matterId, CancellationToken cancel)
    {
        if (!await LoadAsync(matterId, cancel))
        {
            return NotFound();
        }

        Form.Action = Form.Heard;
        return await RunAsync(matterId, View.Sheet.MergedInto ?? matterId, Form.Action, cancel);
    }

    /// <summary>How one arrow is drawn.</summary>
    public ActFormView FormOf(Arrow arrow, bool isMain)
    {
        var isThis = Refusal is not null && Form.Action == arrow.Action;
        return new(
            arrow, View, isThis ? Form : null, isThis ? Refusal : null, isMain, isThis || Act == arrow.Action, Back);
    }

    /// <summary>The matter that the reader's own voice speaks of: the one into which it was merged.</summary>
    public MatterSheet Heard => View.Lead is { } lead && View.Sheet.MergedInto is not null ? lead : View.Sheet;

    /// <summary>Whether the reader may say that it is settled, and not only that it is not.</summary>
    public bool MayConfirm => Heard.Acts.Any(arrow => arrow.Action is MatterAction.Confirm);

    /// <summary>What the reader said of it and was refused, or null.</summary>
    public ActForm? HeardForm =>
        Refusal is not null && Form.Action is MatterAction.Confirm or MatterAction.NotSettled ? Form : null;

    private async Task<IActionResult> RunAsync(
        Guid shownId, Guid actedId, MatterAction? action, CancellationToken cancel)
    {
        if (action is not { } known || !Enum.IsDefined(known))
        {
            return BadRequest();
        }

        var result = await act.RunAsync(actedId, known, Form, Secret(shownId), HttpContext.Viewer(), cancel);
        if (!result.TryGet(out _, out var refusal))
        {
            Refusal = refusal;
            return await LoadAsync(shownId, cancel) ? Page() : NotFound();
        }

        return Url.IsLocalUrl(Back) ? LocalRedirect(Back) : LocalRedirect($"/matters/{shownId}?done={known}");
    }

    private async Task<bool> LoadAsync(Guid matterId, CancellationToken cancel)
    {
        if (await one.FindAsync(matterId, Secret(matterId), HttpContext.Viewer(), cancel) is not { } view)
        {
            return false;
        }

        View = view;
        return true;
    }

    private string? Secret(Guid matterId) => SecretOfMatter.In(Request, matterId);
}
