using Bandeng.Kernel;

namespace Bandeng.Sheets.Books;

/// <summary>Why a file cannot be taken as an office's table. Each has words of its own in both languages.</summary>
internal static class BookFault
{
    public static Refusal TooLarge { get; } = Of(
        "sheet.too-large", "The file is larger than a blank table ever is: 5 MB, 60 MB unpacked.");

    public static Refusal NotWorkbook { get; } = Of(
        "sheet.not-workbook", "This is no .xlsx or .xls workbook, whatever its name says.");

    public static Refusal Unreadable { get; } = Of("sheet.unreadable", "The workbook is damaged and cannot be opened.");

    public static Refusal Password { get; } = Of("sheet.password", "The workbook is locked with a password.");

    public static Refusal Macros { get; } = Of("sheet.macros", "The workbook carries macros.");

    public static Refusal External { get; } = Of(
        "sheet.external", "The workbook refers to other files or has objects embedded.");

    public static Refusal NoHeading { get; } = Of("sheet.no-heading", "No row of headings was found in this workbook.");

    public static Refusal ArrayFormula(string cell) =>
        Of("sheet.formula-array", $"{cell} holds an array formula or a data table, which cannot be moved along when rows are inserted.");

    public static Refusal XlsRows { get; } = Of(
        "fill.xls-rows",
        "An .xls sheet ends at row 65,536: take a smaller area or period, or upload the table as .xlsx.");

    private static Refusal Of(string code, string message) => new(RefusalKind.Invalid, code, message);
}

/// <summary>Carries a fault out of the depths of a file to where it is opened.</summary>
internal sealed class BookFaultException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
