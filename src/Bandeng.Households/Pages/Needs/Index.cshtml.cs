using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Needs;

/// <summary>关爱: whom the reader cares for, who is due first.</summary>
[Access(Permission.ReadNeeds)]
[ResponseCache(NoStore = true)]
internal sealed class IndexModel(ReadNeeds read, NeedKinds kinds, BandengDb db, TimeProvider clock) : PageModel
{
    public NeedFilter Filter { get; private set; } = new();

    public IReadOnlyList<NeedRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, NeedKind> Kinds { get; private set; } = new Dictionary<string, NeedKind>();

    public IReadOnlyDictionary<Guid, string?> Purposes { get; private set; } = new Dictionary<Guid, string?>();

    public IReadOnlyDictionary<string, long> Counts { get; private set; } = new Dictionary<string, long>();

    public string? Next { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepNeeds);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Filter = NeedAddress.Of(Request.Query);
        Kinds = (await kinds.AllAsync(cancel)).GroupBy(kind => kind.Code)
            .ToDictionary(group => group.Key, group => group.First());
        var rows = await read.ListAsync(Filter, viewer, ReadNeeds.PageSize + 1, cancel);
        Rows = [.. rows.Take(ReadNeeds.PageSize)];
        Next = rows.Count > ReadNeeds.PageSize
            ? "/needs" + NeedAddress.Query(Filter with { After = ReadNeeds.KeyOf(Rows[^1]) })
            : null;
        Purposes = await db.TextsAsync([.. Rows.Select(row => row.PurposeId)], cancel);
        var counts = new Dictionary<string, long>();
        foreach (var show in NeedAddress.Shows)
        {
            counts[show] = await read.CountAsync(Filter with { Show = show }, viewer, cancel);
        }

        Counts = counts;
    }
}
