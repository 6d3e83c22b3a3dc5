namespace Bandeng.Sheets.Layout;

/// <summary>Where the parts of a blank table lie; rows count from 1.</summary>
/// <param name="Body">Rows that are filled, in order; repeated heads are not among them.</param>
/// <param name="Totals">合计: rows of totals above or below the body.</param>
internal sealed record SheetLayout(
    int HeadTop, int HeadBottom, IReadOnlyList<Heading> Headings, IReadOnlyList<int> Body, IReadOnlyList<int> Totals)
{
    /// <summary>
    /// The headings stand beside the cells that are filled: 户数 | ___ | 人口数 | ___. There are no rows then.
    /// </summary>
    public bool IsBeside { get; init; }

    /// <summary>Behind which row the table grows.</summary>
    public int Grow => Body is [.., var last] ? last : HeadBottom;
}
