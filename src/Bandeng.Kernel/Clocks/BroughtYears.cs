using System.Globalization;
using System.Text;
using Bandeng.Kernel.Trail;

namespace Bandeng.Kernel.Clocks;

/// <summary>
/// Official years that an office brings before a new version does. Kept as the notice was written, on the trail.
/// </summary>
public static class BroughtYears
{
    private static string _seen = "";

    private sealed record Row(long Year, string Body, DateTimeOffset BroughtAt);

    /// <summary>Keeps a year and counts by it at once.</summary>
    /// <returns>False when the very same notice stands already.</returns>
    public static async Task<Result<bool>> BringAsync(
        this BandengDb db, string text, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        if (!Read(text).TryGet(out var year, out var refusal))
        {
            return refusal;
        }

        if (await db.RowAsync<string>("select body from calendar_years where year = @Year", new { year.Year }, cancel) == text)
        {
            return false;
        }

        await using var own = await db.Database.BeginTransactionAsync(cancel);
        await db.ExecuteAsync(
            """
            insert into calendar_years (year, body, brought_at) values (@Year, @text, @now)
            on conflict (year) do update set body = excluded.body, brought_at = excluded.brought_at
            """,
            new { year.Year, text, now },
            cancel);
        db.Record(new TrailEntry("calendar", Guid.CreateVersion7(now), null, "calendar.import", by, now)
        {
            Facts = new Dictionary<string, object?> { ["year"] = year.Year, ["days"] = year.Worked.Count },
        });
        await db.SaveAsync(cancel);
        await own.CommitAsync(cancel);
        await db.LoadYearsAsync(cancel);
        return true;
    }

    /// <summary>
    /// Counts by the years that were brought; called at the start, and again now and then for what another node
    /// brought.
    /// </summary>
    public static async Task LoadYearsAsync(this BandengDb db, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            "select year, body, brought_at from calendar_years order by year", null, cancel);
        var seen = string.Join(';', rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Year} {row.BroughtAt.ToUnixTimeMilliseconds()}")));
        if (rows is [] || Interlocked.Exchange(ref _seen, seen) == seen)
        {
            return;
        }

        WorkCalendar.Bring(rows.Select(row => Read(row.Body).TryGet(out var year, out var refusal)
            ? year
            : throw new InvalidOperationException($"calendar_years {row.Year}: {refusal.Message}")));
    }

    private static Result<CalendarYear> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return CalendarYear.Read(stream);
    }
}
