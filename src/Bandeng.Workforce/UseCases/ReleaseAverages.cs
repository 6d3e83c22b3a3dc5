using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Workforce.UseCases;

/// <summary>
/// Averages of a month that is over are released, once; what would tell one person's pay is held back.
/// </summary>
internal sealed class ReleaseAverages(BandengDb db, TimeProvider clock)
{
    private sealed record Setting(long MinPersons, long UncertainFen);

    public async Task<Result<Guid>> RunAsync(string? typed, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (by.PostsWith(Permission.ReleasePay).Select(post => post.Area).Order().FirstOrDefault() is var area
            && area == default)
        {
            return Refusals.Unknown;
        }

        if (PayMonth.Read(typed) is not { } month || !PayMonth.IsOver(month, ChinaTime.DayOf(now)))
        {
            return new Refusal(RefusalKind.Invalid, "pay.month-open", "A month is released when it is over.");
        }

        // Of two areas one of which lies in the other only one is ever released: their difference would be an answer
        // too.
        var released = await db.PayReleases.Where(one => one.Month == month).ToListAsync(cancel);
        if (released.Exists(one => one.AreaCode.Contains(area) || area.Contains(one.AreaCode)))
        {
            return new Refusal(
                RefusalKind.Conflict, "pay.released", "This month has been released; it is not released again.");
        }

        var setting = (await SettingAsync(ChinaTime.DayOf(now), cancel))!;
        var rows = Averages.Released(
            area, await PaidAsync(month, area, cancel), setting.MinPersons, setting.UncertainFen);
        if (rows.Count == 0)
        {
            return new Refusal(
                RefusalKind.Conflict, "pay.too-few",
                $"Fewer than {setting.MinPersons} persons were paid in this month.")
            {
                Details = [$"{setting.MinPersons}"],
            };
        }

        var release = new PayRelease(Guid.CreateVersion7(now), month, area, now);
        db.PayReleases.Add(release);
        db.PayAverages.AddRange(rows.Select(row => new PayAverage(release.Id, row.Area, row.Persons, row.Fen)));
        db.Record(new TrailEntry("pay", release.Id, area, "pay.release", by.On(Permission.ReleasePay, area), now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["month"] = month,
                ["averages"] = rows.ToDictionary(row => row.Area.ToString(), row => $"{row.Persons}:{row.Fen}"),
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? release.Id : Refusals.Overtaken;
    }

    private Task<Setting?> SettingAsync(DateOnly day, CancellationToken cancel) => db.RowAsync<Setting>(
        "select min_persons, uncertain_fen from pay_settings where valid_from <= @day order by valid_from desc limit 1",
        new { day }, cancel);

    private Task<IReadOnlyList<PayOfArea>> PaidAsync(
        string month, AreaCode area, CancellationToken cancel) => db.RowsAsync<PayOfArea>(
        """
        select w.area_code as area, count(distinct w.id) as persons, cast(sum(p.fen) as bigint) as fen
        from worker_pay p join workers w on w.id = p.worker_id
        where p.month = @month and w.area_code between @first and @last group by w.area_code
        """,
        new { month, first = area.Range.First, last = area.Range.Last }, cancel);
}
