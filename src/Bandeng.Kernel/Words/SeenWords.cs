using System.Globalization;
using System.Text;

namespace Bandeng.Kernel.Words;

/// <summary>
/// Whether there is anything to see in a text: blanks, joiners and marks of direction alone say nothing.
/// </summary>
public static class SeenWords
{
    /// <summary>Nothing, or only characters that leave no trace on paper.</summary>
    public static bool IsUnseen(this string? text) => text is null || !text.EnumerateRunes().Any(IsSeen);

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);
}
