using System.Globalization;
using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;

namespace Bandeng.Sheets.Books.Xls;

/// <summary>Reads a sheet of an .xls workbook as a person sees it.</summary>
internal static class XlsPicture
{
    private const int MostColumns = 200;

    public static SheetPicture Of(HSSFWorkbook book, int index)
    {
        var sheet = book.GetSheetAt(index);
        var cells = new Dictionary<CellAt, CellPicture>();
        var right = 0;
        for (var at = sheet.FirstRowNum; at <= sheet.LastRowNum; at++)
        {
            foreach (var cell in (sheet.GetRow(at)?.Cells ?? []).Where(cell => cell.ColumnIndex < MostColumns))
            {
                if (cell.IsPartOfArrayFormulaGroup)
                {
                    throw new BookFaultException(
                        BookFault.ArrayFormula(new CellAt(at + 1, cell.ColumnIndex + 1).ToString()));
                }

                var picture = Picture(cell, book);
                if (!picture.IsBlank)
                {
                    cells[new(at + 1, cell.ColumnIndex + 1)] = picture;
                    right = Math.Max(right, cell.ColumnIndex + 1);
                }
            }
        }

        var merges = Enumerable.Range(0, sheet.NumMergedRegions).Select(sheet.GetMergedRegion)
            .Where(one => one.LastColumn < MostColumns)
            .Select(one => new CellBlock(one.FirstRow + 1, one.FirstColumn + 1, one.LastRow + 1, one.LastColumn + 1))
            .ToList();
        right = merges.Where(block => cells.ContainsKey(new(block.Top, block.Left)))
            .Select(block => block.Right).Append(right).Max();
        var widths = Enumerable.Range(0, right)
            .Select(at => sheet.IsColumnHidden(at) ? 0 : sheet.GetColumnWidth(at) / 256.0).ToList();
        return new(
            book.GetSheetName(index), cells, merges, widths, sheet.LastRowNum + 1,
            book.IsSheetHidden(index) || book.IsSheetVeryHidden(index));
    }

    private static CellPicture Picture(ICell cell, HSSFWorkbook book) => new(
        cell.CellType switch
        {
            CellType.String => cell.StringCellValue.Trim(),
            CellType.Numeric => cell.NumericCellValue.ToString("R", CultureInfo.InvariantCulture),
            CellType.Boolean => cell.BooleanCellValue ? "TRUE" : "FALSE",
            _ => "",
        },
        cell.CellType is CellType.Formula ? cell.CellFormula : null,
        cell.CellStyle?.GetFont(book)?.IsBold == true,
        cell.CellStyle?.Alignment is HorizontalAlignment.Center or HorizontalAlignment.CenterSelection);
}
