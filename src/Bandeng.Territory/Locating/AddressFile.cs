using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.Addresses;
using Bandeng.Territory.Dividing;
using Bandeng.Territory.Importing.Buildings;

namespace Bandeng.Territory.Locating;

/// <summary>
/// Places to find addresses in, without a database: out of a file, or the invented map that comes with the program.
/// </summary>
internal static class AddressFile
{
    /// <summary>
    /// Features with the properties <c>name</c> and <c>area_code</c>, and <c>kind</c>, <c>estate</c>, <c>address</c>,
    /// <c>aliases</c> where there are any; without kind it is a building. A feature of the kind <c>Area</c> names an
    /// area.
    /// </summary>
    /// <exception cref="MistakeException">As <see cref="FeatureFile.Read"/>, and <c>place.name</c>,
    /// <c>area.code</c>.</exception>
    public static AddressIndex Read(string? path)
    {
        if (path is null)
        {
            return AreaFile.SketchAddresses();
        }

        var features = FeatureFile.Read(path);
        var estates = new Dictionary<(AreaCode Community, string Name), Guid>();
        var (areas, places, addresses) = (new List<AddressArea>(), new List<AddressPlace>(), new List<AddressPlace>());
        foreach (var feature in features.Where(one => one.Text("kind") != "Area"))
        {
            var place = PlaceOf(feature, estates);
            places.Add(place);
            places.AddRange(Aliases(feature).Select(alias => place with { Name = alias }));
            if (feature.Text("address") is { Length: > 0 } address)
            {
                addresses.Add(place with { Name = address });
            }
        }

        foreach (var feature in features.Where(one => one.Text("kind") == "Area"))
        {
            areas.Add(new(CodeOf(feature), NameOf(feature)));
        }

        var known = places.Select(place => place.Id).ToHashSet();
        places.AddRange(estates.Where(estate => !known.Contains(estate.Value))
            .Select(estate =>
                new AddressPlace(estate.Value, PlaceKind.Estate, estate.Key.Name, estate.Key.Community, null)));
        var index = new AddressIndex(areas, places, addresses);
        index.Call(places.Reverse<AddressPlace>().Select(place => (place.Id, place.Name)));
        return index;
    }

    private static AddressPlace PlaceOf(Feature feature, Dictionary<(AreaCode Community, string Name), Guid> estates)
    {
        var (area, name, kind) = (CodeOf(feature), NameOf(feature), KindOf(feature.Text("kind")));
        var estate = kind == PlaceKind.Building && feature.Text("estate") is { Length: > 0 } at
            ? IdOf(at)
            : default(Guid?);
        return new(kind.HoldsBuildings() ? IdOf(name) : Guid.CreateVersion7(), kind, name, area, estate);

        Guid IdOf(string called) =>
            estates.TryGetValue((area.Community, called), out var id)
                ? id
                : estates[(area.Community, called)] = Guid.CreateVersion7();
    }

    private static PlaceKind KindOf(string? text) =>
        text is null ? PlaceKind.Building
        : BuildingGuide.Kinds.TryGetValue(text, out var kind) || Enum.TryParse(text, true, out kind) ? kind
        : PlaceKind.OtherUnit;

    private static string NameOf(Feature feature) => feature.Text("name") is { Length: > 0 } name
        ? name : throw new MistakeException("place.name", $"{feature.Name} has no property name.");

    private static AreaCode CodeOf(Feature feature) => AreaCode.TryParse(feature.Text("area_code"), out var code)
        ? code : throw new MistakeException("area.code", $"{feature.Name} has no area_code.");

    private static string[] Aliases(Feature feature) =>
        feature.Text("aliases")?.Split('、', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? [];
}
