using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Workforce.Queries;

/// <summary>A worker as one line of a list; never with pay.</summary>
internal sealed record WorkerRow(
    Guid Id, Guid PersonId, string Name, AreaCode AreaCode, long BornYear, Schooling Schooling, DateOnly EmployedFrom,
    DateOnly? EmployedTo,
    long Certificates, bool IsCommittee, long Version);

/// <summary>A post that somebody held, with its term.</summary>
internal sealed record TermRow(
    string Role, string? Title, string? Body, AreaCode AreaCode, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>That somebody looked at one's pay, and what for.</summary>
internal sealed record PayLook(DateTimeOffset At, string? Name, string? Purpose);

/// <summary>Which workers a list shows.</summary>
/// <param name="Group">Whom a figure counts.</param>
/// <param name="After">The last of the page before.</param>
internal sealed record WorkerFilter(AreaCode Area, DateOnly Day, WorkerGroup Group, Guid? After);

/// <summary>Whom a list or a figure is about.</summary>
internal enum WorkerGroup
{
    All,

    /// <summary>两委委员: who is head, deputy or member of a branch or committee.</summary>
    Committee,

    /// <summary>Of them those with a college degree.</summary>
    College,
}

/// <summary>Workers by area, with their terms and certificates.</summary>
internal sealed class ReadWorkers(BandengDb db)
{
    public const int Page = 50;

    /// <summary>Whether a worker sits on a branch or committee on the day.</summary>
    internal const string Committee =
        """
        exists (select 1 from post_facts o join body_facts b on b.id = o.body_id
            where o.person_id = w.person_id and b.kind in ('Branch', 'Committee') and o.role in ('Head', 'Deputy', 'CommitteeMember')
                and o.valid_from <= @day and (o.valid_to is null or o.valid_to >= @day))
        """;

    internal const string Employed = "w.employed_from <= @day and (w.employed_to is null or w.employed_to >= @day)";

    internal const string College = "w.schooling in ('College', 'Bachelor', 'Master')";

    private static readonly string Columns =
        $"""
        w.id, w.person_id, p.display_name as name, w.area_code, w.born_year, w.schooling, w.employed_from, w.employed_to,
            (select count(*) from worker_certificates c where c.worker_id = w.id and (c.valid_to is null or c.valid_to >= @day)) as certificates,
            {Committee} as is_committee, w.version
        from workers w join person_names p on p.id = w.person_id
        """;

    private sealed record LookRow(Guid? ActorId, DateTimeOffset At, string Facts);

    public async Task<IReadOnlyList<WorkerRow>> ListAsync(WorkerFilter filter, int most, CancellationToken cancel)
    {
        var last = filter.After is { } id ? await FindAsync(id, filter.Day, cancel) : null;
        return await db.RowsAsync<WorkerRow>(
            $"""
            select {Columns}
            where w.area_code between @first and @last and {Employed} {Where(filter.Group)}
                and (w.area_code > @afterArea or w.area_code = @afterArea and w.id > @afterId)
            order by w.area_code, w.id limit {most}
            """,
            new { first = filter.Area.Range.First, last = filter.Area.Range.Last, day = filter.Day, afterArea = last?.AreaCode.Value ?? 0, afterId = last?.Id ?? Guid.Empty },
            cancel);
    }

    public Task<WorkerRow?> FindAsync(Guid id, DateOnly day, CancellationToken cancel) =>
        db.RowAsync<WorkerRow>($"select {Columns} where w.id = @id", new { id, day }, cancel);

    public Task<Guid?> OfPersonAsync(Guid person, CancellationToken cancel) => db.Workers.AsNoTracking()
        .Where(one => one.PersonId == person).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(cancel);

    public Task<IReadOnlyList<TermRow>> TermsAsync(Guid person, CancellationToken cancel) => db.RowsAsync<TermRow>(
        """
        select o.role, o.title, b.name as body, o.area_code, o.valid_from, o.valid_to
        from post_facts o left join body_facts b on b.id = o.body_id where o.person_id = @person order by o.valid_from desc, o.id
        """,
        new { person }, cancel);

    public Task<List<WorkerCertificate>> CertificatesAsync(Guid worker, CancellationToken cancel) =>
        db.WorkerCertificates.AsNoTracking()
        .Where(one => one.WorkerId == worker).OrderByDescending(one => one.GotOn).ToListAsync(cancel);

    /// <summary>Who looked at a person's pay, newest first.</summary>
    public async Task<IReadOnlyList<PayLook>> LooksAsync(Guid worker, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<LookRow>(
            "select actor_id, at, facts from trail_events where subject_id = @worker and action = @action order by at desc limit 200",
            new { worker, action = UseCases.KeepPay.Look }, cancel);
        List<PayLook> looks = [];
        foreach (var row in rows)
        {
            using var facts = System.Text.Json.JsonDocument.Parse(row.Facts);
            var words = facts.RootElement.TryGetProperty("words", out var id)
                ? await db.TextAsync(id.GetGuid(), cancel)
                : null;
            var name = row.ActorId is { } actor
                ? await db.RowAsync<string>(
                    "select display_name from person_names where id = @actor", new { actor }, cancel) : null;
            looks.Add(new(row.At, name, words));
        }

        return looks;
    }

    private static string Where(WorkerGroup group) => group switch
    {
        WorkerGroup.Committee => $"and {Committee}",
        WorkerGroup.College => $"and {Committee} and {College}",
        _ => "",
    };
}
