using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Territory.Features;

/// <summary>
/// Places for maps and other programs: OGC API - Features, part 1 (core, GeoJSON). Open to everyone, for the number of
/// a house is on its wall; nobody who lives there is told of.
/// </summary>
internal static class OgcRoutes
{
    private const string GeoJsonType = "application/geo+json";

    private static readonly string[] Conforms =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("features").OpenToAll();
        group.MapGet("", (HttpRequest request) => TypedResults.Json(Landing(request))).WithName("ApiRoot")
            .WithSummary("Where everything is.").Produces<object>();
        group.MapGet("/conformance", () => TypedResults.Json(new { conformsTo = Conforms })).WithName("GetConformance")
            .WithSummary("Which parts of OGC API - Features are kept.").Produces<object>();
        group.MapGet("/collections", (HttpRequest request) => TypedResults.Json(new
        {
            collections = PlaceCollection.All.Select(one => Describe(one.Id, one.Title, Base(request)))
                .Append(Areas(request)),
            links = new[] { Link(Base(request) + "/collections", "self") },
        })).WithName("GetCollections").WithSummary("The collections of places.").Produces<object>();
        group.MapGet("/collections/{id}", OneCollection).WithName("GetCollection")
            .WithSummary("One collection.").Produces<object>().Refuses(404, "features.unknown");
        group.MapGet("/collections/{id}/items", ItemsAsync).WithName("GetFeatures")
            .WithSummary("Its features as GeoJSON, page by page; the link next leads on.")
            .Asks(
                ("bbox", "west,south,east,north in degrees, WGS-84."), ("area", "An area code: what lies inside it."),
                ("datetime", "What stood on a day, 2026-01-01, or in an interval."),
                ("limit", "1 to 10000 features a page; 100 when left out."),
                ("after", "As the link next of the page before has it."))
            .Produces<object>(contentType: GeoJsonType).Refuses(400, "features.query").Refuses(404, "features.unknown");
        group.MapGet("/collections/areas/items/{code}", AreaAsync).WithName("GetAreaFeature")
            .WithSummary("The boundary of one area by its official code.")
            .Produces<object>(contentType: GeoJsonType).Refuses(404, "features.unknown");
        group.MapGet("/collections/{id}/items/{featureId:guid}", ItemAsync).WithName("GetFeature")
            .WithSummary("One feature.").Produces<object>(contentType: GeoJsonType).Refuses(404, "features.unknown");
    }

    private static string Base(HttpRequest request) => $"{request.Scheme}://{request.Host}/api/v1";

    private static object Link(string href, string rel, string type = "application/json") => new { href, rel, type };

    private static object Landing(HttpRequest request) => new
    {
        title = "Bandeng",
        openapi = "/openapi/v1.json",
        links = new[]
        {
            Link(Base(request), "self"),
            Link($"{request.Scheme}://{request.Host}/openapi/v1.json", "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
            Link(Base(request) + "/conformance", "conformance"),
            Link(Base(request) + "/collections", "data"),
        },
    };

    private static IResult OneCollection(string id, HttpRequest request) =>
        id == AreaFeatures.Id ? TypedResults.Json(Areas(request))
        : PlaceCollection.Find(id) is { } one ? TypedResults.Json(Describe(one.Id, one.Title, Base(request)))
        : Unknown.ToProblem();

    private static object Areas(HttpRequest request) => Describe(AreaFeatures.Id, AreaFeatures.Title, Base(request));

    private static object Describe(string id, string title, string at) => new
    {
        id,
        title,
        itemType = "feature",
        crs = new[] { "http://www.opengis.net/def/crs/OGC/1.3/CRS84" },
        links = new[]
        {
            Link($"{at}/collections/{id}", "self"),
            Link($"{at}/collections/{id}/items", "items", GeoJsonType),
        },
    };

    private static async Task<IResult> ItemsAsync(
        string id, HttpRequest request, PlaceFeatures features, AreaFeatures areas, CancellationToken cancel)
    {
        var collection = PlaceCollection.Find(id);
        if (collection is null && id != AreaFeatures.Id)
        {
            return Unknown.ToProblem();
        }

        if (!FeatureQuery.TryRead(request.Query, out var query))
        {
            return new Refusal(
                RefusalKind.Invalid, "features.query", "bbox is west,south,east,north in degrees; limit 1 to 10000; area a code; datetime 2026-01-01 or an interval.").ToProblem();
        }

        var at = $"{Base(request)}/collections/{id}/items";
        var text = collection is null
            ? await areas.CollectionAsync(query, at, cancel)
            : await features.CollectionAsync(collection, query, at, cancel);
        return TypedResults.Text(text, GeoJsonType);
    }

    private static async Task<IResult> AreaAsync(
        string code, HttpRequest request, AreaFeatures areas, CancellationToken cancel) =>
        AreaCode.TryParse(code, out var area)
        && await areas.OneAsync(area, $"{Base(request)}/collections/{AreaFeatures.Id}", cancel) is { } text
            ? TypedResults.Text(text, GeoJsonType)
            : Unknown.ToProblem();

    private static async Task<IResult> ItemAsync(
        string id, Guid featureId, HttpRequest request, PlaceFeatures features, CancellationToken cancel) =>
        PlaceCollection.Find(id) is { } collection
        && await features.OneAsync(collection, featureId, $"{Base(request)}/collections/{id}", cancel) is { } text
            ? TypedResults.Text(text, GeoJsonType)
            : Unknown.ToProblem();

    private static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "features.unknown", "There is no such collection or feature.");
}

