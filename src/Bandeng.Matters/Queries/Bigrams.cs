namespace Bandeng.Matters.Queries;

/// <summary>How alike two texts are, by the pairs of neighbouring characters they share; needs no dictionary.</summary>
public static class Bigrams
{
    /// <summary>
    /// Pairs of letters and digits, capitals and punctuation set aside; of long texts the first 2,000 characters.
    /// </summary>
    public static IReadOnlySet<(char, char)> Of(string text)
    {
        var letters = text.Take(2_000).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        return letters.Zip(letters.Skip(1)).ToHashSet();
    }

    /// <summary>
    /// The share of the smaller text's pairs that stand in the other too, 0 to 1 (Szymkiewicz and Simpson's overlap):
    /// a short sentence is found in a long account of the same thing. One pair in common is chance, and counts as none.
    /// </summary>
    public static double Likeness(IReadOnlySet<(char, char)> one, IReadOnlySet<(char, char)> other) =>
        one.Count(other.Contains) is > 1 and var shared ? (double)shared / Math.Min(one.Count, other.Count) : 0;
}
