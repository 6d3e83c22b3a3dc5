using System.Text.RegularExpressions;

namespace Bandeng.Territory.Addresses;

/// <summary>Building, unit and room at the end of an address; empty where they are not told.</summary>
/// <param name="Building">As <see cref="AddressText.BuildingKey"/>.</param>
internal sealed partial record AddressTail(string Building, string Unit, string Room)
{
    private const string Numeral = "[0-9]+|[零〇一二两三四五六七八九十百]+";
    private const string Stem = "甲乙丙丁戊己东西南北中";

    private const string Inside =
        $@"(?:第?(?<unit>{Numeral}|[A-Z]|[{Stem}])(?:单元|门洞|梯|门|-))?(?:第?(?:{Numeral})(?:层|楼)-?)?"
        + @"(?:(?<room>[0-9]{2,5}[A-Z]?|[零〇一二两三四五六七八九]{3,4}|[A-Z][0-9]{2,4})(?![0-9元米人次年月日点分个棵辆块])(?:室|号|房|户)?)?";

    private const string Whole =
        $@"\G第?(?<building>[{Stem}]?(?:{Numeral})[A-Z]?|[A-Z][0-9]*)(?:(?<said>号?(?:楼栋|楼|栋|幢|座)|号(?!院)|\#楼?)-?|-)" + Inside;

    /// <summary>
    /// What stands at a place of the plain text; null where no building does. 5-2-301 needs its room.
    /// </summary>
    public static AddressTail? At(string plain, int start) =>
        WithBuilding().Match(plain, start) is { Success: true } found && IsMeant(found, plain) ? Of(found) : null;

    /// <summary>Only unit and room, after a building that was named.</summary>
    public static AddressTail Doors(string plain, int start) => Of(AfterBuilding().Match(plain, start));

    // 「5号晚上停水」 is a day, 「3楼」 a floor: a bare 号 is a building where a unit, a room or nothing follows, a bare 楼 where a
    // unit does.
    private static bool IsMeant(Match found, string plain) => found.Groups["said"].Value switch
    {
        "" => found.Groups["room"].Success,
        "号" =>
            found.Groups["room"].Success || found.Groups["unit"].Success || found.Index + found.Length == plain.Length,
        "楼" => found.Groups["unit"].Success || char.IsAsciiLetter(plain[found.Index]),
        _ => true,
    };

    private static AddressTail Of(Match found) => new(
        AddressText.BuildingKey(found.Groups["building"].Value), AddressText.Number(found.Groups["unit"].Value),
        AddressText.Number(found.Groups["room"].Value));

    [GeneratedRegex(Whole, RegexOptions.ExplicitCapture)]
    private static partial Regex WithBuilding();

    [GeneratedRegex(@"\G-?" + Inside, RegexOptions.ExplicitCapture)]
    private static partial Regex AfterBuilding();
}
