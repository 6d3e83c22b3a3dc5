using System.CommandLine;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Territory;

/// <summary><c>--crs</c> of imports with coordinates.</summary>
internal static class CrsOption
{
    public static Option<string?> Build() =>
        new("--crs") { Description = "wgs84 when left out; cgcs2000 is the same; gcj02 is converted." };

    /// <exception cref="MistakeException"><c>crs.unknown</c></exception>
    public static bool IsGcj02(string? text) => text?.ToLowerInvariant() switch
    {
        null or "wgs84" or "cgcs2000" => false,
        "gcj02" => true,
        _ => throw new MistakeException("crs.unknown", $"--crs is wgs84, cgcs2000 or gcj02, not '{text}'."),
    };
}
