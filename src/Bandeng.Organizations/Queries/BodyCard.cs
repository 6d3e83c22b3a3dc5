using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>A body that another one is named with.</summary>
internal sealed record NamedBody(Guid Id, string Name);

/// <summary>Somebody on a post in a body, with what they hold elsewhere (交叉任职).</summary>
/// <param name="ValidTo">The last day, included.</param>
/// <param name="Elsewhere">Posts in other bodies on the same day, in words of the table: role, title, body.</param>
internal sealed record SeatedMember(
    Guid PersonId, string Name, Role Role, string? Title, DateOnly ValidFrom, DateOnly? ValidTo,
    IReadOnlyList<SeatElsewhere> Elsewhere);

/// <summary>A post of a member in another body.</summary>
internal sealed record SeatElsewhere(Guid PersonId, Role Role, string? Title, Guid BodyId, string Body);

/// <summary>Everything about one body: where it stands, who is in it and was, who is missing.</summary>
internal sealed class BodyCard(BandengDb db, TimeProvider clock)
{
    public sealed record Card(
        BodyOnFile Body, NamedBody? Above, IReadOnlyList<NamedBody> Below, IReadOnlyList<NamedBody> Partners,
        IReadOnlyList<NamedBody> SitsIn,
        IReadOnlyList<SeatedMember> Members, IReadOnlyList<SeatedMember> Former)
    {
        /// <summary>Posts that such a body should have and this one has not.</summary>
        public IReadOnlyList<(Role Role, int Missing)> Gaps =>
            BodyStaffing.Gaps(Body.Kind, Members.Select(member => member.Role));

        /// <summary>
        /// Posts that such a body has once and this one has more often today; a successor of tomorrow is not there yet.
        /// </summary>
        public IReadOnlyList<(Role Role, int TooMany)> Excess => BodyStaffing.Excess(
            Body.Kind, Members.Where(member => member.ValidFrom <= Today).Select(member => member.Role));

        /// <summary>The day on which the card was drawn.</summary>
        public DateOnly Today { get; init; }
    }

    private sealed record PostRow(
        Guid PersonId, string Name, Role Role, string? Title, DateOnly ValidFrom, DateOnly? ValidTo,
        DateTimeOffset? EndedAt);

    private const string Posts =
        """
        select o.person_id, p.display_name as name, o.role, o.title, o.valid_from, o.valid_to, o.ended_at
        from posts o join people p on p.id = o.person_id where o.body_id = @id
        order by o.valid_from desc, p.display_name, o.id
        """;

    private const string Elsewhere =
        """
        select o.person_id, o.role, o.title, o.body_id, b.name as body
        from posts o join bodies b on b.id = o.body_id
        where o.body_id <> @id and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today)
            and exists (select 1 from posts here where here.body_id = @id and here.person_id = o.person_id)
        order by b.name, o.id
        """;

    public async Task<Card?> RunAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Bodies.AsNoTracking().SingleOrDefaultAsync(body => body.Id == id, cancel) is not { } body)
        {
            return null;
        }

        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var values = new { id, today = Day.Text(today) };
        var elsewhere = (await db.RowsAsync<SeatElsewhere>(Elsewhere, values, cancel)).ToLookup(seat => seat.PersonId);
        var posts = await db.RowsAsync<PostRow>(Posts, values, cancel);
        var members = posts.ToLookup(row => row.EndedAt is null && !(row.ValidTo < today), row => new SeatedMember(
            row.PersonId, row.Name, row.Role, row.Title, row.ValidFrom, row.ValidTo,
            [.. elsewhere[row.PersonId]]));
        return new(
            body,
            await NamedAsync("id = @parent", new { parent = body.ParentId }, cancel) is [var above] ? above : null,
            await NamedAsync("parent_id = @id and (valid_to is null or valid_to >= @today)", values, cancel),
            await NamedAsync(
                $"id in (select partner_id from body_partners where body_id = @id and {Now})", values, cancel),
            await NamedAsync(
                $"id in (select body_id from body_partners where partner_id = @id and {Now})", values, cancel),
            [.. members[true]], [.. members[false]])
        {
            Today = today,
        };
    }

    private const string Now = "valid_from <= @today and (valid_to is null or valid_to >= @today)";

    private Task<IReadOnlyList<NamedBody>> NamedAsync(string where, object values, CancellationToken cancel) =>
        db.RowsAsync<NamedBody>($"select id, name from bodies where {where} order by name, id", values, cancel);
}
