using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>待审签: replies that leave once their head has signed them.</summary>
[Access(Permission.SignOffForBody, Permission.SignOffReplies)]
internal sealed class SigningModel(WaitingSignatures waiting, OneMatter one) : PageModel
{
    private const int Whole = 20;

    public IReadOnlyList<MatterView> Matters { get; private set; } = [];

    /// <summary>Whether the rules ask for signatures.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>How many wait.</summary>
    public long Count { get; private set; }

    /// <summary>From where this page goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var page = await waiting.RunAsync(HttpContext.Viewer(), After, Whole, cancel);
        var views = new List<MatterView>();
        foreach (var id in page.Ids)
        {
            if (await one.FindAsync(id, null, HttpContext.Viewer(), cancel) is { } view)
            {
                views.Add(view);
            }
        }

        (Matters, Count, IsAsked) = (views, page.Total, page.IsAsked);
        Pager = new(After is null ? null : "/signing", page.Next is { } next ? $"/signing?after={next}" : null);
    }
}
