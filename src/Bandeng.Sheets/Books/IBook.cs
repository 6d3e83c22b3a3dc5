namespace Bandeng.Sheets.Books;

/// <summary>A workbook that can be looked at and filled. What is not filled stays as it was.</summary>
internal interface IBook
{
    BookFormat Format { get; }

    IReadOnlyList<SheetPicture> Sheets { get; }

    /// <summary>The workbook with its tables filled; rows are inserted where the body is too short.</summary>
    byte[] Fill(IReadOnlyList<SheetFilling> fillings);
}

/// <summary>The formats that offices send.</summary>
internal enum BookFormat
{
    Xlsx,
    Xls,
}

/// <summary>What goes into one sheet.</summary>
/// <param name="Sheet">Its place in the workbook, from 0.</param>
/// <param name="Body">The rows of the blank table, in order; repeated heads lie between them.</param>
/// <param name="Grow">Behind which row the rows are inserted that find no place: the last of the body, or the
/// head's.</param>
/// <param name="Columns">Which columns the values of a row go to.</param>
/// <param name="Rows">One value a column: string, number, <see cref="Share"/>, day, moment, or null.</param>
/// <param name="Cells">Single cells by their place in the blank: 填报单位, totals, rows that are listed already.</param>
internal sealed record SheetFilling(
    int Sheet, IReadOnlyList<int> Body, int Grow, IReadOnlyList<int> Columns, IReadOnlyList<object?[]> Rows,
    IReadOnlyDictionary<CellAt, object> Cells)
{
    /// <summary>How many rows are inserted.</summary>
    public int Inserted => Math.Max(0, Rows.Count - Body.Count);

    /// <summary>No row of the blank is there to look like: the head's lines without its weight.</summary>
    public bool LooksLikeHead => Body.Count == 0;
}

/// <summary>A share between 0 and 1, shown in per cent.</summary>
internal readonly record struct Share(double Value);
