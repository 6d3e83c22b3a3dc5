using Bandeng.Figures.Definitions;
using Bandeng.Figures.Frozen;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Figures.Queries;

/// <summary>A figure as it was reported and as it would be counted today.</summary>
/// <param name="Figure">Null when this program no longer has a figure of that code.</param>
/// <param name="Now">Null together with the figure.</param>
internal sealed record FrozenAndNow(Figure? Figure, FrozenFigure Then, Counted? Now)
{
    /// <summary>The formula has another version by now, so that a difference is not one of the matters.</summary>
    public bool IsOtherFormula => Figure?.Version != Then.FigureVersion;

    public bool IsChanged => Now is not null && Now != Then.Counted;
}

/// <summary>A matter of the month on which somebody acted after it was frozen.</summary>
internal sealed class ChangedMatter
{
    public Guid Id { get; init; }

    public string? Title { get; init; }

    public required string Stage { get; init; }

    public AreaCode AreaCode { get; init; }

    /// <summary>How many acts since.</summary>
    public long Acts { get; init; }

    public DateTimeOffset LastAt { get; init; }
}

/// <summary>Frozen months, held against today's recount.</summary>
internal sealed class FrozenMonths(BandengDb db, CountFigure count, TimeProvider clock)
{
    public const int Page = 200;

    private const string Changed =
        """
        select f.id, t.body as title, f.stage, f.area_code, since.acts, since.last_at
        from (select e.subject_id, count(*) as acts, max(e.at) as last_at from trail_events e
              where e.subject_kind = 'matter' and e.at > @FrozenAt group by e.subject_id) since
             join matters_facts f on f.id = since.subject_id
             left join texts t on t.id = f.title_id
        where f.area_code between @first and @last
          and (f.raised_at >= @from and f.raised_at < @to or f.dispatched_at >= @from and f.dispatched_at < @to
               or f.handed_back_at >= @from and f.handed_back_at < @to or f.closed_at >= @from and f.closed_at < @to
               or exists (select 1 from trail_events o where o.subject_id = f.id and o.at >= @from and o.at < @to)
               or f.dispatched_at < @to and (f.handed_back_at is null or f.handed_back_at >= @to))
        order by since.last_at desc, f.id limit 200
        """;

    /// <summary>All of the viewer's areas, newest month first.</summary>
    public async Task<IReadOnlyList<FrozenMonth>> AllAsync(Viewer viewer, CancellationToken cancel)
    {
        var months = await db.Set<FrozenMonth>().AsNoTracking()
            .OrderByDescending(f => f.Month).ThenBy(f => f.AreaCode).ToListAsync(cancel);
        return [.. months.Where(month => viewer.May(Permission.ReadFigures, month.AreaCode))];
    }

    public Task<FrozenMonth?> FindAsync(AreaCode area, string month, CancellationToken cancel) =>
        db.Set<FrozenMonth>().AsNoTracking().SingleOrDefaultAsync(f => f.AreaCode == area && f.Month == month, cancel);

    /// <summary>Figure by figure, in the order in which they are shown.</summary>
    public async Task<IReadOnlyList<FrozenAndNow>> CompareAsync(
        FrozenMonth frozen, FigureScope scope, CancellationToken cancel)
    {
        var kept = await db.Set<FrozenFigure>().AsNoTracking().Where(f => f.MonthId == frozen.Id).ToListAsync(cancel);
        var order = FigureBook.Reported.Index().ToDictionary(entry => entry.Item.Code, entry => entry.Index);
        List<FrozenAndNow> compared = [];
        foreach (var then in kept.OrderBy(f => order.GetValueOrDefault(f.Figure, int.MaxValue)))
        {
            var figure = FigureBook.Find(then.Figure);
            compared.Add(new(figure, then, figure is null ? null
                : await count.TotalAsync(new(figure, Period.Parse(frozen.Month)!, scope, clock.GetUtcNow()), cancel)));
        }

        return compared;
    }

    /// <summary>The latest 200 matters that the month counts, or could count, with acts after it was frozen.</summary>
    public async Task<IReadOnlyList<ChangedMatter>> ChangedAsync(FrozenMonth frozen, CancellationToken cancel)
    {
        var period = Period.Parse(frozen.Month)!;
        var (first, last) = frozen.AreaCode.Range;
        return await db.RowsAsync<ChangedMatter>(
            Changed, new { frozen.FrozenAt, from = period.From, to = period.To, first, last }, cancel);
    }
}
