using Bandeng.Kernel;

namespace Bandeng.Territory.Queries;

/// <summary>Where places lie, as GeoJSON geometries, for lists that are drawn.</summary>
public sealed class PlaceShapes(BandengDb db)
{
    private sealed record Row(Guid Id, string Geometry);

    /// <summary>Of the places of a list those that were put on the map.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        IReadOnlyCollection<PlaceRow> places, CancellationToken cancel)
    {
        if (places.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        // The rows of a list lie together by area, so a range reads little more than them.
        var (first, last) = (places.Min(row => row.AreaCode.Value), places.Max(row => row.AreaCode.Value));
        var wanted = places.Select(row => row.Id).ToHashSet();
        var rows = await db.RowsAsync<Row>(
            "select id, geometry from places where geometry is not null and area_code between @first and @last",
            new { first, last }, cancel);
        return rows.Where(row => wanted.Contains(row.Id)).ToDictionary(row => row.Id, row => row.Geometry);
    }
}
