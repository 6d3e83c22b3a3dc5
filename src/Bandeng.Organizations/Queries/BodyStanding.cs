using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Territory.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>A seat or a tie of a body with its days.</summary>
/// <param name="ValidTo">The last day, included.</param>
internal sealed record DatedTie(Guid Id, string Name, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A turn with the group that has it and who is in it.</summary>
internal sealed record ShownTurn(DutyTurn Turn, NamedBody Group, IReadOnlyList<string> People);

/// <summary>What a body's page says beside its card: partners and places with their days, and who is on duty.</summary>
internal sealed class BodyStanding(BandengDb db, ListPlaces places, TimeProvider clock)
{
    private const int Turns = 12;

    public DateTimeOffset Now => clock.GetUtcNow();

    public sealed record Standing(
        IReadOnlyList<DatedTie> Partners, IReadOnlyList<DatedTie> Places, IReadOnlyList<PlaceRow> PlacesToChoose,
        Rotation? Rotation, IReadOnlyList<ShownTurn> Turns);

    private sealed record Member(Guid BodyId, string Name);

    private sealed record GroupRow(long Position, Guid Id, string Name);

    public async Task<Standing> RunAsync(BodyOnFile body, CancellationToken cancel)
    {
        var partners = await db.RowsAsync<DatedTie>(
            """
            select b.id, b.name, t.valid_from, t.valid_to from body_partners t join bodies b on b.id = t.partner_id
            where t.body_id = @id order by t.valid_from desc, b.name, b.id
            """,
            new { id = body.Id }, cancel);
        var ties = await db.BodyPlaces.AsNoTracking().Where(tie => tie.BodyId == body.Id)
            .OrderBy(tie => tie.ValidFrom).ToListAsync(cancel);
        var choices = await ChoicesAsync(body.AreaCode.Community, cancel);
        var names = choices.ToDictionary(place => place.Id, place => place.Name);
        var now = Now;
        var rotations = await db.Rotations.AsNoTracking()
            .Where(one => one.BodyId == body.Id && (one.EndsAt == null || (one.EndsAt > now && one.EndsAt > one.StartsAt)))
            .OrderBy(one => one.StartsAt).ToListAsync(cancel);
        List<ShownTurn> turns = [];
        foreach (var rotation in rotations)
        {
            turns.AddRange(await TurnsAsync(rotation, body.ValidTo, cancel));
        }

        return new(
            partners,
            [.. ties.Select(tie => new DatedTie(
                tie.PlaceId, names.GetValueOrDefault(tie.PlaceId) ?? "—", tie.ValidFrom, tie.ValidTo))],
            choices, rotations.FirstOrDefault(), [.. turns.Take(Turns)]);
    }

    private async Task<IReadOnlyList<PlaceRow>> ChoicesAsync(AreaCode area, CancellationToken cancel)
    {
        List<PlaceRow> found = [];
        foreach (var kind in ThreeBodies.Kinds)
        {
            found.AddRange(await places.RunAsync(new(area, kind), [area], 200, cancel));
        }

        return found;
    }

    private async Task<IReadOnlyList<ShownTurn>> TurnsAsync(
        Rotation rotation, DateOnly? lastDay, CancellationToken cancel)
    {
        var now = Now;
        var groups = await db.RowsAsync<GroupRow>(
            """
            select g.position, b.id, b.name from rotation_groups g join bodies b on b.id = g.group_id
            where g.rotation_id = @id order by g.position
            """,
            new { id = rotation.Id }, cancel);
        var members = (await db.RowsAsync<Member>(
            """
            select o.body_id, p.display_name as name from rotation_groups g join posts o on o.body_id = g.group_id join people p on p.id = o.person_id
            where g.rotation_id = @id and o.valid_from <= @today and (o.valid_to is null or o.valid_to >= @today) and o.ended_at is null
            order by case when o.role = 'Head' then 0 else 1 end, p.display_name, o.id
            """,
            new { id = rotation.Id, today = Day.Text(ChinaTime.DayOf(now)) },
            cancel)).ToLookup(one => one.BodyId, one => one.Name);
        return
        [
            .. DutyTurns.From(
                rotation.StartsAt, rotation.ShiftHours, groups.Count, now,
                rotation.EndsAt ?? DutyTurns.After(lastDay), Turns)
                .Select(turn =>
                    new ShownTurn(
                        turn, new(groups[turn.Group].Id, groups[turn.Group].Name),
                        [.. members[groups[turn.Group].Id]])),
        ];
    }
}
