namespace Bandeng.Matters.Queries;

/// <summary>
/// Where a matter is, in one line: the name of the area and the words that were said, without saying a part twice.
/// </summary>
internal static class PlaceSaid
{
    /// <summary>「街心社区 1号楼」 and 「1号楼 1单元 401」 are 「街心社区 1号楼 1单元 401」.</summary>
    public static string Of(string area, string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return area;
        }

        string[] parts = area.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var said = words.Replace(" ", "", StringComparison.Ordinal);
        var known = Enumerable.Range(0, parts.Length)
            .FirstOrDefault(i => Begins(said, string.Concat(parts[i..])), parts.Length);
        return string.Join(' ', [.. parts[..known], words.Trim()]);
    }

    // 「1」 is no beginning of 「12号」.
    private static bool Begins(string words, string name) =>
        words.StartsWith(name, StringComparison.Ordinal)
        && !(char.IsAsciiDigit(name[^1]) && words.Length > name.Length && char.IsAsciiDigit(words[name.Length]));
}
