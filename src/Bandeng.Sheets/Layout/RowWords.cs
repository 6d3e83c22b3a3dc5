using System.Globalization;
using System.Text.RegularExpressions;

namespace Bandeng.Sheets.Layout;

/// <summary>What the words of a row say it is.</summary>
internal static partial class RowWords
{
    public static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>合计, 总计, 小计.</summary>
    public static bool IsTotal(string text) => Total().IsMatch(text);

    /// <summary>备注：, 填表说明：, 注：.</summary>
    public static bool IsNote(string text) => Note().IsMatch(text);

    /// <summary>填报单位：, 审核人：, 年 月 日: a line of the form, no heading and no row.</summary>
    public static bool IsLabel(string text) => Label().IsMatch(text) || Day().IsMatch(text);

    [GeneratedRegex(@"^\s*(?:合\s*计|总\s*计|小\s*计|汇\s*总|全\s*[区县镇街]\s*合\s*计)\s*[:：]?\s*$")]
    private static partial Regex Total();

    [GeneratedRegex(@"^\s*(?:备\s*注|注|说\s*明|填[表报]\s*说明|填[表报]\s*要求)\s*\d*\s*[:：]")]
    private static partial Regex Note();

    [GeneratedRegex(@"(?:单\s*位|填\s*[报表]\s*人|制\s*表\s*人|审\s*[核批]\s*人|负\s*责\s*人|经\s*办\s*人|领\s*导|签\s*[字章名]|盖\s*章|日\s*期|时\s*间|周\s*期|报\s*告\s*期|电\s*话)[^:：]{0,6}[:：]")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[\s_0-9]*年[\s_0-9]*月[\s_0-9]*日?\s*$")]
    private static partial Regex Day();
}
