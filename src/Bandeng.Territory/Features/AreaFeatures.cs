using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel;

namespace Bandeng.Territory.Features;

/// <summary>Areas that were drawn, from the province to the grid, as one collection of polygons by code.</summary>
internal sealed class AreaFeatures(BandengDb db, TimeProvider clock)
{
    /// <summary>In the address.</summary>
    public const string Id = "areas";

    public const string Title = "区域边界 Areas";

    private sealed record Row(AreaCode Code, string Name, string Geometry, long Sketch, string ValidFrom);

    // A building is an area too; its outline is its place's.
    private const string Today =
        """
        area_outlines o join areas a on a.code = o.code and a.valid_to is null and a.level < 7
        """;

    private const string Then =
        """
        (select code, geometry, west, south, east, north, sketch, valid_from, null as valid_to from area_outlines
            union all
            select code, geometry, west, south, east, north, 0, valid_from, valid_to from former_outlines) o
        join areas a on a.code = o.code and a.level < 7 and a.valid_from <= @LastDay and (a.valid_to is null or a.valid_to > @LastDay)
            and o.valid_from <= @LastDay and (o.valid_to is null or o.valid_to > @LastDay)
        """;

    public async Task<string> CollectionAsync(FeatureQuery query, string at, CancellationToken cancel)
    {
        var values = new
        {
            query.Box?.West,
            query.Box?.South,
            query.Box?.East,
            query.Box?.North,
            First = query.Area?.Range.First,
            Last = query.Area?.Range.Last,
            After = query.AfterArea?.Value,
            LastDay = query.Days?.Last,
        };
        var where = Where(query);
        var after = query.AfterArea is null ? "" : " and o.code > @After";
        var rows = await db.RowsAsync<Row>(
            $"{Select(query)} where {where}{after} order by o.code limit {query.Limit + 1}", values, cancel);
        var matched = await db.RowAsync<long>($"select count(*) from {From(query)} where {where}", values, cancel);
        return FeatureJson.Text(json => Write(json, rows, query, matched, at));
    }

    public async Task<string?> OneAsync(AreaCode code, string at, CancellationToken cancel)
    {
        var row = await db.RowAsync<Row>(
            $"{Select(new(null, 1, null, null))} where o.code = @Value", new { code.Value }, cancel);
        return row is null ? null
            : FeatureJson.Text(json =>
                Write(json, row, () => FeatureJson.WriteLinks(
                    json, ($"{at}/items/{code}", "self"), (at, "collection"))));
    }

    private static string From(FeatureQuery query) => query.Days is null ? Today : Then;

    private static string Select(FeatureQuery query) =>
        $"select o.code, a.name, o.geometry, o.sketch, o.valid_from from {From(query)}";

    private static string Where(FeatureQuery query)
    {
        var box = query.Box is null
            ? ""
            : " and o.west <= @East and o.east >= @West and o.south <= @North and o.north >= @South";
        return $"true{box}{(query.Area is null ? "" : " and o.code between @First and @Last")}";
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<Row> rows, FeatureQuery query, long matched, string at)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString(
            "timeStamp", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteNumber("numberMatched", matched);
        json.WriteNumber("numberReturned", Math.Min(rows.Count, query.Limit));
        (string, string)[] next = rows.Count > query.Limit
            ? [(query.Next(at, $"{rows[query.Limit - 1].Code}"), "next")]
            : [];
        FeatureJson.WriteLinks(json, [(at, "self"), .. next]);
        json.WriteStartArray("features");
        foreach (var row in rows.Take(query.Limit))
        {
            Write(json, row, () => { });
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Row row, Action more)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", row.Code.ToString());
        json.WriteStartObject("properties");
        json.WriteString("code", row.Code.ToString());
        json.WriteString("name", row.Name);
        json.WriteString("level", row.Code.Level.ToString());
        json.WriteBoolean("sketch", row.Sketch == 1);
        json.WriteString("valid_from", row.ValidFrom);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        json.WriteRawValue(row.Geometry, skipInputValidation: true);
        more();
        json.WriteEndObject();
    }
}
