using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel;

namespace Bandeng.Territory.Features;

/// <summary>Places of some kinds as one collection of features.</summary>
/// <param name="Id">In the address.</param>
internal sealed record PlaceCollection(string Id, string Title, IReadOnlyList<PlaceKind> Kinds)
{
    public static IReadOnlyList<PlaceCollection> All { get; } =
    [
        new("buildings", "楼栋 Buildings", [PlaceKind.Building]),
        new("estates", "小区 Estates", [PlaceKind.Estate]),
        new("courtyards", "屋场、村民小组 Courtyards and villager groups", [PlaceKind.Courtyard, PlaceKind.VillagerGroup]),
        new("units", "公共单位 Public units", [.. Enum.GetValues<PlaceKind>().Where(kind => kind.IsPublicUnit())]),
    ];

    public static PlaceCollection? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}

/// <summary>Places as GeoJSON features, by id; those that were not placed have no geometry.</summary>
internal sealed class PlaceFeatures(BandengDb db, TimeProvider clock)
{
    private sealed record Row(
        Guid Id, PlaceKind Kind, string Name, AreaCode AreaCode, string? Estate, string? Number, string? Address,
        string? Aliases,
        long? Floors, string? Geometry, bool Sketch, string ValidFrom);

    private static string Select(FeatureQuery query) =>
        $"""
        select p.id, p.kind, {Then(query, "name", "p.name", "place_names")} as name, {Then(query, "area_code", "p.area_code", "place_codes")} as area_code,
            e.name as estate, p.number, p.address, p.aliases, p.floors, p.geometry, p.sketch, p.valid_from
        from places p left join places e on e.id = p.estate_id
        """;

    /// <summary>What held on the last day that was asked for; of today it stands in the place itself.</summary>
    private static string Then(FeatureQuery query, string column, string today, string table) =>
        query.Days is null ? today
        : $"coalesce((select t.{column} from {table} t where t.place_id = p.id and t.valid_from <= @LastDay"
            + $" and (t.valid_to is null or t.valid_to > @LastDay)), {today})";

    public async Task<string> CollectionAsync(
        PlaceCollection collection, FeatureQuery query, string at, CancellationToken cancel)
    {
        var where = Where(collection, query);
        var values = new
        {
            query.Box?.West,
            query.Box?.South,
            query.Box?.East,
            query.Box?.North,
            First = query.Area?.Range.First,
            Last = query.Area?.Range.Last,
            query.After,
            FirstDay = query.Days?.First,
            LastDay = query.Days?.Last,
        };
        var after = query.After is null ? "" : " and p.id > @After";
        var rows = await db.RowsAsync<Row>(
            $"{Select(query)} where {where}{after} order by p.id limit {query.Limit + 1}", values, cancel);
        var matched = await db.RowAsync<long>($"select count(*) from places p where {where}", values, cancel);
        return FeatureJson.Text(json => Write(json, rows, query, matched, at));
    }

    public async Task<string?> OneAsync(PlaceCollection collection, Guid id, string at, CancellationToken cancel)
    {
        var any = new FeatureQuery(null, 1, null, null);
        var row = await db.RowAsync<Row>(
            $"{Select(any)} where p.id = @id and {Where(collection, any)}", new { id }, cancel);
        return row is null
            ? null
            : FeatureJson.Text(json =>
                Write(json, row, () => FeatureJson.WriteLinks(json, ($"{at}/items/{id}", "self"), (at, "collection"))));
    }

    private static string Where(PlaceCollection collection, FeatureQuery query)
    {
        var kinds = string.Join(", ", collection.Kinds.Select(kind => $"'{kind}'"));
        var box = query.Box is null ? ""
            : " and p.west <= @East and p.east >= @West and p.south <= @North and p.north >= @South";
        var area = query.Area is null ? "" : " and p.area_code between @First and @Last";
        var standing = query.Days is null ? "p.valid_to is null"
            : "p.valid_from <= @LastDay and (p.valid_to is null or p.valid_to > @FirstDay)";
        return $"{standing} and p.kind in ({kinds}){box}{area}";
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
            ? [(query.Next(at, $"{rows[query.Limit - 1].Id}"), "next")]
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
        json.WriteString("id", row.Id.ToString());
        json.WriteStartObject("properties");
        json.WriteString("kind", row.Kind.ToString());
        json.WriteString("name", row.Name);
        json.WriteString("area_code", row.AreaCode.ToString());
        json.WriteString("estate", row.Estate);
        json.WriteString("number", row.Number);
        json.WriteString("address", row.Address);
        json.WriteString("aliases", row.Aliases);
        WriteNumber(json, "floors", row.Floors);
        json.WriteBoolean("sketch", row.Sketch);
        json.WriteString("valid_from", row.ValidFrom);
        json.WriteEndObject();
        json.WritePropertyName("geometry");
        json.WriteRawValue(row.Geometry ?? "null", skipInputValidation: true);
        more();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
