using System.Globalization;
using System.Text;

namespace Bandeng.Matters.Search;

/// <summary>A stretch of Chinese characters, or one word of other letters and digits, folded.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="IsGlued">Nothing stands between it and the stretch before it.</param>
public sealed record Stretch(IReadOnlyList<string> Characters, bool IsHan, int Start, bool IsGlued)
{
    public string Text { get; } = string.Concat(Characters);
}

/// <summary>
/// What a text is searched by. Chinese has no spaces: each pair of neighbouring characters is a token, and the last
/// character of a stretch alone, so that every single character begins one. Words of other letters and digits are
/// tokens in lower case. Full width counts as half width.
/// </summary>
public static class Grams
{
    /// <summary>No token is longer: PostgreSQL refuses lexemes of 2 KB.</summary>
    public const int WordMost = 40;

    private enum Kind
    {
        Gap,
        Mark,
        Han,
        Word,
    }

    /// <summary>The stretches of a text, in its order; what is neither letter nor digit parts them.</summary>
    public static IEnumerable<Stretch> StretchesOf(string text)
    {
        var characters = new List<string>();
        var (at, start, of, isGlued) = (0, 0, Kind.Gap, false);
        foreach (var raw in text.EnumerateRunes())
        {
            var kind = KindOf(Fold(raw));
            if (kind is Kind.Mark)
            {
                // An accent belongs to the word it follows; a variant selector of an ideograph changes nothing.
                kind = of;
                if (of is Kind.Word && characters.Count < WordMost)
                {
                    characters.Add(raw.ToString());
                }
            }
            else if (kind != of || (of is Kind.Word && characters.Count >= WordMost))
            {
                if (characters.Count > 0)
                {
                    yield return new Stretch([.. characters], of is Kind.Han, start, isGlued);
                }

                (isGlued, start, of) = (of is not Kind.Gap, at, kind);
                characters.Clear();
            }

            if (kind is not Kind.Gap && KindOf(Fold(raw)) is not Kind.Mark)
            {
                characters.Add(Fold(raw).ToString());
            }

            at += raw.Utf16SequenceLength;
        }

        if (characters.Count > 0)
        {
            yield return new Stretch([.. characters], of is Kind.Han, start, isGlued);
        }
    }

    /// <summary>The tokens of a text as it is indexed, in order.</summary>
    public static IEnumerable<string> Of(string text) =>
        StretchesOf(text)
            .SelectMany(stretch => stretch.IsHan ? Pairs(stretch).Append(stretch.Characters[^1]) : [stretch.Text]);

    /// <summary>The pairs of neighbours in a stretch of Chinese.</summary>
    public static IEnumerable<string> Pairs(Stretch stretch) =>
        stretch.Characters.Zip(stretch.Characters.Skip(1), (one, next) => one + next);

    /// <summary>The text folded, each stretch between spaces: <c>" 又是 12 号楼下漏水 "</c>.</summary>
    public static string Spaced(string text) =>
        string.Join(' ', StretchesOf(text).Select(stretch => stretch.Text)) is { Length: > 0 } words
            ? $" {words} "
            : "";

    /// <summary>A character as it is compared: half width, lower case.</summary>
    public static Rune Fold(Rune rune) => Rune.ToLowerInvariant(rune.Value switch
    {
        >= 0xFF01 and <= 0xFF5E => new Rune(rune.Value - 0xFEE0),
        0x3000 => new Rune(' '),
        _ => rune,
    });

    private static Kind KindOf(Rune rune) =>
        IsHan(rune) ? Kind.Han
        : Rune.IsLetterOrDigit(rune) ? Kind.Word
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark ? Kind.Mark
        : Kind.Gap;

    // Ideographs with their extensions, 々 and 〇, kana and hangul: written without spaces, or nearly.
    private static bool IsHan(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF)
        or 0x3005 or 0x3007 or (>= 0x3040 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7AF);
}
