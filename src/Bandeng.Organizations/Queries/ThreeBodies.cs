using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Territory;
using Bandeng.Territory.Queries;

namespace Bandeng.Organizations.Queries;

/// <summary>Somebody who sits in more than one of the bodies of a place (交叉任职).</summary>
internal sealed record CrossSeat(
    Guid PersonId, string Name, IReadOnlyList<(string Body, Role Role, string? Title)> Seats);

/// <summary>An estate or courtyard with its three bodies; an empty list is one that is missing.</summary>
/// <param name="Bodies">By the kinds that belong to such a place.</param>
internal sealed record PlaceWithBodies(
    PlaceRow Place, IReadOnlyList<(BodyKind Kind, IReadOnlyList<NamedBody> Bodies)> Bodies,
    IReadOnlyList<CrossSeat> Cross)
{
    public IEnumerable<BodyKind> Missing => Bodies.Where(one => one.Bodies.Count == 0).Select(one => one.Kind);
}

/// <summary>
/// The three bodies of each estate (branch, owners' committee, property company) and courtyard (group, council,
/// cooperative) together, on any day, and who sits in more than one.
/// </summary>
internal sealed class ThreeBodies(BandengDb db, ListPlaces places)
{
    public const int Page = 50;

    /// <summary>Places that bodies are for.</summary>
    public static readonly PlaceKind[] Kinds = [PlaceKind.Estate, PlaceKind.Courtyard, PlaceKind.VillagerGroup];

    private static readonly BodyKind[] OfEstate = [BodyKind.EstateBranch, BodyKind.OwnersCommittee, BodyKind.Property];
    private static readonly BodyKind[] OfCourtyard =
        [BodyKind.CourtyardGroup, BodyKind.CourtyardCouncil, BodyKind.Cooperative];

    private sealed record TieRow(Guid PlaceId, Guid Id, string Name, BodyKind Kind);

    private sealed record SeatRow(Guid PlaceId, Guid PersonId, string Name, string Body, Role Role, string? Title);

    private static string On(string table) =>
        $"{table}.valid_from <= @day and ({table}.valid_to is null or {table}.valid_to >= @day)";

    private static readonly string Ties =
        $"""
        select t.place_id, b.id, b.name, b.kind from body_places t join bodies b on b.id = t.body_id
        where IN and {On("t")} and {On("b")} order by b.name, b.id
        """;

    private static readonly string Seats =
        $"""
        select t.place_id, o.person_id, p.display_name as name, b.name as body, o.role, o.title
        from body_places t join bodies b on b.id = t.body_id join posts o on o.body_id = b.id join people p on p.id = o.person_id
        where IN and {On("t")} and {On("b")} and {On("o")} order by p.display_name, o.person_id, b.name, o.id
        """;

    /// <summary>Which kinds of bodies belong to a place of a kind.</summary>
    public static IReadOnlyList<BodyKind> Of(PlaceKind kind) => kind is PlaceKind.Estate ? OfEstate : OfCourtyard;

    /// <param name="after">The key of the place before the page, or null.</param>
    public async Task<IReadOnlyList<PlaceWithBodies>> RunAsync(
        AreaCode area, PlaceKind kind, DateOnly day, string? after, CancellationToken cancel)
    {
        var rows = await places.RunAsync(new(area, kind, After: after), [area], Page, cancel);
        var values = new { day = Day.Text(day), ids = rows.Select(row => row.Id).ToArray() };
        string With(string sql) => sql.Replace("IN", db.In("t.place_id", "ids"), StringComparison.Ordinal);
        var ties = rows.Count == 0 ? [] : await db.RowsAsync<TieRow>(With(Ties), values, cancel);
        var seats = rows.Count == 0 ? [] : await db.RowsAsync<SeatRow>(With(Seats), values, cancel);
        return [.. rows.Select(
            row => Drawn(row, ties.Where(tie => tie.PlaceId == row.Id), seats.Where(seat => seat.PlaceId == row.Id)))];
    }

    private static PlaceWithBodies Drawn(PlaceRow place, IEnumerable<TieRow> ties, IEnumerable<SeatRow> seats)
    {
        var byKind = ties.ToLookup(tie => tie.Kind, tie => new NamedBody(tie.Id, tie.Name));
        return new(
            place, [.. Of(place.Kind).Select(kind => (kind, (IReadOnlyList<NamedBody>)[.. byKind[kind]]))],
            [
                .. seats.GroupBy(seat => (seat.PersonId, seat.Name))
                .Where(one => one.Select(seat => seat.Body).Distinct().Count() > 1)
                    .Select(one =>
                        new CrossSeat(
                            one.Key.PersonId, one.Key.Name,
                            [.. one.Select(seat => (seat.Body, seat.Role, seat.Title))])),
            ]);
    }
}
