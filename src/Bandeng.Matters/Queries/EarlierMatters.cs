using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>A matter as a line among others.</summary>
public sealed record MatterLine(
    Guid Id, string? Title, MatterStage Stage, string? CategoryCode, DateTimeOffset RaisedAt, long Voices);

/// <summary>Matters that stand beside one: earlier ones of the same raiser, open ones nearby.</summary>
internal sealed class EarlierMatters(BandengDb db)
{
    private sealed record Row(
        Guid Id, string? Title, string Stage, string? CategoryCode, DateTimeOffset RaisedAt, long Voices);

    /// <summary>
    /// Other matters of whoever raised this one, known by account or telephone, where the viewer reads; newest first.
    /// </summary>
    public Task<IReadOnlyList<MatterLine>> OfRaiserAsync(
        Guid matterId, Viewer viewer, CancellationToken cancel) => LinesAsync(
        $"""
        select m.id
        from matters m
        where m.id <> @matterId and {Reach.In("m.area_code", viewer.PostsWith(Permission.ReadMatters))}
          and m.id in (
              select v.matter_id from matter_voices mine join matter_voices v on v.person_id = mine.person_id
              where mine.matter_id = @matterId and mine.is_raiser = @yes
              union
              select v.matter_id from matter_voices mine join matter_voices v on v.phone_fingerprint = mine.phone_fingerprint
              where mine.matter_id = @matterId and mine.is_raiser = @yes)
        order by m.raised_at desc
        limit 10
        """,
        "m.raised_at desc",
        new { matterId, yes = true },
        cancel);

    /// <summary>
    /// Whether one is an earlier matter of the same raiser, known by account or telephone, and came to an end.
    /// </summary>
    public async Task<bool> IsClosedOfRaiserAsync(
        Guid matterId, Guid earlierId, CancellationToken cancel) => await db.RowAsync<long>(
        """
        select count(*)
        from matters e
        join matters m on m.id = @matterId and e.raised_at < m.raised_at
        join matter_voices v on v.matter_id = e.id
        join matter_voices mine on mine.matter_id = m.id and mine.is_raiser = @yes
        where e.id = @earlierId and e.stage in ('Settled', 'Unconfirmed', 'Declined', 'Redirected')
          and (v.person_id = mine.person_id or v.phone_fingerprint = mine.phone_fingerprint)
        """,
        new { matterId, earlierId, yes = true },
        cancel) > 0;

    /// <summary>
    /// Open matters of the same community, those of the same category first: what this one may be merged into.
    /// </summary>
    public Task<IReadOnlyList<MatterLine>> NearbyAsync(
        Guid matterId, AreaCode area, string? category, Viewer viewer, CancellationToken cancel)
    {
        var (first, last) = area.Community.Range;

        // With the plus SQLite looks through the community, not through all that the viewer reaches.
        return LinesAsync(
            $"""
            select m.id
            from matters m
            where m.area_code between @first and @last and m.id <> @matterId
              and {Reach.In("+m.area_code", viewer.PostsWith(Permission.DispatchMatters))}
              and m.stage in ('Raised', 'Listed', 'Dispatched', 'Accepted', 'Returned', 'Suspended', 'Council', 'Reopened')
            order by case when m.category_code = @category then 0 else 1 end, m.raised_at desc
            limit 8
            """,
            "case when m.category_code = @category then 0 else 1 end, m.raised_at desc",
            new { matterId, first, last, category = category ?? "" },
            cancel);
    }

    // The few are chosen first, in an index alone (matters_stage): their rows and words are read for them only.
    private async Task<IReadOnlyList<MatterLine>> LinesAsync(
        string few, string order, object parameters, CancellationToken cancel) =>
    [
        .. (await db.RowsAsync<Row>(
            $"""
            select m.id, t.body as title, m.stage, m.category_code, m.raised_at, m.voices
            from ({few}) few join matters m on m.id = few.id left join texts t on t.id = m.title_id
            order by {order}
            """,
            parameters,
            cancel)).Select(row => new MatterLine(
            row.Id, row.Title, Enum.Parse<MatterStage>(row.Stage), row.CategoryCode, row.RaisedAt, row.Voices)),
    ];
}
