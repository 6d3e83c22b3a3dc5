using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Organizations.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Bodies;

/// <summary>Answers other modules about bodies.</summary>
internal sealed class BodiesOnFile(
    BandengDb db, SeatPartner seat, BodiesMemory memory, BodiesSeen seen, TimeProvider clock) : IBodies
{
    private static string Handling(AreaCode area) =>
        $"""
        select b.id, b.name, b.kind, b.area_code as area, b.parent_id, b.phone
        from bodies b
        join (select body_id, max(area_code) as nearest
                from body_areas
                where area_code in ({area.AndAround()})
                group by body_id) a
            on a.body_id = b.id
        where b.takes_matters = @yes and b.valid_from <= @today and (b.valid_to is null or b.valid_to >= @today)
        order by a.nearest desc, b.name, b.id
        """;

    private const string Members =
        """
        select p.id as person_id, p.display_name as name, o.role
        from posts o
        join people p on p.id = o.person_id
            or p.id = o.stand_in_person_id and o.stand_in_from <= @today and o.stand_in_to >= @today
        where o.body_id = @bodyId and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today) and o.ended_at is null
        order by p.display_name, p.id, o.id
        """;

    private const int Most = 2_000;

    private string Today => Day.Text(ChinaTime.DayOf(clock.GetUtcNow()));

    public Task<Body?> FindAsync(Guid bodyId, CancellationToken cancel) => db.Bodies
        .Where(body => body.Id == bodyId)
        .Select(body => new Body(body.Id, body.Name, body.Kind.ToString(), body.AreaCode, body.ParentId, body.Phone))
        .SingleOrDefaultAsync(cancel);

    public async Task<IReadOnlyList<Body>> InsideAsync(
        AreaCode area, IReadOnlyCollection<BodyKind> kinds, CancellationToken cancel)
    {
        var (first, last) = (AreaCode.FromValue(area.Range.First), area.Range.Last);
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var found = await db.Bodies.AsNoTracking()
            .Where(body => body.AreaCode >= first && (body.ValidTo == null || body.ValidTo >= today))
            .Where(body => kinds.Contains(body.Kind)).OrderBy(body => body.AreaCode)
            .ThenBy(body => body.Name).ToListAsync(cancel);
        return [.. found.Where(body => body.AreaCode.Value <= last).Take(Most)
            .Select(body =>
                new Body(body.Id, body.Name, body.Kind.ToString(), body.AreaCode, body.ParentId, body.Phone))];
    }

    public async Task<Result<Body>> MeantAsync(string? name, AreaCode? near, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var typed = (name ?? "").Trim();
        var found = await db.Bodies.AsNoTracking()
            .Where(body => body.Name == typed && body.ValidFrom <= today && (body.ValidTo == null || body.ValidTo >= today)).ToListAsync(cancel);
        var meant = found.Count < 2 || near is not { } place ? found
            : found.FindAll(body => body.AreaCode.Contains(place) || place.Contains(body.AreaCode));
        return meant switch
        {
            [var body] => new Body(body.Id, body.Name, body.Kind.ToString(), body.AreaCode, body.ParentId, body.Phone),
            [] => new Refusal(RefusalKind.Invalid, "body.unknown", "There is no body of this name.") { Details = [typed] },
            _ => new Refusal(RefusalKind.Invalid, "body.many", "Several bodies have this name.") { Details = [typed] },
        };
    }

    public Guid Found(string name, BodyKind kind, AreaCode area, DateOnly from, Viewer by)
    {
        var body = BodyOnFile.Of(Guid.CreateVersion7(), name, kind, area, from);
        body.Change(name, null, ImportBodies.TakesMatters(kind), null);
        db.Bodies.Add(body);
        db.BodyAreas.Add(new(body.Id, area));
        db.Record(AddBody.Entry(body, [area], by, clock.GetUtcNow()));
        return body.Id;
    }

    public Task<Result<Guid>> SeatAsync(
        Guid bodyId, Guid partnerId, DateOnly from, Viewer by, CancellationToken cancel) =>
        seat.AddAsync(bodyId, partnerId, from, by, cancel);

    public Task<Result<Guid>> UnseatAsync(
        Guid bodyId, Guid partnerId, DateOnly lastDay, Viewer by, CancellationToken cancel) =>
        seat.LeaveAsync(bodyId, partnerId, lastDay, by, cancel);

    public async Task<IReadOnlyList<Body>> HandlingAsync(AreaCode area, CancellationToken cancel)
    {
        var (version, today) = (seen.Version, Today);
        if (version is { } known && memory.HandlingOf(area, today, known) is { } remembered)
        {
            return remembered;
        }

        var rows = await db.RowsAsync<Row>(Handling(area), new { today, yes = true }, cancel);
        IReadOnlyList<Body> bodies =
            [.. rows.Select(row => new Body(row.Id, row.Name, row.Kind, row.Area, row.ParentId, row.Phone))];
        if (version is { } read)
        {
            memory.Remember(area, today, read, bodies);
        }

        return bodies;
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> bodyIds, CancellationToken cancel)
    {
        Guid[] ids = [.. bodyIds.Distinct()];
        return ids is []
            ? new Dictionary<Guid, string>()
            : (await db.RowsAsync<Named>(
                $"select id, name from bodies where {db.In("id", nameof(ids))}", new { ids }, cancel))
                .ToDictionary(body => body.Id, body => body.Name);
    }

    public Task<IReadOnlyList<Member>> MembersAsync(Guid bodyId, CancellationToken cancel) =>
        db.RowsAsync<Member>(Members, new { bodyId, today = Today }, cancel);

    private sealed record Named(Guid Id, string Name);

    private sealed class Row
    {
        public Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Kind { get; init; }

        public AreaCode Area { get; init; }

        public Guid? ParentId { get; init; }

        public string? Phone { get; init; }
    }
}
