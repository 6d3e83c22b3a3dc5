using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries.Board;

/// <summary>
/// Puts names, pictures and the voices' answers to the rows of a list: a few questions, however long it is.
/// </summary>
internal sealed class BoardNames(BandengDb db, IAreas areas, IBodies bodies, Catalogue catalogue, AreaPoints points)
{
    /// <summary>Four decimals of a degree: about 11 metres.</summary>
    private const int Decimals = 4;

    private sealed record Picture(Guid MatterId, Guid Id, string Moment);

    private sealed class Answer
    {
        public Guid MatterId { get; init; }

        public string? Outcome { get; init; }

        public long Voices { get; init; }
    }

    public async Task<IReadOnlyList<BoardMatter>> AddAsync(
        IReadOnlyList<BoardRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        if (rows is [])
        {
            return [];
        }

        var places = await areas.NamesAsync(rows.Select(row => row.Place), cancel);
        var centres = await points.OfAsync(rows.Select(row => row.AreaCode.Community), cancel);
        var handling = await bodies.NamesAsync(rows.Select(row => row.BodyId).OfType<Guid>(), cancel);
        var categories = (await catalogue.OnAsync(ChinaTime.DayOf(now), cancel))
            .ToDictionary(category => category.Code);
        var pictures = (await PicturesAsync([.. rows.Where(row => row.IsReadable).Select(row => row.Id)], cancel))
            .ToLookup(p => p.MatterId);
        var answers = (await AnswersAsync(
            [.. rows.Where(row => Stages.Closed.Contains(row.At)).Select(row => row.Id)], cancel))
            .ToLookup(answer => answer.MatterId);
        return
        [
            .. rows.Select(row => new BoardMatter(
                row.Id, row.At, row.CategoryCode is { } code ? categories.GetValueOrDefault(code) : null, row.Title,
                row.Detail, row.Place,
                places.GetValueOrDefault(row.Place)?.FullName ?? "",
                row.BodyId is { } body ? handling.GetValueOrDefault(body) : null,
                row.Voices, row.RaisedAt, row.UpdatedAt, row.ClosedAt, row.RunsUntil, row.IsLate(now),
                PointOf(row, centres))
            {
                Said = [.. answers[row.Id].Select(SaidBy)],
                Rating = row.Rating is { } rating ? Enum.Parse<Rating>(rating) : null,
                Before = (pictures[row.Id].FirstOrDefault(p => p.Moment == "Before") ?? pictures[row.Id].FirstOrDefault(p => p.Moment == "Raised"))?.Id,
                After = pictures[row.Id].LastOrDefault(p => p.Moment == "After")?.Id,
            }),
        ];
    }

    private static (RaiserOutcome? Outcome, long Voices) SaidBy(Answer answer) =>
        (answer.Outcome is { } outcome ? Enum.Parse<RaiserOutcome>(outcome) : null, answer.Voices);

    private static BoardPoint? PointOf(
        BoardRow row, IReadOnlyDictionary<AreaCode, (double Longitude, double Latitude)> centres)
    {
        if (row is { IsReadable: true, Longitude: { } longitude, Latitude: { } latitude })
        {
            return new(Math.Round(longitude, Decimals), Math.Round(latitude, Decimals), true);
        }

        return centres.TryGetValue(row.AreaCode.Community, out var centre)
            ? new(Math.Round(centre.Longitude, Decimals), Math.Round(centre.Latitude, Decimals), false)
            : null;
    }

    private async Task<IReadOnlyList<Picture>> PicturesAsync(Guid[] ids, CancellationToken cancel) => ids is []
        ? []
        : await db.RowsAsync<Picture>(
            $"""
            select matter_id, id, moment from matter_files
            where {db.In("matter_id", nameof(ids))} and let_out_at is not null and media_type like 'image/%'
                and moment in ('Raised', 'Before', 'After')
            order by added_at, id
            """,
            new { ids },
            cancel);

    // The voices of matters that were merged into one spoke of the same handling.
    private async Task<IReadOnlyList<Answer>> AnswersAsync(Guid[] ids, CancellationToken cancel) => ids is []
        ? []
        : await db.RowsAsync<Answer>(
            $"""
            select x.matter_id, v.outcome, count(*) as voices
            from (select id as matter_id, id from matters where {db.In("id", nameof(ids))}
                  union all
                  select merged_into as matter_id, id from matters where {db.In("merged_into", nameof(ids))}) x
            join matter_voices v on v.matter_id = x.id
            group by x.matter_id, v.outcome
            order by count(*) desc, v.outcome
            """,
            new { ids },
            cancel);
}
