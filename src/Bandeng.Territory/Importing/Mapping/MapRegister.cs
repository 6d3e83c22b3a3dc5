using Bandeng.Kernel;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Mapping;

/// <summary>What a row tells to stand or run on the map.</summary>
internal sealed record ToldFeature(MapWord Word, string? Name, bool IsTunnel, Geometry Shape);

/// <summary>
/// Brings what a source tells into the map. Of a source everything of the kinds that it tells of is replaced: what it
/// does not tell any more goes.
/// </summary>
internal sealed class MapRegister(BandengDb db, string source)
{
    private sealed record Row(
        long Id, AreaCode AreaCode, string Kind, string? Class, string? Name, long Tunnel, string Geometry);

    private readonly record struct Key(AreaCode Area, MapWord Word, string? Name, bool IsTunnel, string Shape);

    private readonly Dictionary<Key, long> _standing = [];
    private readonly HashSet<Key> _told = [];
    private readonly List<(Key Key, Envelope Box)> _added = [];

    public async Task LoadAsync(CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            "select id, area_code, kind, class, name, tunnel, geometry from map_features where source = @source",
            new { source }, cancel);
        foreach (var row in rows)
        {
            _standing[new(row.AreaCode, new(row.Kind, row.Class), row.Name, row.Tunnel == 1, row.Geometry)] = row.Id;
        }
    }

    /// <summary>The same told twice is one.</summary>
    public PlaceTold Take(ToldFeature told, AreaCode area)
    {
        var key = new Key(area, told.Word, told.Name, told.IsTunnel, GeoJson.Write(told.Shape));
        if (!_told.Add(key) || _standing.ContainsKey(key))
        {
            return PlaceTold.Unchanged;
        }

        _added.Add((key, told.Shape.EnvelopeInternal));
        return PlaceTold.Added;
    }

    /// <param name="within">What lies elsewhere stays as it is; null: nothing does.</param>
    /// <returns>How many are no more.</returns>
    public async Task<int> SaveAsync(AreaCode? within, CancellationToken cancel)
    {
        var kinds = _told.Select(key => key.Word.Kind).ToHashSet();
        long[] gone =
        [
            .. _standing.Where(one => !_told.Contains(one.Key) && kinds.Contains(one.Key.Word.Kind)
                && (within?.Contains(one.Key.Area) ?? true)).Select(one => one.Value),
        ];
        foreach (var ids in gone.Chunk(500))
        {
            await db.ExecuteAsync($"delete from map_features where id in ({string.Join(", ", ids)})", null, cancel);
        }

        var last = await db.RowAsync<long>("select coalesce(max(id), 0) from map_features", null, cancel);
        await db.InsertManyAsync(
            "map_features",
            ["id", "kind", "class", "area_code", "name", "tunnel", "geometry", "west", "south", "east", "north", "sketch", "source"],
            _added.Select((one, i) => Values(last + i + 1, one.Key, one.Box)), cancel);
        return gone.Length;
    }

    private object?[] Values(long id, Key key, Envelope box) =>
    [
        id, key.Word.Kind, key.Word.Class, key.Area.Value, key.Name, key.IsTunnel ? 1L : 0L, key.Shape,
        box.MinX, box.MinY, box.MaxX, box.MaxY, 0L, source,
    ];
}
