using System.Text.RegularExpressions;

namespace Bandeng.Households.Tests;

/// <summary>Reads pages as a person's eye would.</summary>
internal static class PageText
{
    /// <summary>What the first match of a page caught.</summary>
    public static string First(string page, Regex link) =>
        link.Match(page) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"No {link} on the page.");
}
