using System.Globalization;
using System.Text;

namespace Bandeng.Territory;

/// <summary>A door as a list or a form names it, in the one way in which doors are kept.</summary>
/// <param name="Unit">The number of the stair without 单元; empty where there is one stair.</param>
/// <param name="Room">The number at the door, without 室.</param>
/// <param name="Floor">Null: not told.</param>
/// <param name="AreaCm2">Floor area in square centimetres; null: not told.</param>
public sealed record Door(string Unit, string Room, long? Floor = null, long? AreaCm2 = null)
{
    private static readonly string[] UnitEndings = ["单元", "门洞", "门"];
    private static readonly string[] RoomEndings = ["室", "房", "号"];

    /// <summary>Where most houses have it: 1203 and 120 3 lie on the twelfth floor, 301 on the third.</summary>
    public long? UsualFloor =>
        Room.Length is 3 or 4 && long.TryParse(Room, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number / 100 is > 0 and var floor ? floor : null
            : null;

    /// <summary>「２ 单元」, 「二单元」 and 「第02单元」 are 2, 「301室」 is 301. Letters are capitals.</summary>
    public static Door Of(string unit, string room, long? floor = null, long? areaCm2 = null) =>
        new(Counted(Plain(unit, UnitEndings)), Plain(room, RoomEndings), floor, areaCm2);

    private static string Counted(string unit)
    {
        var words = unit.Length > 1 && unit[0] == '第' ? unit[1..] : unit;
        return long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? $"{digits}"
            : words.Length > 0 && ChineseNumber.Read(words) is { } number ? $"{number}"
            : unit;
    }

    private static string Plain(string text, string[] endings)
    {
        var plain = string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)))
            .ToUpperInvariant();
        return endings.FirstOrDefault(
            ending => plain.Length > ending.Length && plain.EndsWith(ending, StringComparison.Ordinal)) is { } ending
            ? plain[..^ending.Length]
            : plain;
    }
}
