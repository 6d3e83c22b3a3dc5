using Bandeng.Households.Grids;
using Bandeng.Households.Pages.Shown;
using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Objecting;

/// <summary>
/// The plans that are shown inside an area, for its public pages; what was adopted stays for two months.
/// </summary>
internal sealed class ShownPlans(BandengDb db, IAreas areas, TimeProvider clock, IStringLocalizer<ShownText> texts)
    : IAreaNews
{
    private const int Most = 6;
    private const int DaysAfter = 60;

    private sealed record Row(Guid PlanId, AreaCode AreaCode, PlanKind Kind, DateOnly LastDay, DateTimeOffset? EndedAt);

    public async Task<IReadOnlyList<AreaNews>> OfAsync(AreaCode area, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var rows = await db.RowsAsync<Row>(
            """
            select s.plan_id, s.area_code, s.kind, s.last_day, s.ended_at
            from grid_showings s join grid_plans p on p.id = s.plan_id
            where s.area_code between @First and @Last and (s.ended_at is null or (s.ended_why = 'Adopted' and p.valid_from >= @since))
            order by s.ended_at is not null, s.last_day, s.id limit @most
            """,
            new { area.Range.First, area.Range.Last, since = today.AddDays(-DaysAfter), most = Most }, cancel);
        var names = await areas.NamesAsync(rows.Select(row => row.AreaCode), cancel);
        return
        [
            .. rows.Select(row => new AreaNews(
                texts[$"news.{row.Kind}", names.GetValueOrDefault(row.AreaCode)?.Name ?? ""],
                row.EndedAt is not null
                    ? texts["news.adopted"]
                    : row.LastDay < today ? texts["news.over"]
                    : texts["news.until", ShowPlan.Day(row.LastDay)],
                $"/grids/{row.PlanId}")),
        ];
    }
}
