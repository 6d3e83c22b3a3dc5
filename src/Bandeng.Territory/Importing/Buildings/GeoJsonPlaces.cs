using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Dividing;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>Places out of a GeoJSON file: a row is a feature, counted from 1; a column is a property.</summary>
internal static class GeoJsonPlaces
{
    /// <exception cref="Kernel.CommandLine.MistakeException">As <see cref="FeatureFile.Read"/>.</exception>
    public static PlaceSource Open(string path, SheetGuide guide)
    {
        var features = FeatureFile.ReadEach(path);
        string[] names = [.. features.SelectMany(feature => feature.Names).Distinct()];
        return PlaceSource.OfFeatures(guide, names, kept => features.Select(feature => new ToldRow(
            new SheetRow(feature.Index + 1, [.. kept.Select(i => new SheetCell(feature.Text(names[i])?.Trim() ?? ""))]),
            feature.Place,
            feature.Fault is { } fault ? new RowFault("building.geometry", "geometry", fault) : null)));
    }
}
