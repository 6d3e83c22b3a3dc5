using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>走访记录: what was asked, what was promised, what came of it.</summary>
[Access(Permission.Visit, Permission.PlanVisits)]
[ResponseCache(NoStore = true)]
internal sealed class LogModel(VisitLog log, ReadProgrammes programmes, IPeople people, BandengDb db) : PageModel
{
    public VisitFilter Filter { get; private set; } = new();

    public IReadOnlyList<VisitRow> Rows { get; private set; } = [];

    public long Count { get; private set; }

    public IReadOnlyList<ProgrammeRow> Programmes { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<Guid, string?> Words { get; private set; } = new Dictionary<Guid, string?>();

    public string? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Filter = VisitAddress.Of(Request.Query);
        var rows = await log.ListAsync(Filter, viewer, VisitLog.PageSize + 1, cancel);
        Rows = [.. rows.Take(VisitLog.PageSize)];
        Next = rows.Count > VisitLog.PageSize
            ? "/visits/log" + VisitAddress.Query(Filter with { After = VisitLog.KeyOf(Rows[^1]) })
            : null;
        Count = await log.CountAsync(Filter, viewer, cancel);
        Programmes = await programmes.ListAsync(viewer, cancel);
        Names = await people.NamesAsync(Rows.Select(row => row.VisitorId), cancel);
        Words = await db.TextsAsync(
            [.. Rows.SelectMany(row => new[] { row.WordsId, row.PromiseId }).OfType<Guid>()], cancel);
    }

    public string? Text(Guid? id) => id is { } text ? Words.GetValueOrDefault(text) : null;
}
