using System.Globalization;
using System.Text;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Households;

/// <summary>
/// A citizen's identity number (GB 11643-1999): six digits of the place, the birthday, three of the order, of which an
/// odd last one is male, and a check character (ISO 7064, MOD 11-2).
/// </summary>
public sealed record IdNumber
{
    private const int Length = 18;
    private const string Checks = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdNumber(string text, DateOnly birthDate) => (Text, BirthDate) = (text, birthDate);

    /// <summary>Eighteen characters, the last one a digit or X.</summary>
    public string Text { get; }

    public DateOnly BirthDate { get; }

    public Sex Sex => (Text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>
    /// Reads a number as lists have it. What loses nothing is mended (spaces, a leading apostrophe, wide digits, a
    /// small x); what a spreadsheet has destroyed is recognised and never guessed.
    /// </summary>
    /// <param name="fault">
    /// <c>id.excel</c> (its last digits are lost), <c>id.old</c> (15 digits), <c>id.length</c>, <c>id.characters</c>,
    /// <c>id.birthday</c>, <c>id.check</c>; or null.
    /// </param>
    public static IdNumber? Read(SheetCell cell, out string? fault)
    {
        var text = Plain(cell.Text);
        fault = FaultOf(text, cell.IsNumber, out var birthDate);
        return fault is null ? new(text, birthDate) : null;
    }

    /// <inheritdoc cref="Read(SheetCell, out string?)"/>
    public static IdNumber? Read(string? text, out string? fault) => Read(new SheetCell(text ?? ""), out fault);

    /// <summary>The character that belongs at the end of the first seventeen.</summary>
    public static char CheckOf(ReadOnlySpan<char> first)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (first[i] - '0') * Weights[i];
        }

        return Checks[sum % 11];
    }

    /// <summary>What may be shown: the first three and the last two characters.</summary>
    public static string Mask(string number) =>
        number.Length < 6
            ? "******"
            : string.Concat(number.AsSpan(0, 3), new string('*', number.Length - 5), number.AsSpan(number.Length - 2));

    private static string Plain(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).TrimStart('\'', '‘', '’', '`');
        return string.Concat(folded.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '\u200B')))
            .ToUpperInvariant();
    }

    private static string? FaultOf(string text, bool isNumber, out DateOnly birthDate)
    {
        birthDate = default;
        return IsDestroyed(text, isNumber) ? "id.excel"
            : text.Length == 15 && text.All(char.IsAsciiDigit) ? "id.old"
            : text.Length != Length ? "id.length"
            : !text.AsSpan(0, 17).ContainsOnlyDigits() || text[17] is not ((>= '0' and <= '9') or 'X') ? "id.characters"
            : !DateOnly.TryParseExact(
                text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate)
                || birthDate.Year is < 1850 or > 2100 ? "id.birthday"
            : CheckOf(text) == text[17] ? null
            : text.EndsWith("000", StringComparison.Ordinal) ? "id.excel"
            : "id.check";
    }

    // 4.31302E+17; or a cell that held a number: a double keeps 15 digits, whatever it shows.
    private static bool IsDestroyed(string text, bool isNumber) =>
        (text.Contains("E+", StringComparison.Ordinal) && text.Length > 4 && char.IsAsciiDigit(text[0]))
        || (isNumber && text.Length > 15);
}

internal static class Digits
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
