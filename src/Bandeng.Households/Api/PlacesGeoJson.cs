using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Households.Api;

/// <summary>
/// The list of places as GeoJSON, as it is filtered: for a map, and to be brought in elsewhere or again.
/// </summary>
internal sealed class PlacesGeoJson(ListPlaces list, PlaceShapes shapes)
{
    private const int Most = 50_000;
    private const int Batch = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/registry/places.geojson", async (
            HttpContext context, PlacesGeoJson places, CancellationToken cancel) =>
        {
            context.Response.ContentType = "application/geo+json";
            await places.WriteAsync(context, cancel);
        })
        .RequirePermission(Permission.KeepPlaces, Permission.ReadHouseholds).ExcludeFromDescription();

    private async Task WriteAsync(HttpContext context, CancellationToken cancel)
    {
        var within = context.Viewer().AreasWith(Permission.KeepPlaces, Permission.ReadHouseholds);
        var filter = Pages.Registry.RegistryFilter.Of(context.Request.Query) with { After = null };
        await using var json = new Utf8JsonWriter(context.Response.Body, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        for (var left = Most; left > 0; left -= Batch)
        {
            var rows = await list.RunAsync(filter, within, Batch, cancel);
            var drawn = await shapes.OfAsync(rows, cancel);
            foreach (var row in rows)
            {
                Write(json, row, drawn.GetValueOrDefault(row.Id));
            }

            await json.FlushAsync(cancel);
            if (rows.Count < Batch)
            {
                break;
            }

            filter = filter with { After = ListPlaces.KeyOf(rows[^1]) };
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>
    /// Properties are called as a list that is brought in calls its columns; what is not known is not there.
    /// </summary>
    private static void Write(Utf8JsonWriter json, PlaceRow row, string? geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", row.Id);
        json.WriteStartObject("properties");
        json.WriteString("kind", row.Kind.ToString());
        json.WriteString("name", row.Name);
        json.WriteString("community_code", row.AreaCode.Community.ToString());
        json.WriteString("area_code_today", row.AreaCode.ToString());
        foreach (var (name, text) in new[] { ("estate", row.Estate), ("number", row.Number), ("address", row.Address), ("aliases", row.Aliases) })
        {
            if (text is not null)
            {
                json.WriteString(name, text);
            }
        }

        foreach (var (name, number) in new[] { ("households", row.Households), ("floors", row.Floors) })
        {
            if (number is { } known)
            {
                json.WriteNumber(name, known);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        json.WriteRawValue(geometry ?? "null", skipInputValidation: true);
        json.WriteEndObject();
    }
}
