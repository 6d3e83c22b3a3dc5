namespace Bandeng.Kernel.Files.Reading;

/// <summary>One cell as the file has it.</summary>
/// <param name="Text">Trimmed; a number as its digits, a cell shown as a date as yyyy-MM-dd, with its time where it has
/// one.</param>
/// <param name="IsNumber">A spreadsheet kept it as a number: of more than 15 digits the last ones are lost.</param>
/// <param name="IsFormula">What it shows is computed.</param>
public readonly record struct SheetCell(string Text, bool IsNumber = false, bool IsFormula = false)
{
    private static readonly string[] Errors =
    [
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!",
        "#FIELD!",
        "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
    ];

    /// <summary>A cell in which nothing stands.</summary>
    public static SheetCell Empty { get; } = new("");

    /// <summary>What a spreadsheet shows where it could compute nothing; in a CSV the same words stand.</summary>
    public bool IsError => Text is ['#', ..] && Errors.Contains(Text);
}

/// <summary>One row of a sheet.</summary>
/// <param name="Line">Where it begins in the file, from 1; in a workbook the number at its left.</param>
/// <param name="Fault">Why it cannot be used: <c>row.quotes</c>, <c>row.characters</c>; or null.</param>
public sealed record SheetRow(int Line, IReadOnlyList<SheetCell> Cells, string? Fault = null)
{
    /// <summary>The cell of a column; beyond the end of the row they are empty.</summary>
    public SheetCell At(int column) => column >= 0 && column < Cells.Count ? Cells[column] : SheetCell.Empty;
}
