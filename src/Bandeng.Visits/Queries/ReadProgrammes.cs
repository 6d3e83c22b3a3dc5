using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Queries;

/// <summary>A programme as one line.</summary>
internal sealed record ProgrammeRow(
    Guid Id, string Name, string Purpose, Guid? BodyId, AreaCode AreaCode, string? NeedKind, DateOnly StartsOn,
    DateOnly EndsOn, DateOnly? ClosedOn,
    long Version, long Done, long Refused)
{
    /// <summary>The last day on which it ran or is to run.</summary>
    public DateOnly LastDay => Programme.LastDay(EndsOn, ClosedOn);

    public ProgrammeState StateOn(DateOnly day) => LastDay < StartsOn || LastDay < day ? ProgrammeState.Over
        : StartsOn > day ? ProgrammeState.Planned
        : ProgrammeState.Running;

    /// <summary>
    /// Whether a visit of it may be entered today: it runs, or ended within the days of late entries.
    /// </summary>
    public bool TakesVisitsOn(DateOnly today) =>
        Programme.TakesVisits(StartsOn, EndsOn, ClosedOn, today, EnterVisit.DaysBack);
}

internal enum ProgrammeState
{
    Planned,
    Running,
    Over,
}

/// <summary>How far a programme has come in one grid (or community, where there are no grids).</summary>
/// <param name="Homes">Households that it means.</param>
/// <param name="Tried">Nobody was at home so far.</param>
internal sealed record Coverage(AreaCode Grid, long Homes, long Done, long Refused, long Tried)
{
    public long Left => Homes - Done - Refused;
}

/// <summary>How often an answer was given.</summary>
internal sealed record AnswerCount(string Question, string? Choice, long Number, double? Sum);

/// <summary>Programmes, how far they have come, and what was answered.</summary>
internal sealed class ReadProgrammes(BandengDb db)
{
    private const string Columns =
        """
        select p.id, p.name, p.purpose, p.body_id, p.area_code, p.need_kind, p.starts_on, p.ends_on, p.closed_on, p.version,
            (select count(distinct v.household_id) from visits v where v.programme_id = p.id and v.outcome = 'Done') as done,
            (select count(distinct v.household_id) from visits v where v.programme_id = p.id and v.outcome = 'Refused') as refused
        from visit_programmes p
        """;

    /// <summary>Those that touch the areas of the viewer's posts, what runs first.</summary>
    public async Task<IReadOnlyList<ProgrammeRow>> ListAsync(Viewer viewer, CancellationToken cancel)
    {
        var areas = viewer.PostsWith(Permission.Visit).Concat(viewer.PostsWith(Permission.PlanVisits))
            .Select(post => post.Area).Distinct().ToList();
        var rows = areas is [] ? [] : await db.RowsAsync<ProgrammeRow>(
            $"{Columns} where {string.Join(" or ", areas.Select(Touches))} order by p.ends_on desc, p.id limit 200",
            null, cancel);
        return rows;
    }

    public async Task<ProgrammeRow?> FindAsync(Guid id, Viewer viewer, CancellationToken cancel) =>
        await db.RowAsync<ProgrammeRow>($"{Columns} where p.id = @id", new { id }, cancel) is { } row
            && viewer.PostsWith(Permission.Visit).Concat(viewer.PostsWith(Permission.PlanVisits))
                .Any(post => post.Area.Contains(row.AreaCode) || row.AreaCode.Contains(post.Area))
            ? row : null;

    public Task<VisitForm> FormAsync(Guid programme, CancellationToken cancel) =>
        db.VisitForms.AsNoTracking().Where(form => form.ProgrammeId == programme)
            .OrderByDescending(form => form.Number).FirstAsync(cancel);

    /// <summary>
    /// All that was ever asked, the form of today first; a question that is asked no more keeps its answers.
    /// </summary>
    public async Task<IReadOnlyList<Question>> QuestionsAsync(Guid programme, CancellationToken cancel) =>
        [.. (await db.VisitForms.AsNoTracking().Where(form => form.ProgrammeId == programme)
            .OrderByDescending(form => form.Number).ToListAsync(cancel))
            .SelectMany(form => Question.Read(form.Questions)).DistinctBy(question => question.Key)];

    /// <param name="day">Households as they were on this day: today, or the last day of what is over.</param>
    public Task<IReadOnlyList<Coverage>> CoverageAsync(ProgrammeRow programme, DateOnly day, CancellationToken cancel)
    {
        var meant = programme.NeedKind switch
        {
            null => "",
            "*" => $"and exists (select 1 from need_facts n where n.household_id = h.id and {Cared})",
            _ => $"and exists (select 1 from need_facts n where n.household_id = h.id and {Cared} and n.kind = @kind)",
        };
        var of = (string outcome) => $"exists (select 1 from visits v where v.programme_id = @id and v.household_id = h.id and v.outcome = '{outcome}')";
        return db.RowsAsync<Coverage>(
            $"""
            with homes as (
                select (c.area_code / 1000 * 1000) as grid, {of("Done")} as done, {of("Refused")} as refused, {of("NobodyHome")} as tried
                from household_facts h join building_codes c on c.building_id = h.building_id
                    and c.valid_from <= @day and (c.valid_to is null or c.valid_to > @day)
                where h.valid_from <= @day and (h.valid_to is null or h.valid_to > @day) and c.area_code between @first and @last {meant})
            select grid, count(*) as homes, cast(sum(case when done then 1 else 0 end) as bigint) as done,
                cast(sum(case when refused and not done then 1 else 0 end) as bigint) as refused,
                cast(sum(case when tried and not done and not refused then 1 else 0 end) as bigint) as tried
            from homes group by grid order by grid
            """,
            new
            {
                id = programme.Id,
                day,
                kind = programme.NeedKind,
                first = programme.AreaCode.Range.First,
                last = programme.AreaCode.Range.Last,
            },
            cancel);
    }

    private const string Cared = "n.valid_from <= @day and (n.ended_on is null or n.ended_on > @day)";

    // A household that was visited again has one answer, the last.
    public Task<IReadOnlyList<AnswerCount>> AnswersAsync(
        Guid programme, CancellationToken cancel) => db.RowsAsync<AnswerCount>(
        """
        select a.question, a.choice, count(*) as number, sum(a.number) as sum
        from visit_answers a join visits v on v.id = a.visit_id where v.programme_id = @programme and v.erased_at is null
            and not exists (select 1 from visits w where w.programme_id = v.programme_id and w.household_id = v.household_id
                and w.outcome = 'Done' and w.erased_at is null
                and (w.day > v.day or (w.day = v.day and (w.entered_at > v.entered_at or (w.entered_at = v.entered_at and w.id > v.id)))))
        group by a.question, a.choice order by a.question, count(*) desc, a.choice
        """,
        new { programme },
        cancel);

    // Numbers from codes, never words from a person.
    private static string Touches(AreaCode area) =>
        $"(p.area_code between {area.Range.First} and {area.Range.Last} or p.area_code in ({string.Join(", ", Around(area))}))";

    private static IEnumerable<long> Around(AreaCode area)
    {
        for (AreaCode? around = area; around is { } one; around = one.Parent)
        {
            yield return one.Value;
        }
    }
}
