using Bandeng.Kernel;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.CallBack;

/// <summary>回访: who is to be asked, the nearest to silence first.</summary>
[Access(Permission.CallBack)]
internal sealed class IndexModel(WaitingMatters waiting, IAreas areas, IBodies bodies) : PageModel
{
    public IReadOnlyList<WaitingLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, AreaName> Areas { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public IReadOnlyDictionary<Guid, string> Bodies { get; private set; } = new Dictionary<Guid, string>();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Lines = await waiting.ForCallAsync(HttpContext.Viewer(), cancel);
        Areas = await areas.NamesAsync(Lines.Select(line => line.Area).Distinct(), cancel);
        Bodies = await bodies.NamesAsync(Lines.Select(line => line.BodyId).OfType<Guid>().Distinct(), cancel);
    }
}
