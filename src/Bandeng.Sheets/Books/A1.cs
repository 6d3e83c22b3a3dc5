using System.Globalization;

namespace Bandeng.Sheets.Books;

/// <summary>A cell of a sheet; rows and columns count from 1.</summary>
internal readonly record struct CellAt(int Row, int Column)
{
    /// <summary>As spreadsheets write it: B12.</summary>
    public override string ToString() => Letters(Column) + Row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads B12 or $B$12; null when it is neither.</summary>
    public static CellAt? Read(ReadOnlySpan<char> text)
    {
        var (column, at) = (0, 0);
        for (; at < text.Length && (char.IsAsciiLetterUpper(text[at]) || text[at] == '$'); at++)
        {
            column = text[at] == '$' ? column : column * 26 + text[at] - 'A' + 1;
        }

        return column is > 0 and <= 16_384
            && int.TryParse(text[at..].TrimStart('$'), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new(row, column) : null;
    }

    /// <summary>A column's letters: A for 1, AA for 27.</summary>
    public static string Letters(int column) =>
        column <= 26
            ? ((char)('A' + column - 1)).ToString()
            : Letters((column - 1) / 26) + Letters((column - 1) % 26 + 1);
}

/// <summary>Cells from one corner to the other, both included.</summary>
internal readonly record struct CellBlock(int Top, int Left, int Bottom, int Right)
{
    public int Rows => Bottom - Top + 1;

    public int Columns => Right - Left + 1;

    public bool Contains(int row, int column) => row >= Top && row <= Bottom && column >= Left && column <= Right;

    /// <summary>Reads A1:C3 or A1; null when it is neither.</summary>
    public static CellBlock? Read(string text) => text.Split(':') is var parts && CellAt.Read(parts[0]) is { } first
        && CellAt.Read(parts[^1]) is { } last && parts.Length <= 2
        ? new(
            Math.Min(first.Row, last.Row), Math.Min(first.Column, last.Column), Math.Max(first.Row, last.Row),
            Math.Max(first.Column, last.Column))
        : null;

    public override string ToString() => $"{new CellAt(Top, Left)}:{new CellAt(Bottom, Right)}";
}
