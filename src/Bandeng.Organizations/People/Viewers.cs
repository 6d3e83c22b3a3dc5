using Bandeng.Kernel;

namespace Bandeng.Organizations.People;

/// <summary>A person at the door: who they are today, and whether their sign-in still counts.</summary>
/// <param name="Stamp">Changes when everything signed in is to be signed out; null for one who never signs in.</param>
internal sealed record KnownViewer(Viewer Viewer, string? Stamp, bool IsLocked);

/// <summary>Resolves who somebody is today, in one indexed query.</summary>
internal sealed class Viewers(BandengDb db, TimeProvider clock)
{
    private const string Sql =
        """
        select p.display_name, s.security_stamp, s.locked_at, o.id, o.role, o.area_code, o.body_id, o.person_id
        from people p
        left join sign_ins s on s.person_id = p.id
        left join posts o on (o.person_id = @person
                or o.stand_in_person_id = @person and o.stand_in_from <= @today and o.stand_in_to >= @today)
            and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today)
        where p.id = @person
        order by o.id
        """;

    /// <summary>Null for nobody we know.</summary>
    public async Task<KnownViewer?> FindAsync(Guid personId, CancellationToken cancel)
    {
        var today = Day.Text(ChinaTime.DayOf(clock.GetUtcNow()));
        var rows = await db.RowsAsync<Row>(Sql, new { person = personId, today }, cancel);
        if (rows is not [var first, ..])
        {
            return null;
        }

        var posts = rows.Where(row => row.Id is not null).Select(row => row.ToPost(personId));
        return new(new Viewer(personId, first.DisplayName, [.. posts]), first.SecurityStamp, first.LockedAt is not null);
    }

    private sealed class Row
    {
        public required string DisplayName { get; init; }

        public string? SecurityStamp { get; init; }

        public long? LockedAt { get; init; }

        public Guid? Id { get; init; }

        public string? Role { get; init; }

        public long? AreaCode { get; init; }

        public Guid? BodyId { get; init; }

        public Guid? PersonId { get; init; }

        public HeldPost ToPost(Guid viewer) => new(
            Id!.Value, Role!, Kernel.AreaCode.FromValue(AreaCode!.Value), BodyId, PersonId == viewer ? null : PersonId);
    }
}
