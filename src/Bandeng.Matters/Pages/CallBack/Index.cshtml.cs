using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.CallBack;

/// <summary>回访: who is to be asked, the nearest to silence first.</summary>
[Access(Permission.CallBack)]
internal sealed class IndexModel(WaitingMatters waiting, IAreas areas, IBodies bodies) : PageModel
{
    public IReadOnlyList<WaitingLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, AreaName> Areas { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public IReadOnlyDictionary<Guid, string> Bodies { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>How many wait.</summary>
    public long Count { get; private set; }

    /// <summary>From where this page goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var page = await waiting.ForCallAsync(HttpContext.Viewer(), After, WaitingMatters.Shown, cancel);
        (Lines, Count) = (page.Lines, page.Total);
        Pager = new(After is null ? null : "/callbacks", page.Next is { } next ? $"/callbacks?after={next}" : null);
        Areas = await areas.NamesAsync(Lines.Select(line => line.Area).Distinct(), cancel);
        Bodies = await bodies.NamesAsync(Lines.Select(line => line.BodyId).OfType<Guid>().Distinct(), cancel);
    }
}
