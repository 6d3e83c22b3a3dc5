using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>What became of each: which went, which not and why; a wrong dispatch can be taken back here.</summary>
[Access(Permission.DispatchMatters)]
internal sealed class BulkDoneModel(BulkActs acts, DeskList list, DeskSent sent, DeskNames names) : PageModel
{
    public BulkAct Act { get; private set; }

    public IReadOnlyList<BulkLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<Guid, DeskRow> Rows { get; private set; } = new Dictionary<Guid, DeskRow>();

    public DeskNames.Names? Names { get; private set; }

    /// <summary>Whether this person sent such a form.</summary>
    public bool IsKnown => Names is not null;

    /// <summary>Which of them can be taken back.</summary>
    public IReadOnlySet<Guid> Undoable { get; private set; } = new HashSet<Guid>();

    public int Minutes { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (await acts.FindAsync(runId, viewer, cancel) is not { } run)
        {
            // A form that was never sent, or somebody else's: the page says so, and where to go.
            return Page();
        }

        (Act, Lines) = run;
        Guid[] ids = [.. Lines.Select(line => line.Id).Distinct()];
        Rows = ids is [] ? Rows : (await list.ChosenAsync(ids, viewer, cancel)).ToDictionary(row => row.Id);
        Names = await names.OfAsync([.. Rows.Values], cancel);
        (var mine, Minutes) = await sent.RunAsync(viewer, ids.Length + 1, cancel);
        Undoable = mine.Select(one => one.Id).ToHashSet();
        return Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(
        Guid runId, Guid id, [FromServices] ActOnMatter act, CancellationToken cancel)
    {
        var undone = await act.RunAsync(id, MatterAction.UndoDispatch, new ActRequest(), HttpContext.Viewer(), cancel);
        if (undone.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/desk/bulk/{runId}");
        }

        Refusal = refusal;
        return await OnGetAsync(runId, cancel);
    }
}
