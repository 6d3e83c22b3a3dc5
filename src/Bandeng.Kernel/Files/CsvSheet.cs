using System.Globalization;
using System.Text;

namespace Bandeng.Kernel.Files;

/// <summary>
/// Writes rows as CSV (RFC 4180) in UTF-8 with a mark, so that spreadsheets show Chinese at once. A text that a
/// spreadsheet would run as a formula is led by an apostrophe.
/// </summary>
public static class CsvSheet
{
    // OWASP, CSV injection; the wide forms are folded to these by East Asian spreadsheets.
    private const string Dangerous = "=+-@\t\r＝＋－＠";
    private const int FlushAt = 1 << 16;

    /// <summary>Memory stays the same however many rows there are.</summary>
    /// <param name="rows">One value a column: string, number, day or moment, or null.</param>
    public static async Task WriteAsync(
        Stream target, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(true), leaveOpen: true);
        var text = Line(new StringBuilder(), columns.Select(column => column.Title));
        await foreach (var row in rows.WithCancellation(cancel))
        {
            Line(text, row.Select(Show));
            if (text.Length >= FlushAt)
            {
                await writer.WriteAsync(text, cancel);
                text.Clear();
            }
        }

        await writer.WriteAsync(text, cancel);
    }

    /// <summary>A value as a cell says it; only texts can be dangerous, a negative number is a number.</summary>
    internal static string Show(object? value) => value switch
    {
        null => "",
        string text => Harmless(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => ChinaTime.Show(at),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
    };

    private static string Harmless(string text) =>
        text.TrimStart(' ', '\u3000', '\n') is [var first, ..] && Dangerous.Contains(first) ? $"'{text}" : text;

    private static StringBuilder Line(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
