using System.Text;
using System.Text.RegularExpressions;

namespace Bandeng.Territory;

/// <summary>Where a row of a list says that somebody lives.</summary>
/// <param name="Community">Name or code; empty: not told.</param>
/// <param name="Estate">Empty: not told.</param>
public sealed partial record DoorWords(string Community, string Estate, string Building, string Unit, string Room)
{
    /// <summary>
    /// Reads an address in one piece: 桥头小区5号楼2单元301室, 5栋301, 5-2-301. Null where it does not end in building and
    /// room.
    /// </summary>
    public static DoorWords? OfAddress(string community, string text)
    {
        var plain = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)));
        return Written().Match(plain) is { Success: true } found
            ? new(
                community, found.Groups["estate"].Value, found.Groups["building"].Value, found.Groups["unit"].Value,
                found.Groups["room"].Value)
            : null;
    }

    private const string Address =
        @"^(?<estate>\D*?)(?<building>[0-9]+[A-Za-z]?)(?:号楼|栋|幢|座|楼|-)"
        + @"(?:(?<unit>[0-9A-Za-z]+|[一二三四五六七八九东西中])(?:单元|门|-))?(?:[0-9]+层)?"
        + @"(?<room>[0-9]{2,5}[A-Za-z]?)(?:室|号|房)?$";

    [GeneratedRegex(Address, RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
