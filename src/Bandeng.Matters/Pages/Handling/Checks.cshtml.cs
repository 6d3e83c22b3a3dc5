using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>待核查: what was handed back, with pictures before and after.</summary>
[Access(Permission.CheckMatters)]
internal sealed class ChecksModel(WaitingMatters waiting, OneMatter one) : PageModel
{
    // Each is shown whole, with its pictures; who has done these asks for the next.
    private const int Whole = 20;

    public IReadOnlyList<MatterView> Matters { get; private set; } = [];

    /// <summary>How many wait.</summary>
    public long Count { get; private set; }

    /// <summary>From where this page goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var page = await waiting.ForCheckAsync(HttpContext.Viewer(), After, Whole, cancel);
        var views = new List<MatterView>();
        foreach (var line in page.Lines)
        {
            if (await one.FindAsync(line.Id, null, HttpContext.Viewer(), cancel) is { } view)
            {
                views.Add(view);
            }
        }

        (Matters, Count) = (views, page.Total);
        Pager = new(After is null ? null : "/checks", page.Next is { } next ? $"/checks?after={next}" : null);
    }

    /// <summary>What the body wrote when it handed the matter back.</summary>
    public static string? ReplyOf(MatterView view) =>
        view.Sheet.History.LastOrDefault(line => line.Action is nameof(MatterAction.HandBack))?.Words is [var words, ..]
            ? words
            : null;
}
