using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel.CommandLine;
using Bandeng.Planning.Grids;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Dividing;

/// <summary>
/// Writes proposed grids as GeoJSON, every corner with all its digits, so that neighbours stay without gap.
/// </summary>
internal static class GridsFile
{
    /// <summary>The file appears whole or not at all.</summary>
    /// <exception cref="MistakeException"><c>file.unwritable</c></exception>
    public static void Write(string path, GridProposal proposal, BuildingsFile buildings)
    {
        var part = $"{path}.part";
        try
        {
            using (var file = File.Create(part))
            using (var json = new Utf8JsonWriter(file, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(json, proposal, buildings);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MistakeException("file.unwritable", $"{path} cannot be written: {failure.Message}");
        }
    }

    private static void Write(Utf8JsonWriter json, GridProposal proposal, BuildingsFile buildings)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var grid in proposal.Grids)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteNumber("id", grid.Id);
            WriteProperties(json, grid, buildings);
            WriteOutline(json, (Polygon)grid.Outline);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, ProposedGrid grid, BuildingsFile buildings)
    {
        json.WriteStartObject("properties");
        json.WriteNumber("id", grid.Id);
        json.WriteNumber("households", grid.Households);
        json.WriteStartArray("buildings");
        foreach (var building in grid.Buildings)
        {
            buildings.Ids[building].WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteBoolean("connected", grid.Connected);
        json.WriteBoolean("within_bounds", grid.WithinBounds);
        json.WriteString("reason", grid.Reason is { } reason ? $"{reason.Code}: {reason.Message}" : null);
        json.WriteNumber("compactness", Math.Round(grid.Compactness, 6));
        json.WriteNumber("barriers_crossed", grid.BarriersCrossed);
        json.WriteNumber("barrier_weight", grid.BarrierWeight);
        json.WriteNumber("estates_split", grid.EstatesSplit);
        json.WriteNumber("round_m", Math.Round(grid.RoundMetres));
        json.WriteEndObject();
    }

    private static void WriteOutline(Utf8JsonWriter json, Polygon outline)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", "Polygon");
        json.WriteStartArray("coordinates");
        foreach (var ring in outline.InteriorRings.Prepend(outline.ExteriorRing))
        {
            json.WriteStartArray();
            foreach (var corner in ring.Coordinates)
            {
                json.WriteStartArray();
                json.WriteNumberValue(corner.X);
                json.WriteNumberValue(corner.Y);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
