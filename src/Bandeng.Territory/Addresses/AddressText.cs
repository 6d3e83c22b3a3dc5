using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bandeng.Territory.Addresses;

/// <summary>The one way in which the words of addresses are compared.</summary>
internal static partial class AddressText
{
    private const string Digits = "零一二三四五六七八九";
    private const string Formal = "零壹贰叁肆伍陆柒捌玖";
    private const int LengthMax = 200;

    /// <summary>Wide letters become narrow, capitals stay, spaces and stops go; dashes of every kind are one.</summary>
    public static string Plain(string text)
    {
        var normal = (text.Length > LengthMax ? text[..LengthMax] : text).Normalize(NormalizationForm.FormKC);
        var plain = new StringBuilder(normal.Length);
        foreach (var written in ThreeNumbers().Replace(normal, "-"))
        {
            var letter = written is '〇' or '○' ? Digits[0]
                : Formal.IndexOf(written, StringComparison.Ordinal) is var digit and >= 0 ? Digits[digit]
                : written;
            if (letter is '—' or '–' or '－' or '~' or '_' or '/'
                || char.GetUnicodeCategory(letter) is UnicodeCategory.DashPunctuation)
            {
                plain.Append('-');
            }
            else if (letter is '#' || char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToUpperInvariant(letter));
            }
        }

        return plain.ToString();
    }

    /// <summary>What a building is called, as an address finds it: 五幢, 5号楼 and ５ 栋 are 5, 甲三号楼 is 甲3.</summary>
    public static string BuildingKey(string name)
    {
        var key = PlaceWords.Building(name);
        var front = key is ['甲' or '乙' or '丙' or '丁' or '戊' or '己' or '东' or '西' or '南' or '北' or '中', _, ..] ? 1 : 0;
        return key[..front] + Number(key[front..]);
    }

    /// <summary>二 and 02 are 2, 十二 is 12, 三零一 is 301; what is no number stays.</summary>
    public static string Number(string text)
    {
        if (text.Length > 1 && text.All(char.IsAsciiDigit))
        {
            return text.TrimStart('0') is { Length: > 0 } number ? number : "0";
        }

        if (text.Length == 0 || text.Any(letter => !IsNumeral(letter)))
        {
            return text;
        }

        return text.AsSpan().ContainsAny('十', '百')
            ? $"{Counted(text)}"
            : string.Concat(text.Select(letter => (char)('0' + Digit(letter))));
    }

    // 3.2.501 and 3、2、501 are 3-2-501; 3.5 stays what it is.
    [GeneratedRegex(@"(?<=[0-9])[.、](?=[0-9]+[.、][0-9])|(?<=[0-9][.、][0-9]+)[.、](?=[0-9])")]
    private static partial Regex ThreeNumbers();

    private static bool IsNumeral(char letter) =>
        letter is '〇' or '两' or '十' or '百' || Digits.Contains(letter, StringComparison.Ordinal);

    private static int Digit(char letter) => letter switch
    {
        '〇' => 0,
        '两' => 2,
        _ => Digits.IndexOf(letter, StringComparison.Ordinal),
    };

    private static int Counted(string text)
    {
        var (sum, last) = (0, -1);
        foreach (var letter in text)
        {
            if (letter is '十' or '百')
            {
                sum += (last < 0 ? 1 : last) * (letter == '十' ? 10 : 100);
                last = -1;
            }
            else
            {
                last = Digit(letter);
            }
        }

        return sum + Math.Max(0, last);
    }
}
