using System.Globalization;
using NPOI.SS.UserModel;
using NPOI.SS.Util;

namespace Bandeng.Sheets.Books.Xls;

/// <summary>Puts values into a sheet of an .xls workbook, whose rows have been inserted already.</summary>
internal sealed class XlsSheetWriter(ISheet sheet, SheetFilling filling, XlsStyles styles)
{
    public void Write()
    {
        var model = sheet.GetRow(filling.Grow - 1);
        for (var i = 0; i < filling.Rows.Count; i++)
        {
            var isInserted = i >= filling.Body.Count;
            var number = isInserted ? filling.Grow + i - filling.Body.Count + 1 : filling.Body[i];
            var row = sheet.GetRow(number - 1) ?? sheet.CreateRow(number - 1);
            if (isInserted && model is not null)
            {
                Copy(model, row);
            }

            for (var column = 0; column < filling.Columns.Count; column++)
            {
                Put(row, filling.Columns[column], filling.Rows[i][column]);
            }
        }

        foreach (var (at, value) in filling.Cells)
        {
            var row = at.Row > filling.Grow ? at.Row + filling.Inserted : at.Row;
            Put(sheet.GetRow(row - 1) ?? sheet.CreateRow(row - 1), at.Column, value);
        }

        RepeatMerges();
    }

    private void Copy(IRow from, IRow to)
    {
        if (!filling.LooksLikeHead)
        {
            to.Height = from.Height;
        }

        foreach (var cell in from.Cells)
        {
            var copy = to.CreateCell(cell.ColumnIndex);
            copy.CellStyle = filling.LooksLikeHead ? styles.Lightened(cell.CellStyle) : cell.CellStyle;
            if (cell.CellType is CellType.Formula && !filling.LooksLikeHead)
            {
                copy.SetCellFormula(Formulas.Copied(cell.CellFormula, to.RowNum - from.RowNum, 0));
            }
        }
    }

    private void Put(IRow row, int column, object? value)
    {
        var cell = row.GetCell(column - 1);
        if (value is null)
        {
            cell?.SetCellType(CellType.Blank);
            return;
        }

        cell ??= row.CreateCell(column - 1);
        var style = styles.For(cell.CellStyle, value);
        cell.SetCellType(CellType.Blank);
        cell.CellStyle = style;
        switch (value)
        {
            case DateOnly or DateTimeOffset when !XlsStyles.IsText(style):
                cell.SetCellValue(CellTexts.Serial(value));
                break;
            case Share share:
                cell.SetCellValue(share.Value);
                break;
            case long or int or double:
                cell.SetCellValue(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                cell.SetCellValue(CellTexts.Writable(CellTexts.Words(value)));
                break;
        }
    }

    private void RepeatMerges()
    {
        if (filling.LooksLikeHead || filling.Inserted == 0)
        {
            return;
        }

        var ofRow = Enumerable.Range(0, sheet.NumMergedRegions).Select(sheet.GetMergedRegion)
            .Where(one => one.FirstRow == filling.Grow - 1 && one.LastRow == filling.Grow - 1).ToList();
        foreach (var region in ofRow)
        {
            for (var by = 1; by <= filling.Inserted; by++)
            {
                sheet.AddMergedRegion(
                    new CellRangeAddress(
                        region.FirstRow + by, region.LastRow + by, region.FirstColumn, region.LastColumn));
            }
        }
    }
}
