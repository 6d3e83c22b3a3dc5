using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>
/// Rows of whatever table an office hands over, told apart by content: CSV in UTF-8 or GBK, or an .xlsx workbook. The
/// first sheet that is not hidden counts.
/// </summary>
public static class Sheet
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    private static ReadOnlySpan<byte> OldWorkbook => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The rows, read as they are asked for; each enumeration reads the file anew.</summary>
    /// <exception cref="MistakeException">
    /// As <see cref="OfficeFile.OpenText"/>, and <c>file.old-workbook</c>, <c>file.macros</c>, <c>file.too-large</c>,
    /// <c>file.unreadable</c>.
    /// </exception>
    public static IEnumerable<SheetRow> Rows(string path)
    {
        var start = Start(path);
        return start.AsSpan().StartsWith(Zip) ? XlsxRows.Read(path)
            : start.AsSpan().StartsWith(OldWorkbook) ? throw new MistakeException(
                "file.old-workbook", $"{path} is an old or a locked workbook; save it as .xlsx without a password.")
            : CsvRows.Read(path);
    }

    private static byte[] Start(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[4];
            return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return []; // The reader of texts says what is wrong.
        }
    }
}
