using System.Globalization;
using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Bandeng.Matters.Held;

/// <summary>
/// How many letters an hour go straight in before a person looks; null where a setting says <c>off</c>.
/// </summary>
/// <param name="SameWords"><c>BANDENG_HOLD_SAME_WORDS</c>: letters of the same words, whoever sends them.</param>
/// <param name="SameClient"><c>BANDENG_HOLD_SAME_CLIENT</c>: letters of one network address without signing in.</param>
internal sealed record HoldLimits(int? SameWords, int? SameClient)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="MistakeException"><c>limits.setting</c>: neither a number above nought nor
    /// <c>off</c>.</exception>
    public static HoldLimits Of(IConfiguration? settings) => new(
        Read(settings, "BANDENG_HOLD_SAME_WORDS", 5), Read(settings, "BANDENG_HOLD_SAME_CLIENT", 12));

    private static int? Read(IConfiguration? settings, string key, int usual) => settings?[key]?.Trim() switch
    {
        null or "" => usual,
        "off" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1_000_000 => number,
        _ => throw new MistakeException("limits.setting", $"{key} is a number from 1 to 1000000, or off."),
    };
}