/// <summary>What a program asks of a collection.</summary>
/// <param name="Box">West, south, east, north; null: everywhere.</param>
/// <param name="After">The feature after which the page begins.</param>
/// <param name="AfterArea">The same, where features are areas.</param>
/// <param name="Days">First and last local day of an instant or interval: what stood then, by its name and code of the
/// last day.</param>
internal sealed record FeatureQuery(
    (double West, double South, double East, double North)? Box, int Limit, AreaCode? Area, Guid? After,
    (string First, string Last)? Days = null,
    AreaCode? AfterArea = null)
{
    private const int Usual = 100;
    private const int Most = 10_000;

    public static bool TryRead(IQueryCollection query, out FeatureQuery read)
    {
        read = new(null, Usual, null, null);
        var (bbox, limit, area, after) =
            (Text(query, "bbox"), Text(query, "limit"), Text(query, "area"), Text(query, "after"));
        if (bbox is not null)
        {
            if (!TryReadBox(bbox, out var box))
            {
                return false;
            }

            read = read with { Box = box };
        }

        if (Text(query, "datetime") is { } datetime)
        {
            if (FeatureDays.Read(datetime) is not { } days)
            {
                return false;
            }

            read = read with { Days = days };
        }

        if (limit is not null)
        {
            if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return false;
            }

            // The standard: a limit above the server's own is no mistake.
            read = read with { Limit = Math.Min(number, Most) };
        }

        var (code, last, id) = (default(AreaCode), default(AreaCode), default(Guid));
        var isArea = AreaCode.TryParse(after, out last);
        if ((area is not null && !AreaCode.TryParse(area, out code))
            || (after is not null && !isArea && !Guid.TryParse(after, out id)))
        {
            return false;
        }

        read = read with
        {
            Area = area is null ? null : code,
            After = after is null || isArea ? null : id,
            AfterArea = isArea ? last : null,
        };
        return true;
    }

    /// <summary>The address of the page behind a feature.</summary>
    public string Next(string at, string after)
    {
        var box = Box is var (w, s, e, n)
            ? string.Create(CultureInfo.InvariantCulture, $"&bbox={w:R},{s:R},{e:R},{n:R}")
            : "";
        var area = Area is { } code ? $"&area={code}" : "";
        var days = Days is var (first, last) ? $"&datetime={first}/{last}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{at}?limit={Limit}{box}{area}{days}&after={after}");
    }

    private static string? Text(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text ? text : null;

    private static bool TryReadBox(string text, out (double, double, double, double) box)
    {
        box = default;
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !double.IsFinite(numbers[i]))
            {
                return false;
            }
        }

        // With six numbers the third and the sixth are heights, which nothing here has.
        (box, var isBox) = numbers switch
        {
            [var w, var s, var e, var n] => ((w, s, e, n), w <= e && s <= n),
            [var w, var s, _, var e, var n, _] => ((w, s, e, n), w <= e && s <= n),
            _ => (default, false),
        };
        return isBox;
    }
}
