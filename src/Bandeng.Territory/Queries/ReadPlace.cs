using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Queries;

/// <summary>What a place was called or coded, and when; the row without an end is today's.</summary>
public sealed record PastOfPlace(string Value, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A door of a building.</summary>
public sealed record DoorRow(Guid Id, string Unit, long? Floor, string Room, long? AreaCm2);

/// <summary>One place with everything that its page shows.</summary>
/// <param name="Names">The present one first.</param>
/// <param name="At">A point inside, WGS-84; null where it was not placed.</param>
public sealed record PlaceCard(
    PlaceRow Place, IReadOnlyList<PastOfPlace> Names, IReadOnlyList<PastOfPlace> Codes, IReadOnlyList<DoorRow> Doors,
    (double Longitude, double Latitude)? At)
{
    /// <summary>Its outline; null where it is a point, or nowhere.</summary>
    public Geometry? Outline { get; init; }
}

/// <summary>One place: what it is, was called, where it lies, which doors it has.</summary>
public sealed class ReadPlace(BandengDb db)
{
    private sealed record CodeRow(AreaCode AreaCode, DateOnly ValidFrom, DateOnly? ValidTo);

    /// <summary>The line of a place, or null when there is none.</summary>
    public Task<PlaceRow?> LineAsync(Guid id, CancellationToken cancel) => db.RowAsync<PlaceRow>(
        $"select {ListPlaces.Columns} from places p left join places e on e.id = p.estate_id where p.id = @id",
        new { id }, cancel);

    /// <summary>Its doors, past and code beside the line.</summary>
    public async Task<PlaceCard> CardAsync(PlaceRow place, CancellationToken cancel)
    {
        var of = new { id = place.Id };
        var names = await db.RowsAsync<PastOfPlace>(
            "select name as value, valid_from, valid_to from place_names where place_id = @id order by valid_from desc",
            of, cancel);
        var codes = await db.RowsAsync<CodeRow>(
            "select area_code, valid_from, valid_to from place_codes where place_id = @id order by valid_from desc", of,
            cancel);
        var doors = await db.RowsAsync<DoorRow>(
            "select id, unit, floor, room, area_cm2 from dwellings where building_id = @id and valid_to is null order by unit, room",
            of, cancel);
        var shape = await ShapeAsync(place.Id, cancel);
        return new(
            place, names,
            [.. codes.Select(code => new PastOfPlace(code.AreaCode.ToString(), code.ValidFrom, code.ValidTo))],
            doors, shape?.InteriorPoint is { } point ? (point.X, point.Y) : null)
        {
            Outline = shape is { Dimension: Dimension.Surface } ? shape : null,
        };
    }

    private async Task<Geometry?> ShapeAsync(Guid id, CancellationToken cancel) =>
        await db.RowAsync<string>("select geometry from places where id = @id", new { id }, cancel) is { } text
            ? Maps.GeoJson.Read(text) : null;
}
