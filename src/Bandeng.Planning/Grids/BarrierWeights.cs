namespace Bandeng.Planning.Grids;

/// <summary>
/// What it costs to have a barrier inside a grid, by the classes of OpenStreetMap and of our own maps.
/// </summary>
public static class BarrierWeights
{
    private static readonly Dictionary<string, double> Weights = new(StringComparer.OrdinalIgnoreCase)
    {
        ["motorway"] = 8,
        ["trunk"] = 8,
        ["rail"] = 8,
        ["river"] = 8,
        ["water"] = 8,
        ["canal"] = 8,
        ["riverbank"] = 8,
        ["primary"] = 5,
        ["major_road"] = 5,
        ["secondary"] = 4,
        ["wall"] = 4,
        ["fence"] = 4,
        ["cliff"] = 4,
        ["tertiary"] = 3,
        ["stream"] = 3,
        ["residential"] = 1,
        ["unclassified"] = 1,
        ["living_street"] = 1,
        ["minor_road"] = 1,
        ["road"] = 1,
        ["unknown"] = 1,
        ["service"] = 0,
        ["pedestrian"] = 0,
        ["track"] = 0,
        ["footway"] = 0,
        ["path"] = 0,
        ["cycleway"] = 0,
        ["steps"] = 0,
        ["ferry"] = 0,
        ["fountain"] = 0,
        ["swimming_pool"] = 0,
    };

    private const string Link = "_link";

    /// <summary>The weight of a class, a slip road as its road; 1 for a class that is not known.</summary>
    public static double Of(string? barrier) =>
        barrier is null ? 1
        : Weights.TryGetValue(WithoutLink(barrier), out var weight) ? weight
        : barrier.StartsWith("track", StringComparison.OrdinalIgnoreCase) ? 0
        : 1;

    private static string WithoutLink(string barrier) =>
        barrier.EndsWith(Link, StringComparison.OrdinalIgnoreCase) ? barrier[..^Link.Length] : barrier;
}
