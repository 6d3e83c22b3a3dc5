using System.Text;

namespace Bandeng.Sheets.Layout;

/// <summary>One heading of a table: what stands over a column, or beside a cell.</summary>
/// <param name="Column">From 1; of headings beside cells their number.</param>
/// <param name="Text">The lowest line: 姓名.</param>
/// <param name="Path">All lines from the top: 户主/姓名. Bindings are kept by it.</param>
internal sealed record Heading(int Column, string Text, string Path)
{
    /// <summary>Parts of headings that this system holds nothing of and never fills.</summary>
    private static readonly string[] NotKept = ["民族", "族别", "宗教", "信仰", "政治面貌", "党派", "是否党员", "是否团员"];

    /// <summary>The cell that is filled, of a heading that stands beside it; null: the column below it is.</summary>
    public Books.CellAt? Beside { get; init; }

    // Work about them is no record of a person: 民族团结活动.
    private const int LongestOfPerson = 6;

    /// <summary>民族 宗教 政治面貌: recognised, left blank, and said.</summary>
    public bool IsNotKept =>
        Array.Exists(
            NotKept,
            part =>
                Plain(Text) is { Length: <= LongestOfPerson } text && text.Contains(part, StringComparison.Ordinal));

    /// <summary>The column's letters, or the cell beside it.</summary>
    public string Letters => Beside?.ToString() ?? Books.CellAt.Letters(Column);

    /// <summary>「* 建筑面积 （㎡）」 is 建筑面积.</summary>
    public static string Plain(string heading)
    {
        var folded = heading.Normalize(NormalizationForm.FormKC);
        var end = folded.IndexOf('(', StringComparison.Ordinal);
        var words = end > 0 ? folded[..end] : folded;
        return string.Concat(words.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
