using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;

namespace Bandeng.Sheets.Books.Xls;

/// <summary>The styles of an .xls workbook's cells; each is made once, a workbook holds some four thousand.</summary>
internal sealed class XlsStyles(HSSFWorkbook book)
{
    private const string Text = "@";

    private readonly Dictionary<string, ICellStyle> _made = [];

    public static bool IsText(ICellStyle style) => style.GetDataFormatString() == Text;

    /// <summary>The style for a value in a place.</summary>
    public ICellStyle For(ICellStyle place, object value)
    {
        var isDay = CellTexts.IsDay(place.DataFormat, place.DataFormat < 164 ? null : place.GetDataFormatString());
        return value switch
        {
            string text => CellTexts.WouldBeTaken(text) ? With(place, Text) : place,
            DateOnly => IsText(place) || isDay ? place : With(place, CellTexts.DayFormat),
            DateTimeOffset => IsText(place) || isDay ? place : With(place, CellTexts.MomentFormat),
            Share =>
                place.GetDataFormatString()?.Contains('%', StringComparison.Ordinal) == true
                    ? place
                    : With(place, CellTexts.ShareFormat),
            _ => IsText(place) || isDay ? With(place, "General") : place,
        };
    }

    public ICellStyle Lightened(ICellStyle head) => Made($"light {head.Index}", head, style =>
    {
        style.SetFont(book.GetFontAt(0));
        style.FillPattern = FillPattern.NoFill;
    });

    private ICellStyle With(ICellStyle place, string format) =>
        Made($"{format} {place.Index}", place, style => style.DataFormat = book.CreateDataFormat().GetFormat(format));

    private ICellStyle Made(string key, ICellStyle from, Action<ICellStyle> change)
    {
        if (!_made.TryGetValue(key, out var style))
        {
            style = book.CreateCellStyle();
            style.CloneStyleFrom(from);
            change(style);
            _made[key] = style;
        }

        return style;
    }
}
