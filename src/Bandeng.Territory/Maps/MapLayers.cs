using System.Text;
using System.Text.Json;
using Bandeng.Kernel;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>Feature collections as a map draws them; what is invented says so (<c>"sketch":true</c>).</summary>
internal sealed class MapLayers(BandengDb db, IAreas areas, TerritoryMemory memory)
{
    private sealed record OutlineRow(AreaCode Code, string Name, string Geometry, long Sketch);

    private sealed record FeatureRow(
        string Kind, string? Class, AreaCode AreaCode, string? Name, string Geometry, long Sketch);

    private sealed class BoxRow
    {
        public double? West { get; init; }

        public double? South { get; init; }

        public double? East { get; init; }

        public double? North { get; init; }
    }

    public async Task<bool> IsKnownAsync(AreaCode area, CancellationToken cancel) =>
        (await areas.NamesAsync([area], cancel)).Count > 0;

    public async Task<long> VersionAsync(CancellationToken cancel) => (await memory.CurrentAsync(db, cancel)).Version;

    /// <summary>The outlines of the area and of the areas directly inside.</summary>
    public async Task<string> OutlinesAsync(AreaCode area, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<OutlineRow>(
            """
            select o.code, a.name, o.geometry, o.sketch from areas a join area_outlines o on o.code = a.code
            where a.valid_to is null and (a.code = @Value or a.parent = @Value) order by a.code
            """,
            new { area.Value },
            cancel);
        return Collection(rows, (json, row) =>
        {
            json.WriteString("code", row.Code.ToString());
            json.WriteString("name", row.Name);
            json.WriteBoolean("sketch", row.Sketch == 1);
        }, row => row.Geometry);
    }

    /// <summary>
    /// Roads, rails, water, walls and the buildings of today inside the area, and what runs through it.
    /// </summary>
    public async Task<string> FeaturesAsync(AreaCode area, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<FeatureRow>(
            $"""
            select kind, class, area_code, name, geometry, sketch from map_features where {MapSql.InOrThrough(area)}
            union all
            select 'building', null, area_code, name, geometry, case when sketch then 1 else 0 end from places
            where kind = 'Building' and valid_to is null and geometry is not null and area_code between @First and @Last
            """,
            MapSql.Box(area, await BoxAsync(area, cancel)),
            cancel);
        return Collection(rows, (json, row) =>
        {
            json.WriteString("kind", row.Kind);
            json.WriteString("class", row.Class);
            json.WriteString("code", row.AreaCode.ToString());
            json.WriteString("name", row.Name);
            json.WriteBoolean("sketch", row.Sketch == 1);
        }, row => row.Geometry);
    }

    private async Task<Envelope> BoxAsync(AreaCode area, CancellationToken cancel) => await db.RowAsync<BoxRow>(
        """
        select min(west) as west, min(south) as south, max(east) as east, max(north) as north from (
            select west, south, east, north from area_outlines where code = @First
            union all
            select west, south, east, north from places
            where valid_to is null and west is not null and area_code between @First and @Last) known
        """,
        new { area.Range.First, area.Range.Last },
        cancel) is { West: { } west, South: { } south, East: { } east, North: { } north }
        ? new(west, east, south, north)
        : new();

    private static string Collection<T>(
        IEnumerable<T> rows, Action<Utf8JsonWriter, T> describe, Func<T, string> geometry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonText.Chinese }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteStartObject("properties");
                describe(json, row);
                json.WriteEndObject();
                json.WritePropertyName("geometry");
                json.WriteRawValue(geometry(row), skipInputValidation: true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

/// <summary>Chinese is written as it is, not as escapes of six characters each.</summary>
internal static class JsonText
{
    public static System.Text.Encodings.Web.JavaScriptEncoder Chinese { get; } =
        System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
}
