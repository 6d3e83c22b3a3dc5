using System.Globalization;
using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Bandeng.Matters.Guarding;

/// <summary>How much may be sent in an hour, from the settings; null where a setting says <c>off</c>.</summary>
/// <param name="PerClient"><c>BANDENG_RAISE_PER_CLIENT</c>: matters and joined voices of those not signed in, from one
/// address.</param>
/// <param name="PerPhone"><c>BANDENG_RAISE_PER_PHONE</c>: the same with one telephone number, and of one resident
/// signed in.</param>
/// <param name="FilesPerClient"><c>BANDENG_FILES_PER_CLIENT</c>: files of one address or resident.</param>
/// <param name="MegabytesPerClient"><c>BANDENG_MB_PER_CLIENT</c>: their size together; not below one file's.</param>
internal sealed record KnockLimits(int? PerClient, int? PerPhone, int? FilesPerClient, int? MegabytesPerClient)
{
    private const int LargestFile = 10;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="MistakeException"><c>limits.setting</c>: neither a number above nought nor
    /// <c>off</c>.</exception>
    public static KnockLimits Of(IConfiguration? settings) => new(
        Read(settings, "BANDENG_RAISE_PER_CLIENT", 30),
        Read(settings, "BANDENG_RAISE_PER_PHONE", 100),
        Read(settings, "BANDENG_FILES_PER_CLIENT", 120),
        Read(settings, "BANDENG_MB_PER_CLIENT", 400, LargestFile));

    private static int? Read(IConfiguration? settings, string key, int usual, int least = 1) =>
        settings?[key]?.Trim() switch
        {
            null or "" => usual,
            "off" => null,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= 1_000_000 => number,
            _ => throw new MistakeException("limits.setting", $"{key} is a number from {least} to 1000000, or off."),
        };
}
