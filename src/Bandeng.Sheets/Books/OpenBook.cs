using System.Xml;
using Bandeng.Kernel;
using Bandeng.Sheets.Books.Xls;
using Bandeng.Sheets.Books.Xlsx;

namespace Bandeng.Sheets.Books;

/// <summary>Opens what somebody sends, by what it is and not by what it is called.</summary>
internal static class OpenBook
{
    /// <summary>The largest file that is taken.</summary>
    public const int MostBytes = 5 << 20;

    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The workbook, or one of <see cref="BookFault"/>.</summary>
    public static Result<BookOpened> From(byte[] bytes)
    {
        if (bytes.Length > MostBytes)
        {
            return BookFault.TooLarge;
        }

        try
        {
            return bytes.AsSpan().StartsWith(Zip) ? new BookOpened(XlsxBook.Open(bytes))
                : bytes.AsSpan().StartsWith(Compound) ? new BookOpened(XlsBook.Open(bytes))
                : BookFault.NotWorkbook;
        }
        catch (BookFaultException fault)
        {
            return fault.Refusal;
        }
        catch (Exception fault) when (IsOfFile(fault))
        {
            return BookFault.Unreadable;
        }
    }

    // A damaged file makes a reader stumble anywhere; whatever it says, the file is what is wrong.
    private static bool IsOfFile(Exception fault) => fault is not OutOfMemoryException && fault
        is XmlException or InvalidDataException or IOException
            or FormatException or OverflowException or InvalidOperationException
        or ArgumentException or NullReferenceException or IndexOutOfRangeException
            or KeyNotFoundException or NotSupportedException
        || fault.GetType().Namespace?.StartsWith("NPOI", StringComparison.Ordinal) == true;
}

/// <summary>A workbook that opened.</summary>
internal sealed record BookOpened(IBook Book);
