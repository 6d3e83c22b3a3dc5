namespace Bandeng.Sheets.Books;

/// <summary>Rows that are inserted below the last row of a table's body; what lies below moves down.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="After">The last row of the body.</param>
/// <param name="By">How many.</param>
/// <param name="Grows">Whether that row is one of the body: what ends there goes on to the last row that is
/// filled.</param>
internal sealed record RowShift(string Sheet, int After, int By, bool Grows)
{
    public int Row(int row) => row > After ? row + By : row;

    /// <summary>
    /// The end of a range: one that reached the last row of the body reaches the last row that is filled.
    /// </summary>
    public int End(int row) => row > After || (Grows && row == After) ? row + By : row;

    /// <summary>A block as it lies afterwards; one that began in the body and went to its end grows.</summary>
    public CellBlock Block(CellBlock block) =>
        block with { Top = Row(block.Top), Bottom = block.Rows == 1 ? Row(block.Bottom) : End(block.Bottom) };
}
