namespace Bandeng.Kernel.Words;

/// <summary>
/// What people type into a search field, as a pattern of SQL: <c>lower(name) like @part escape '\'</c>.
/// </summary>
public static class LikeWords
{
    /// <summary>
    /// Matches every text that contains the words, whatever their case; everything when nothing was typed.
    /// </summary>
    public static string Part(string? typed) =>
        $"%{(typed ?? "").Trim().ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
