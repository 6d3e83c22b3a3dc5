using System.Diagnostics.Metrics;

namespace Bandeng.Kernel;

/// <summary>
/// What the installation counts of its own work, for whoever watches it: numbers and names of acts, never words.
/// </summary>
public static class Meters
{
    /// <summary>The name under which metrics are collected.</summary>
    public const string Name = "Bandeng";

    private static readonly Meter Own = new(Name);

    /// <summary>Acts saved, by name: <c>matter.Dispatch</c>.</summary>
    internal static readonly Counter<long> Acts = Own.CreateCounter<long>("bandeng.acts", "{act}", "Acts saved.");

    /// <summary>Units of work that somebody else overtook.</summary>
    internal static readonly Counter<long> Overtaken = Own.CreateCounter<long>(
        "bandeng.overtaken", "{act}", "Acts that another was faster than.");
}
