using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>Who asked for an exclusion or judged one, when, for which standard reason, in which words.</summary>
/// <param name="Proof">佐证 by file.</param>
public sealed record ExclusionStep(
    DateTimeOffset At, string? Who, string? Reason, string? Words, IReadOnlyList<Guid> Proof);

/// <summary>One line of the register.</summary>
/// <param name="Judged">Null while it waits.</param>
public sealed record ExclusionLine(
    Guid Id, string? Title, AreaCode AreaCode, Guid? BodyId, DateTimeOffset RaisedAt, ExclusionState State,
    ExclusionStep? Asked, ExclusionStep? Judged);

/// <summary>
/// Figures of a period, with or without what was excluded. Rates are left to the reader of both numbers.
/// </summary>
public sealed class ExclusionFigures
{
    public long Matters { get; init; }

    public long HandedBack { get; init; }

    public long InTime { get; init; }

    public long Asked { get; init; }

    public long Solved { get; init; }

    public long Rated { get; init; }

    public long Content { get; init; }
}

/// <summary>甄别剔除登记: every application by the day its matter was raised, and what it did to the figures.</summary>
internal sealed class ExclusionRegister(BandengDb db, IPeople people, TimeProvider clock)
{
    public const int PageSize = 50;

    private sealed class Row
    {
        public Guid Id { get; init; }

        public string? Title { get; init; }

        public AreaCode AreaCode { get; init; }

        public Guid? BodyId { get; init; }

        public DateTimeOffset RaisedAt { get; init; }

        public ExclusionState Exclusion { get; init; }
    }

    private sealed record Event(Guid SubjectId, DateTimeOffset At, string Action, Guid? ActorId, string Facts);

    private sealed class Text
    {
        public Guid Id { get; init; }

        public string? Body { get; init; }
    }

    private const string Figures =
        """
        select count(*) as matters,
            count(m.handed_back_at) as handed_back,
            count(case when m.handed_back_at is not null and m.overdue = @no then 1 end) as in_time,
            count(m.raiser_outcome) as asked,
            count(case when m.raiser_outcome = 'Solved' then 1 end) as solved,
            count(m.rating) as rated,
            count(case when m.rating in ('Satisfied', 'Acceptable') then 1 end) as content
        from matters m
        """;

    /// <summary>The days asked for; left out, this month until today.</summary>
    public (DateOnly First, DateOnly Last) Period(string? from, string? to)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        return (ChinaTime.ReadDay(from) ?? new DateOnly(today.Year, today.Month, 1), ChinaTime.ReadDay(to) ?? today);
    }

    /// <summary>A page of the register, newest matter first; the key of what follows, or null.</summary>
    public async Task<(IReadOnlyList<ExclusionLine> Lines, string? Next)> RunAsync(
        DateOnly from, DateOnly to, string? after, int most, Viewer viewer, CancellationToken cancel)
    {
        var conditions = InPeriod(from, to, viewer);
        conditions.Add("m.exclusion is not null");
        if (DeskKey.TryRead(after, out var key))
        {
            conditions.Add("m.raised_at <= @at and (m.raised_at < @at or m.id < @id)", "at", key.At);
            conditions.Parameters.Add("id", key.Id);
        }

        var rows = await db.RowsAsync<Row>(
            $"""
            select m.id, t.body as title, m.area_code, m.body_id, m.raised_at, m.exclusion
            from matters m left join texts t on t.id = m.title_id
            where {conditions.Sql} order by m.raised_at desc, m.id desc limit {most + 1}
            """,
            conditions.Parameters, cancel);
        var shown = rows.Take(most).ToList();
        return (await WithStepsAsync(shown, cancel), rows.Count > most ? KeyOf(shown[^1]) : null);
    }

    /// <summary>The figures of what was raised in the period: with everything, and without what was excluded.</summary>
    public async Task<(ExclusionFigures Before, ExclusionFigures After)> FiguresAsync(
        DateOnly from, DateOnly to, Viewer viewer, CancellationToken cancel)
    {
        var before = InPeriod(from, to, viewer);
        before.Parameters.Add("no", false);
        var after = InPeriod(from, to, viewer);
        after.Parameters.Add("no", false);
        after.Add("coalesce(m.exclusion, '') <> 'Excluded'");
        return (
            (await db.RowAsync<ExclusionFigures>($"{Figures} where {before.Sql}", before.Parameters, cancel))!,
            (await db.RowAsync<ExclusionFigures>($"{Figures} where {after.Sql}", after.Parameters, cancel))!);
    }

    private DeskConditions InPeriod(DateOnly from, DateOnly to, Viewer viewer)
    {
        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add("m.raised_at >= @from", "from", DeskConditions.Midnight(from));
        conditions.Add("m.raised_at < @before", "before", DeskConditions.Midnight(to.AddDays(1)));
        return conditions;
    }

    private static string KeyOf(Row row) => new DeskKey(row.RaisedAt.ToUnixTimeMilliseconds(), row.Id).ToString();

    private async Task<IReadOnlyList<ExclusionLine>> WithStepsAsync(List<Row> rows, CancellationToken cancel)
    {
        if (rows is [])
        {
            return [];
        }

        Guid[] ids = [.. rows.Select(row => row.Id)];
        var events = await db.RowsAsync<Event>(
            $"""
            select subject_id, at, action, actor_id, facts from trail_events
            where {db.In("subject_id", nameof(ids))} and action in ('matter.RequestExclusion', 'matter.Exclude', 'matter.RefuseExclusion')
            order by at, seq
            """,
            new { ids }, cancel);
        var names = await people.NamesAsync(events.Select(e => e.ActorId).OfType<Guid>().Distinct(), cancel);
        var words = await WordsAsync(events, cancel);
        var steps = events.ToLookup(e => e.SubjectId);
        return
        [
            .. rows.Select(row => new ExclusionLine(
                row.Id, row.Title, row.AreaCode, row.BodyId, row.RaisedAt, row.Exclusion,
                Step(steps[row.Id].LastOrDefault(e => e.Action == "matter.RequestExclusion"), names, words),
                Step(steps[row.Id].LastOrDefault(e => e.Action != "matter.RequestExclusion"), names, words))),
        ];
    }

    private async Task<Dictionary<Guid, string?>> WordsAsync(IReadOnlyList<Event> events, CancellationToken cancel)
    {
        Guid[] ids = [.. events.Select(e => Fact(e, "inner")).Where(id => Guid.TryParse(id, out _))
            .Select(id => Guid.Parse(id!))];
        return ids is []
            ? []
            : (await db.RowsAsync<Text>(
                $"select id, body from texts where {db.In("id", nameof(ids))}", new { ids }, cancel))
            .ToDictionary(text => text.Id, text => text.Body);
    }

    private static ExclusionStep? Step(
        Event? e, IReadOnlyDictionary<Guid, string> names, Dictionary<Guid, string?> words) =>
        e is null ? null : new(
            e.At, e.ActorId is { } who ? names.GetValueOrDefault(who) : null, Fact(e, "reason"),
            Guid.TryParse(Fact(e, "inner"), out var id) ? words.GetValueOrDefault(id) : null, ProofOf(e));

    private static Guid[] ProofOf(Event e)
    {
        using var facts = JsonDocument.Parse(e.Facts);
        return facts.RootElement.TryGetProperty("proof", out var ids)
            ? [.. ids.EnumerateArray().Select(id => id.GetGuid())]
            : [];
    }

    private static string? Fact(Event e, string name)
    {
        using var facts = JsonDocument.Parse(e.Facts);
        return facts.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
    }
}
