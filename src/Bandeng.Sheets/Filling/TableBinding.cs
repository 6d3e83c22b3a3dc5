namespace Bandeng.Sheets.Filling;

/// <summary>How one sheet of a form is filled.</summary>
/// <param name="Sheet">Its place in the workbook, from 0.</param>
/// <param name="Source">The code of a source.</param>
internal sealed record TableBinding(
    int Sheet, string Source, int HeadTop, int HeadBottom, IReadOnlyList<ColumnBinding> Columns)
{
    /// <summary>
    /// The headings stand beside the cells; each is bound by itself, as <see cref="Layout.BesideField"/> has it, and
    /// there is no source.
    /// </summary>
    public bool IsBeside { get; init; }
}

/// <summary>What goes into one column.</summary>
/// <param name="Heading">Its path, by which a new version finds it again.</param>
/// <param name="Field">Null: stays empty.</param>
internal sealed record ColumnBinding(int Column, string Heading, string? Field);

/// <summary>What a form is filled for.</summary>
/// <param name="Checker">Typed for 审核人; null leaves it for the signature.</param>
/// <param name="Purpose">For what numbers of persons are opened; null: masked.</param>
internal sealed record FillRequest(
    Kernel.AreaCode Area, string AreaName, DateOnly First, DateOnly Last, DateOnly Today, Kernel.Viewer Viewer,
    string? Checker, string? Purpose);

/// <summary>What stands in a filled table, and what does not.</summary>
/// <param name="Empty">Cells without a value, by heading; only columns that are bound.</param>
/// <param name="NotBound">Headings that nothing was bound to.</param>
/// <param name="NotKept">民族 宗教 政治面貌: not held here, left blank.</param>
/// <param name="NotListed">Rows of the source that the table, which lists its rows already, has no line for.</param>
/// <param name="NotFound">Rows that the table lists and the source has nothing of.</param>
/// <param name="ForSignature">Lines of the form that are left open.</param>
internal sealed record TableFilled(
    string Sheet, int Rows, IReadOnlyDictionary<string, int> Empty, IReadOnlyList<string> NotBound,
    IReadOnlyList<string> NotKept,
    IReadOnlyList<string> NotListed, IReadOnlyList<string> NotFound, IReadOnlyCollection<Layout.FormLine> ForSignature)
{
    public int EmptyCells => Empty.Values.Sum();

    /// <summary>Single cells beside their headings; there are no rows.</summary>
    public bool IsBeside { get; init; }
}
