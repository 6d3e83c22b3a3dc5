using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;

namespace Bandeng.Sheets.Books.Xls;

/// <summary>
/// Inserts rows and sets every formula and name to what it is afterwards, by the same rules as in .xlsx.
/// </summary>
internal static class XlsFormulas
{
    private const int MostRows = 65_536;

    public static void Insert(HSSFWorkbook book, IReadOnlyCollection<RowShift> shifts)
    {
        if (shifts.Count == 0)
        {
            return;
        }

        var formulas = CellsOf(book)
            .Select(cell => (Cell: cell, Formula: Formulas.Inserted(cell.CellFormula, cell.Sheet.SheetName, shifts)))
            .Select(pair => (Sheet: pair.Cell.Sheet, At: Moved(pair.Cell, shifts), pair.Formula)).ToList();
        var names = NamesOf(book)
            .Select(name => (Name: name, Formula: Formulas.Inserted(name.RefersToFormula, "", shifts))).ToList();
        foreach (var shift in shifts)
        {
            Shift(book.GetSheet(shift.Sheet), shift);
        }

        foreach (var (sheet, at, formula) in formulas)
        {
            sheet.GetRow(at.Row - 1)?.GetCell(at.Column - 1)?.SetCellFormula(formula);
        }

        foreach (var (name, formula) in names)
        {
            name.RefersToFormula = formula;
        }
    }

    private static void Shift(ISheet sheet, RowShift shift)
    {
        if (sheet.LastRowNum + 1 + shift.By > MostRows)
        {
            throw new BookFaultException(BookFault.XlsRows);
        }

        var spanning = Enumerable.Range(0, sheet.NumMergedRegions).Reverse()
            .Select(at => (At: at, Region: sheet.GetMergedRegion(at)))
            .Where(one => one.Region.FirstRow < one.Region.LastRow && one.Region.FirstRow < shift.After
                && (one.Region.LastRow >= shift.After || (shift.Grows && one.Region.LastRow == shift.After - 1))).ToList();
        foreach (var (at, _) in spanning)
        {
            sheet.RemoveMergedRegion(at);
        }

        if (sheet.LastRowNum >= shift.After)
        {
            sheet.ShiftRows(
                shift.After, sheet.LastRowNum, shift.By, copyRowHeight: true, resetOriginalRowHeight: false);
        }

        foreach (var (_, region) in spanning)
        {
            sheet.AddMergedRegion(
                new(region.FirstRow, region.LastRow + shift.By, region.FirstColumn, region.LastColumn));
        }
    }

    private static CellAt Moved(ICell cell, IEnumerable<RowShift> shifts)
    {
        var row = cell.RowIndex + 1;
        return new(
            shifts.FirstOrDefault(one => one.Sheet == cell.Sheet.SheetName)?.Row(row) ?? row, cell.ColumnIndex + 1);
    }

    private static IEnumerable<ICell> CellsOf(HSSFWorkbook book) =>
        from index in Enumerable.Range(0, book.NumberOfSheets)
        let sheet = book.GetSheetAt(index)
        from at in Enumerable.Range(sheet.FirstRowNum, Math.Max(0, sheet.LastRowNum - sheet.FirstRowNum + 1))
        from cell in sheet.GetRow(at)?.Cells ?? []
        where cell.CellType is CellType.Formula
        select cell;

    private static IEnumerable<IName> NamesOf(HSSFWorkbook book) =>
        Enumerable.Range(0, book.NumberOfNames).Select(book.GetNameAt)
            .Where(name => !name.IsFunctionName && !name.IsDeleted && name.RefersToFormula is { Length: > 0 });
}
