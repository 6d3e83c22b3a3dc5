using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Planning.Places;
using Bandeng.Territory.Addresses;
using Bandeng.Territory.Dividing;
using Bandeng.Territory.Importing;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Locating;

/// <summary>
/// Outlines of areas without a database: out of a file, or the invented map that comes with the program.
/// </summary>
internal sealed class AreaFile
{
    private static readonly string[] CodeProperties = ["area_code", "code", "id"];

    private readonly string[] _codes;
    private readonly PlaceIndex _places;

    private AreaFile(IEnumerable<(string Code, Geometry Outline)> areas)
    {
        // The longer code is the smaller area: a grid before its community.
        var sorted = areas.OrderByDescending(area => area.Code.Length).ToArray();
        _codes = Array.ConvertAll(sorted, area => area.Code);
        _places = new([.. sorted.Select(area => area.Outline)]);
    }

    /// <summary>The code of the smallest area that has the point; null outside of all.</summary>
    public string? Find(double longitude, double latitude) =>
        _places.Find(longitude, latitude) is var at and >= 0 ? _codes[at] : null;

    /// <summary>Polygons with the property <c>area_code</c>, <c>code</c> or <c>id</c>.</summary>
    /// <exception cref="MistakeException">
    /// As <see cref="FeatureFile.Read"/>, and <c>area.code</c>, <c>area.kind</c>, <c>area.none</c>.
    /// </exception>
    public static AreaFile Read(string path)
    {
        var features = FeatureFile.Read(path);
        return features.Count == 0
            ? throw new MistakeException("area.none", $"{path} has no area.")
            : new(features.Select(feature => (CodeOf(feature), OutlineOf(feature))));
    }

    /// <summary>The communities of the demo's pack, drawn as the demo draws them.</summary>
    public static AreaFile Sketch()
    {
        var villages = Villages(DemoPack, []);
        var map = SketchMap.Draw(Whole(villages), villages);
        return new(villages.Select(village => (village.Code.ToString(), (Geometry)map.Outlines[village.Code])));
    }

    /// <summary>What the demo's pack calls its areas, and the buildings of its invented map.</summary>
    public static AddressIndex SketchAddresses()
    {
        var named = new Dictionary<AreaCode, string>();
        var villages = Villages(DemoPack, named);
        var map = SketchMap.Draw(Whole(villages), villages);
        return new(
            named.Select(area => new AddressArea(area.Key, area.Value)),
            map.Features.Where(one => one.Kind == "building")
                .Select(one => new AddressPlace(Guid.CreateVersion7(), PlaceKind.Building, one.Name!, one.Area, null)),
            []);
    }

    private static string DemoPack => Path.Combine(AppContext.BaseDirectory, "packs", "louxing", "areas.csv");

    private static AreaCode Whole(List<SketchVillage> villages)
    {
        var whole = villages[0].Code;
        while (villages.Any(village => !whole.Contains(village.Code)))
        {
            whole = whole.Parent!.Value;
        }

        return whole;
    }

    private static List<SketchVillage> Villages(string path, Dictionary<AreaCode, string> named)
    {
        using var file = TableFile.Open(path);
        var layout = AreaLayout.Of(file);
        var chain = new List<ToldArea>();
        return
        [
            .. from row in file.Rows()
               where row.Fault is null && AreaLine.Read(layout, row.Fields, chain) is null
                   && chain.TrueForAll(area => Note(named, area))
               select new SketchVillage(chain[^1].Code, chain[^1].Name, chain[^1].Class is ['1', ..]),
        ];
    }

    private static bool Note(Dictionary<AreaCode, string> named, ToldArea area) =>
        named.TryAdd(area.Code, area.Name) || named.ContainsKey(area.Code);

    private static string CodeOf(Feature feature) =>
        CodeProperties.Select(feature.Text).FirstOrDefault(code => !string.IsNullOrEmpty(code))
        ?? throw new MistakeException(
            "area.code", $"{feature.Name} has no property {string.Join(", ", CodeProperties)}.");

    private static Geometry OutlineOf(Feature feature) => feature.Place is Polygon or MultiPolygon
        ? feature.Place
        : throw new MistakeException("area.kind", $"{feature.Name} is no polygon.");
}
