using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Dapper;

namespace Bandeng.Visits.Queries;

/// <summary>Which visits a list shows; everything stands in the address.</summary>
/// <param name="Promise">open, kept, spot, any: visits with a promise in that state.</param>
/// <param name="Question">With <paramref name="Choice"/>: only those that answered so.</param>
internal sealed record VisitFilter(
    Guid? Programme = null, AreaCode? Area = null, VisitOutcome? Outcome = null, string? Promise = null,
    DateOnly? From = null, DateOnly? To = null,
    string? Question = null, string? Choice = null, string? After = null);

/// <summary>A visit as one line.</summary>
/// <param name="Stage">Of the matter that the promise became.</param>
internal sealed record VisitRow(
    Guid Id, Guid? ProgrammeId, string? Programme, Guid HouseholdId, AreaCode AreaCode, string Building, string? Estate,
    string Unit, string Room, DateOnly Day,
    DateTimeOffset EnteredAt, Guid VisitorId, VisitOutcome Outcome, Guid? WordsId, Settlement? Settlement,
    Guid? PromiseId, DateOnly? PromisedFor,
    Guid? MatterId, string? Stage, DateTimeOffset? ErasedAt)
{
    public string Door =>
        string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
}

/// <summary>What was asked, what was promised, what came of it.</summary>
internal sealed class VisitLog(BandengDb db)
{
    public const int PageSize = 50;

    /// <summary>Where the raiser said that it is settled, or the office answered for good.</summary>
    internal const string Over =
        "('Settled', 'Declined', 'Redirected', 'Answered', 'Unconfirmed', 'Merged', 'Withdrawn')";

    private const string Columns =
        """
        select v.id, v.programme_id, g.name as programme, v.household_id, v.area_code, d.building, d.estate, d.unit, d.room, v.day, v.entered_at, v.visitor_id,
            v.outcome, v.words_id, p.settlement, p.text_id as promise_id, p.promised_for, p.matter_id, m.stage, v.erased_at
        from visits v join household_facts h on h.id = v.household_id join dwelling_facts d on d.id = h.dwelling_id
            left join visit_programmes g on g.id = v.programme_id left join visit_promises p on p.visit_id = v.id
            left join matters_facts m on m.id = p.matter_id
        """;

    public Task<IReadOnlyList<VisitRow>> ListAsync(
        VisitFilter filter, Viewer viewer, int most, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter, viewer);
        return db.RowsAsync<VisitRow>(
            $"{Columns} where {sql} order by v.day desc, v.id desc limit {most}", values, cancel);
    }

    public Task<long> CountAsync(VisitFilter filter, Viewer viewer, CancellationToken cancel)
    {
        var (sql, values) = Conditions(filter with { After = null }, viewer);
        return db.RowAsync<long>($"select count(*) from ({Columns} where {sql}) counted", values, cancel);
    }

    public static string KeyOf(VisitRow row) => FormattableString.Invariant($"{row.Day:yyyy-MM-dd}_{row.Id}");

    private static (string Sql, DynamicParameters Values) Conditions(VisitFilter filter, Viewer viewer)
    {
        var values = new DynamicParameters(new { me = viewer.PersonId ?? Guid.Empty });
        List<string> parts = [Scope(viewer)];
        void And(string sql, string name, object value)
        {
            parts.Add(sql);
            values.Add(name, value);
        }

        if (filter.Programme is { } programme)
        {
            And("v.programme_id = @programme", "programme", programme);
        }

        if (filter.Area is { } area)
        {
            parts.Add($"v.area_code between {area.Range.First} and {area.Range.Last}");
        }

        if (filter.Outcome is { } outcome)
        {
            And("v.outcome = @outcome", "outcome", outcome.ToString());
        }

        parts.AddRange(filter.Promise switch
        {
            "open" => [$"p.matter_id is not null and (m.stage is null or m.stage not in {Over})"],
            "kept" => [$"p.matter_id is not null and m.stage in {Over}"],
            "spot" => ["p.settlement = 'OnTheSpot'"],
            "any" => ["p.visit_id is not null"],
            _ => [],
        });
        if (filter.From is { } from)
        {
            And("v.day >= @from", "from", from);
        }

        if (filter.To is { } to)
        {
            And("v.day <= @to", "to", to);
        }

        if (filter.Question is { } question && filter.Choice is { } choice)
        {
            And("exists (select 1 from visit_answers a where a.visit_id = v.id and a.question = @question and a.choice = @choice)", "question", question);
            values.Add("choice", choice);
        }

        if (filter.After?.Split('_') is [var day, var id] && ChinaTime.ReadDay(day) is { } after
            && Guid.TryParse(id, out var afterId))
        {
            And("(v.day < @after or v.day = @after and v.id < @afterId)", "after", after);
            values.Add("afterId", afterId);
        }

        return (string.Join(" and ", parts), values);
    }

    // The office reads its area; whoever visits reads what they wrote themselves.
    private static string Scope(Viewer viewer) => "(" + string.Join(" or ", viewer.PostsWith(Permission.ReadHouseholds)
        .Concat(viewer.PostsWith(Permission.PlanVisits)).Select(post => post.Area).Distinct()
        .Select(area => $"v.area_code between {area.Range.First} and {area.Range.Last}")
        .Append("v.visitor_id = @me")) + ")";
}
