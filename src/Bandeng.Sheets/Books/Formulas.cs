using System.Globalization;
using System.Text.RegularExpressions;

namespace Bandeng.Sheets.Books;

/// <summary>Moves the references inside formulas. Texts, names and functions stay as they are.</summary>
internal static partial class Formulas
{
    /// <summary>The formula after rows were inserted.</summary>
    /// <param name="sheet">The sheet on which the formula stands: a reference without a sheet means it.</param>
    public static string Inserted(string formula, string sheet, IReadOnlyCollection<RowShift> shifts) =>
        shifts.Count == 0 ? formula : Reference().Replace(formula, match =>
        {
            var on = match.Groups["sheet"] is { Success: true } named ? Unquoted(named.Value[..^1]) : sheet;
            var shift = shifts.FirstOrDefault(one => string.Equals(one.Sheet, on, StringComparison.OrdinalIgnoreCase));
            return shift is null || match.Groups["text"].Success
                ? match.Value
                : match.Groups["sheet"].Value + Shifted(match, shift);
        });

    /// <summary>The formula as a copy of its cell some rows further down and columns to the right has it.</summary>
    public static string Copied(string formula, int rows, int columns) => Reference().Replace(formula, match =>
        match.Groups["text"].Success || !match.Groups["a"].Success ? match.Value
        : match.Groups["sheet"].Value + Further(match.Groups["a"].Value, rows, columns)
            + (match.Groups["b"].Success ? ":" + Further(match.Groups["b"].Value, rows, columns) : ""));

    /// <summary>Whether it finds cells by a text, which nobody can move along.</summary>
    public static bool PointsByText(string formula) => ByText().IsMatch(formula);

    private static string Shifted(Match match, RowShift shift)
    {
        if (match.Groups["first"].Success)
        {
            return $"{WithRow(match.Groups["first"].Value, shift.Row)}:{WithRow(match.Groups["last"].Value, shift.End)}";
        }

        var (a, b) = (match.Groups["a"].Value, match.Groups["b"]);
        return b.Success ? $"{WithRow(a, shift.Row)}:{WithRow(b.Value, shift.End)}" : WithRow(a, shift.Row);
    }

    private static string WithRow(string reference, Func<int, int> row)
    {
        var at = reference.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1;
        return string.Concat(
            reference.AsSpan(0, at),
            row(int.Parse(reference.AsSpan(at), provider: CultureInfo.InvariantCulture))
                .ToString(CultureInfo.InvariantCulture));
    }

    private static string Further(string reference, int rows, int columns)
    {
        var cell = CellAt.Read(reference)!.Value;
        var column = reference[0] == '$'
            ? $"${CellAt.Letters(cell.Column)}"
            : CellAt.Letters(Math.Max(1, cell.Column + columns));
        var row = reference.LastIndexOf('$') > 0
            ? string.Create(CultureInfo.InvariantCulture, $"${cell.Row}")
            : Math.Max(1, cell.Row + rows).ToString(CultureInfo.InvariantCulture);
        return column + row;
    }

    private static string Unquoted(string sheet) =>
        sheet.StartsWith('\'') ? sheet[1..^1].Replace("''", "'", StringComparison.Ordinal) : sheet;

    [GeneratedRegex(
        @"(?<text>""(?:[^""]|"""")*"")"
        + @"|(?<sheet>(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?"
        + @"(?:(?<![\p{L}\p{N}_.$])(?<a>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?::(?<b>\$?[A-Z]{1,3}\$?[0-9]{1,7}))?"
        + @"|(?<![\p{L}\p{N}_.$])(?<first>\$?[0-9]{1,7}):(?<last>\$?[0-9]{1,7}))(?![\p{L}\p{N}_.(])",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_.])(?:INDIRECT|OFFSET|ADDRESS)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex ByText();
}
