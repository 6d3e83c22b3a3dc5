using Bandeng.Kernel;

namespace Bandeng.Organizations.People;

/// <summary>A person at the door: who they are today, and whether their sign-in still counts.</summary>
/// <param name="SeenAt">When the session that was asked for was last seen; null where it has ended or none was.</param>
/// <param name="BodiesVersion">Of the bodies, in the same breath.</param>
internal sealed record KnownViewer(Viewer Viewer, DateTimeOffset? SeenAt, bool IsLocked, long BodiesVersion);

/// <summary>Resolves who somebody is today, in one indexed query.</summary>
internal sealed class Viewers(BandengDb db, TimeProvider clock)
{
    private const string Sql =
        """
        select p.display_name, x.seen_at, s.locked_at, o.id, o.role, o.area_code, o.body_id, o.person_id,
            (select version from bodies_version) as bodies_version
        from people p
        left join sign_ins s on s.person_id = p.id
        left join sessions x on x.id = @session and x.person_id = p.id and x.stamp = s.security_stamp
        left join posts o on (o.person_id = @person
                or o.stand_in_person_id = @person and o.stand_in_from <= @today and o.stand_in_to >= @today)
            and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today) and o.ended_at is null
            and not exists (select 1 from bodies b where b.id = o.body_id and b.valid_to < @today)
        where p.id = @person
        order by o.id
        """;

    /// <summary>Null for nobody we know.</summary>
    /// <param name="session">Looked at in the same breath.</param>
    public async Task<KnownViewer?> FindAsync(Guid personId, CancellationToken cancel, Guid? session = null)
    {
        var today = Day.Text(ChinaTime.DayOf(clock.GetUtcNow()));
        var rows = await db.RowsAsync<Row>(Sql, new { person = personId, today, session }, cancel);
        if (rows is not [var first, ..])
        {
            return null;
        }

        var posts = rows.Where(row => row.Id is not null).Select(row => row.ToPost(personId));
        return new(new Viewer(personId, first.DisplayName, [.. posts]), first.SeenAt, first.LockedAt is not null, first.BodiesVersion);
    }

    private sealed class Row
    {
        public required string DisplayName { get; init; }

        public DateTimeOffset? SeenAt { get; init; }

        public long? LockedAt { get; init; }

        public Guid? Id { get; init; }

        public string? Role { get; init; }

        public long? AreaCode { get; init; }

        public Guid? BodyId { get; init; }

        public Guid? PersonId { get; init; }

        public long BodiesVersion { get; init; }

        public HeldPost ToPost(Guid viewer) => new(
            Id!.Value, Role!, Kernel.AreaCode.FromValue(AreaCode!.Value), BodyId, PersonId == viewer ? null : PersonId);
    }
}
