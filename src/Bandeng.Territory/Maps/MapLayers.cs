using System.Text;
using System.Text.Json;
using Bandeng.Kernel;

namespace Bandeng.Territory.Maps;

/// <summary>Feature collections as a map draws them; what is invented says so (<c>"sketch":true</c>).</summary>
internal sealed class MapLayers(BandengDb db, IAreas areas, TerritoryMemory memory)
{
    private sealed record OutlineRow(AreaCode Code, string Name, string Geometry, long Sketch);

    private sealed record FeatureRow(string Kind, AreaCode AreaCode, string? Name, string Geometry, long Sketch);

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

    /// <summary>Roads, water and the buildings of today inside the area.</summary>
    public async Task<string> FeaturesAsync(AreaCode area, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<FeatureRow>(
            """
            select kind, area_code, name, geometry, sketch from map_features where area_code between @First and @Last
            union all
            select 'building', area_code, name, geometry, case when sketch then 1 else 0 end from places
            where kind = 'Building' and valid_to is null and geometry is not null and area_code between @First and @Last
            """,
            new { area.Range.First, area.Range.Last },
            cancel);
        return Collection(rows, (json, row) =>
        {
            json.WriteString("kind", row.Kind);
            json.WriteString("code", row.AreaCode.ToString());
            json.WriteString("name", row.Name);
            json.WriteBoolean("sketch", row.Sketch == 1);
        }, row => row.Geometry);
    }

    private static string Collection<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> describe, Func<T, string> geometry)
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
