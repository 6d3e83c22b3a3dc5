using System.Text.RegularExpressions;

namespace Bandeng.Organizations;

/// <summary>
/// Telephone numbers in what other systems send: with extensions, two in one field, from abroad, in a column that
/// nobody here knows. They are closed as they came; what is kept in the clear beside them shows their ends alone.
/// </summary>
public static partial class SentNumbers
{
    private const int Longest = 500;
    private const int FewestDigits = 5;

    /// <summary>All of them as one text to be closed, the main one first; null where there is none.</summary>
    /// <param name="phone">What stands where a telephone belongs.</param>
    /// <param name="beside">Heading and text of everything else that is not somebody's own words.</param>
    public static string? Gather(string? phone, IEnumerable<KeyValuePair<string, string>> beside)
    {
        var found = IsNumber(phone) ? [phone!.Trim()] : new List<string>();
        foreach (var (heading, text) in beside)
        {
            var numbers = IsColumn(heading) && IsNumber(text)
                ? [text.Trim()]
                : Mobile().Matches(text).Select(match => match.Value);
            found.AddRange(numbers.Where(number => !found.Exists(known => known.Contains(number, StringComparison.Ordinal)))
                .Select(number => $"{heading}：{number}"));
        }

        var all = string.Join('；', found);
        return all.Length == 0 ? null : all[..Math.Min(all.Length, Longest)];
    }

    /// <summary>
    /// What may stand in the clear of such a text: 139****6666转2; of a column of telephones no other number either.
    /// </summary>
    public static string Masked(string heading, string text)
    {
        var masked = Mobile().Replace(text, match => $"{match.Value[..3]}****{match.Value[^4..]}");
        return IsColumn(heading) ? AnyNumber().Replace(masked, Ends) : masked;
    }

    /// <summary>Whether it says a number at all, and not that there is none.</summary>
    public static bool IsNumber(string? text) => text is not null && text.Count(char.IsDigit) >= FewestDigits;

    private static bool IsColumn(string heading) => Column().IsMatch(heading);

    private static string Ends(Match match)
    {
        var left = match.Value.Count(char.IsDigit) - 4;
        return string.Concat(match.Value.Select(letter => char.IsDigit(letter) && left-- > 0 ? '*' : letter));
    }

    [GeneratedRegex(@"(?<!\d)((\+|00)?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")]
    private static partial Regex Mobile();

    [GeneratedRegex(@"\d[\d\s\-()（）]{3,}\d")]
    private static partial Regex AnyNumber();

    [GeneratedRegex("电话|手机|联系方式|联系号码|来电号码|phone|mobile|(^|[^a-z])tel([^a-z]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Column();
}
