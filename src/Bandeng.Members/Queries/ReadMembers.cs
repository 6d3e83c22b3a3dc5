using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Members.Queries;

/// <summary>A report as one line of a list, with what has been confirmed.</summary>
internal sealed record MemberRow(
    Guid Id, Guid PersonId, string Name, string? Unit, AreaCode AreaCode, ReportState State, string HomeUnit,
    long MinutesWeek, DateOnly AskedOn,
    DateOnly? DecidedOn, string? Branch, Guid? PostId, long Minutes, long Waiting, Guid WishId, Guid? SkillsId,
    long Version);

/// <summary>An entry of service with its words.</summary>
internal sealed record ServiceRow(ServiceEntry Entry, string? Activity);

/// <summary>Reports and service: of a community by name, or of one person. There is no ranking.</summary>
internal sealed class ReadMembers(BandengDb db, TimeProvider clock)
{
    public const int Page = 50;

    private const string Columns =
        """
        r.id, r.person_id, p.display_name as name, u.name as unit, r.area_code, r.state, r.home_unit, r.minutes_week, r.asked_on,
            r.decided_on, b.name as branch, r.post_id,
            (select coalesce(sum(e.amount), 0) from ledger_entries e join ledger_accounts a on a.id = e.account_id
                where a.kind = 'service' and a.owner_id = r.person_id and a.area_code = r.area_code) as minutes,
            (select count(*) from service_entries s where s.report_id = r.id and s.state = 'Entered') as waiting, r.wish_id, r.skills_id, r.version
        from member_reports r join person_names p on p.id = r.person_id left join body_facts u on u.id = r.unit_id
            left join body_facts b on b.id = r.branch_id
        """;

    private sealed record PostVersion(long Version);

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <param name="after">The last of the page before.</param>
    public async Task<IReadOnlyList<MemberRow>> ListAsync(
        AreaCode area, ReportState? state, Guid? after, int most, CancellationToken cancel)
    {
        var last = after is { } id ? await FindAsync(id, cancel) : null;
        return await db.RowsAsync<MemberRow>(
            $"""
            select {Columns}
            where r.area_code between @first and @last {(state is null ? "" : "and r.state = @state")}
                and (p.display_name > @afterName or p.display_name = @afterName and r.id > @afterId)
            order by p.display_name, r.id limit {most}
            """,
            new { first = area.Range.First, last = area.Range.Last, state = state?.ToString(), afterName = last?.Name ?? "", afterId = last?.Id ?? Guid.Empty },
            cancel);
    }

    public Task<MemberRow?> FindAsync(Guid id, CancellationToken cancel) =>
        db.RowAsync<MemberRow>($"select {Columns} where r.id = @id", new { id }, cancel);

    public Task<IReadOnlyList<MemberRow>> OfPersonAsync(Guid person, CancellationToken cancel) =>
        db.RowsAsync<MemberRow>(
            $"select {Columns} where r.person_id = @person order by r.asked_on desc, r.id", new { person }, cancel);

    public async Task<IReadOnlyList<ServiceRow>> ServiceAsync(Guid report, CancellationToken cancel)
    {
        var entries = await db.ServiceEntries.AsNoTracking().Where(one => one.ReportId == report)
            .OrderByDescending(one => one.OnDay).ThenByDescending(one => one.Id).ToListAsync(cancel);
        var words = await db.TextsAsync([.. entries.Select(one => one.ActivityId)], cancel);
        return [.. entries.Select(one => new ServiceRow(one, words.GetValueOrDefault(one.ActivityId)))];
    }

    /// <summary>The wish and the skills in words; null where erased or none.</summary>
    public async Task<(string? Wish, string? Skills)> WordsAsync(MemberRow row, CancellationToken cancel) => (
        await db.TextAsync(row.WishId, cancel), row.SkillsId is { } skills ? await db.TextAsync(skills, cancel) : null);

    /// <summary>Which state of the post is shown, for a form that ends it.</summary>
    public async Task<long?> PostVersionAsync(Guid post, CancellationToken cancel) =>
        (await db.RowAsync<PostVersion>("select version from post_facts where id = @post", new { post }, cancel))?.Version;
}
