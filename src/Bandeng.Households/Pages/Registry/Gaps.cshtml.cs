using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>对不上的: rooms with none, persons in two households.</summary>
[Access(Permission.ReadHouseholds)]
internal sealed class GapsModel(FindGaps gaps) : PageModel
{
    public IReadOnlyList<EmptyDoor> Empty { get; private set; } = [];

    public long EmptyInAll { get; private set; }

    public Guid? Next { get; private set; }

    public bool IsFirst { get; private set; }

    public ILookup<Guid, TwoHomes> Twice { get; private set; } = Enumerable.Empty<TwoHomes>().ToLookup(_ => Guid.Empty);

    public async Task OnGetAsync(Guid? after, CancellationToken cancel)
    {
        var within = HttpContext.Viewer().AreasWith(Permission.ReadHouseholds);
        var rows = await gaps.EmptyAsync(within, after, cancel);
        Empty = [.. rows.Take(FindGaps.PageSize)];
        (Next, IsFirst) = (rows.Count > FindGaps.PageSize ? Empty[^1].Id : null, after is null);
        EmptyInAll = await gaps.CountEmptyAsync(within, cancel);
        Twice = (await gaps.TwiceAsync(within, cancel)).ToLookup(one => one.ResidentId);
    }
}
