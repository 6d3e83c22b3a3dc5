namespace Bandeng.Organizations.Queries;

/// <summary>What people type into a search field, as a pattern of SQL.</summary>
internal static class Search
{
    /// <summary>Matches every text that contains the words, whatever their case; everything when nothing was typed.</summary>
    public static string Part(string? typed) =>
        $"%{(typed ?? "").Trim().ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
}
