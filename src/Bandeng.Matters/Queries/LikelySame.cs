using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>An open matter nearby that may be the same.</summary>
/// <param name="Title">Null when its words were not let out; then category and place must do.</param>
/// <param name="Likeness">0 to 1.</param>
public sealed record SameMatter(
    Guid Id, string? Title, string? Category, string? Place, int Voices, MatterStage Stage, DateTimeOffset RaisedAt,
    double Likeness);

/// <summary>
/// Open matters of the same community or within 500 m, of the last 60 days, whose words are alike. Complaints, reports
/// and what is protected are never offered.
/// </summary>
internal sealed class LikelySame(BandengDb db, IAreas areas, Catalogue catalogue, TimeProvider clock)
{
    private sealed record Row(
        Guid Id, string? Title, string? Detail, string? CategoryCode, AreaCode AreaCode, long Voices, string Stage,
        DateTimeOffset? LetOutAt, DateTimeOffset RaisedAt, double? Longitude, double? Latitude);

    private const int Most = 3;
    private const double Enough = 0.3;
    private const int Days = 60;
    private const double Metres = 500;
    private const double MetresADegree = 111_320;

    private const string Sql =
        """
        select m.id, t.body as title, d.body as detail, m.category_code, m.area_code, m.voices, m.stage, m.let_out_at,
               m.raised_at, m.longitude, m.latitude
        from matters m
        join texts t on t.id = m.title_id
        join texts d on d.id = m.detail_id
        where m.raised_at >= @since and m.merged_into is null
          and m.request_type not in ('Complaint', 'Report') and {0}
          and m.stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn')
          and ((m.area_code between @first and @last)
            or (m.longitude between @west and @east and m.latitude between @south and @north))
        order by m.raised_at desc
        limit 300
        """;

    /// <param name="area">Where it is, as far as known; grids and buildings count as their community.</param>
    /// <param name="longitude">Degrees, WGS-84.</param>
    /// <param name="latitude">Degrees, WGS-84.</param>
    public async Task<IReadOnlyList<SameMatter>> FindAsync(
        string? words, AreaCode? area, double? longitude, double? latitude, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(words) || (InCommunity(area) is null && longitude is null))
        {
            return [];
        }

        var mine = Bigrams.Of(words);
        var rows = await NearbyAsync(InCommunity(area), longitude, latitude, cancel);
        var alike = rows.Where(row => Inside(row, InCommunity(area), longitude, latitude))
            .Select(row => (Row: row, Likeness: Bigrams.Likeness(mine, Bigrams.Of($"{row.Title} {row.Detail}"))))
            .Where(found => found.Likeness >= Enough)
            .OrderByDescending(found => found.Likeness).ThenByDescending(found => found.Row.Voices)
            .Take(Most).ToList();
        var names = await areas.NamesAsync(alike.Select(found => PlaceOf(found.Row)), cancel);
        var categories = await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        return
        [
            .. alike.Select(found => new SameMatter(
                found.Row.Id,
                found.Row.LetOutAt is null ? null : found.Row.Title,
                categories.FirstOrDefault(category => category.Code == found.Row.CategoryCode)?.Name,
                names.GetValueOrDefault(PlaceOf(found.Row))?.FullName,
                (int)found.Row.Voices, Enum.Parse<MatterStage>(found.Row.Stage), found.Row.RaisedAt, found.Likeness)),
        ];
    }

    private async Task<IReadOnlyList<Row>> NearbyAsync(
        AreaCode? community, double? longitude, double? latitude, CancellationToken cancel)
    {
        var range = community?.Range;
        var high = Metres / MetresADegree;
        var wide = high / Math.Max(0.01, Math.Cos((latitude ?? 0) * Math.PI / 180));
        return await db.RowsAsync<Row>(
            Sql.Replace("{0}", db.IsPostgres() ? "not m.protected" : "m.protected = 0", StringComparison.Ordinal),
            new
            {
                since = clock.GetUtcNow().AddDays(-Days),
                first = range?.First ?? 0,
                last = range?.Last ?? -1,
                west = longitude - wide,
                east = longitude + wide,
                south = latitude - high,
                north = latitude + high,
            },
            cancel);
    }

    // The box of the query has corners; the circle has none.
    private static bool Inside(Row row, AreaCode? community, double? longitude, double? latitude) =>
        community?.Contains(row.AreaCode) == true
        || (longitude is { } east && latitude is { } north && row is { Longitude: { } rowEast, Latitude: { } rowNorth }
            && Distance(east, north, rowEast, rowNorth) <= Metres);

    // Flat for half a kilometre: the error is below a metre.
    private static double Distance(double east, double north, double otherEast, double otherNorth) => double.Hypot(
        (east - otherEast) * Math.Cos(north * Math.PI / 180) * MetresADegree, (north - otherNorth) * MetresADegree);

    // As deep as everyone may know it.
    private static AreaCode PlaceOf(Row row) => row.LetOutAt is null ? row.AreaCode.Community : row.AreaCode;

    private static AreaCode? InCommunity(AreaCode? area) =>
        area?.Community is { Level: AreaLevel.Village } community ? community : null;
}
