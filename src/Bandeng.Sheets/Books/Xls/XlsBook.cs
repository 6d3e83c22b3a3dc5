using NPOI.HSSF.UserModel;
using NPOI.POIFS.FileSystem;

namespace Bandeng.Sheets.Books.Xls;

/// <summary>
/// A workbook of Excel 97 to 2003. NPOI reads and writes it; what it does not know, it keeps as it came.
/// </summary>
internal sealed class XlsBook : IBook
{
    private readonly byte[] _bytes;

    private XlsBook(byte[] bytes)
    {
        _bytes = bytes;
        var book = Read(bytes);
        Sheets = [.. Enumerable.Range(0, book.NumberOfSheets).Select(at => XlsPicture.Of(book, at))];
    }

    public BookFormat Format => BookFormat.Xls;

    public IReadOnlyList<SheetPicture> Sheets { get; }

    public static XlsBook Open(byte[] bytes)
    {
        var files = new NPOIFSFileSystem(new MemoryStream(bytes, writable: false));
        string[] names = [.. files.Root.EntryNames];
        return names.Contains("EncryptedPackage") ? throw new BookFaultException(BookFault.Password)
            : names.Any(name => name is "_VBA_PROJECT_CUR" or "VBA" or "Macros") ? throw new BookFaultException(BookFault.Macros)
            : names.Any(name => name.StartsWith("MBD", StringComparison.Ordinal)) ? throw new BookFaultException(BookFault.External)
            : !names.Any(name => name is "Workbook" or "Book" or "WORKBOOK") ? throw new BookFaultException(
                BookFault.NotWorkbook)
            : new(bytes);
    }

    public byte[] Fill(IReadOnlyList<SheetFilling> fillings)
    {
        var book = Read(_bytes);
        XlsFormulas.Insert(book, [.. fillings.Where(one => one.Inserted > 0).Select(one =>
            new RowShift(book.GetSheetName(one.Sheet), one.Grow, one.Inserted, !one.LooksLikeHead))]);
        var styles = new XlsStyles(book);
        foreach (var filling in fillings)
        {
            new XlsSheetWriter(book.GetSheetAt(filling.Sheet), filling, styles).Write();
        }

        book.ForceFormulaRecalculation = true;
        using var target = new MemoryStream();
        book.Write(target);
        return target.ToArray();
    }

    private static HSSFWorkbook Read(byte[] bytes)
    {
        try
        {
            return new HSSFWorkbook(new MemoryStream(bytes, writable: false));
        }
        catch (NPOI.EncryptedDocumentException)
        {
            throw new BookFaultException(BookFault.Password);
        }
    }
}
