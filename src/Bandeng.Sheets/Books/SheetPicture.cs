namespace Bandeng.Sheets.Books;

/// <summary>How a cell looks, as far as a drawing of the sheet shows it.</summary>
internal sealed record CellPicture(string Text, string? Formula, bool IsBold, bool IsCentred)
{
    public static CellPicture Empty { get; } = new("", null, false, false);

    public bool IsBlank => Text.Length == 0 && Formula is null;
}

/// <summary>A sheet of a workbook as a person sees it, whatever the format of its file.</summary>
/// <param name="Widths">Of each column, in characters of the default font.</param>
internal sealed record SheetPicture(
    string Name, IReadOnlyDictionary<CellAt, CellPicture> Cells, IReadOnlyList<CellBlock> Merges,
    IReadOnlyList<double> Widths,
    int Rows, bool IsHidden)
{
    private readonly Dictionary<CellAt, CellBlock> _merges = Merges.Take(5_000).SelectMany(
        block => from row in Enumerable.Range(block.Top, Math.Min(block.Rows, 2_000))
                 from column in Enumerable.Range(block.Left, Math.Min(block.Columns, 200))
                 select (At: new CellAt(row, column), block))
        .DistinctBy(pair => pair.At).ToDictionary(pair => pair.At, pair => pair.block);

    public int Columns => Widths.Count;

    /// <summary>The cell; of merged cells the first holds what all show.</summary>
    public CellPicture At(int row, int column) => Cells.GetValueOrDefault(First(row, column), CellPicture.Empty);

    public CellAt First(int row, int column) =>
        _merges.TryGetValue(new(row, column), out var block) ? new(block.Top, block.Left) : new(row, column);

    /// <summary>The merged cells around a cell, or the cell itself.</summary>
    public CellBlock Block(int row, int column) =>
        _merges.TryGetValue(new(row, column), out var block) ? block : new(row, column, row, column);

    /// <summary>The cells of a row, each merged block once, from left to right.</summary>
    public IEnumerable<(CellBlock Block, CellPicture Cell)> Row(int row)
    {
        for (var column = 1; column <= Columns;)
        {
            var block = Block(row, column);
            yield return (block, At(row, column));
            column = Math.Max(block.Right, column) + 1;
        }
    }
}
