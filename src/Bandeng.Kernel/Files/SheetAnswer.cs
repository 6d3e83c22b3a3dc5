using Microsoft.AspNetCore.Http;

namespace Bandeng.Kernel.Files;

/// <summary>
/// Rows as the answer to a request, by way of a file that deletes itself: a workbook ends with its table of contents,
/// and 50,000 rows need not be in memory.
/// </summary>
public static class SheetAnswer
{
    /// <param name="name">What the file is called where it is saved, without its ending.</param>
    /// <param name="title">On the sheet's tab, at most 31 characters.</param>
    /// <param name="rows">As <see cref="XlsxSheet"/> takes them.</param>
    public static Task<IResult> XlsxAsync(
        string name, string title, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel) =>
        FileAsync($"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file =>
            XlsxSheet.WriteAsync(file, title, columns, rows, cancel));

    /// <param name="name">What the file is called where it is saved, without its ending.</param>
    /// <param name="rows">As <see cref="CsvSheet"/> takes them.</param>
    public static Task<IResult> CsvAsync(
        string name, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancel) =>
        FileAsync($"{name}.csv", "text/csv; charset=utf-8", file => CsvSheet.WriteAsync(file, columns, rows, cancel));

    private static async Task<IResult> FileAsync(string name, string type, Func<Stream, Task> write)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite,
            FileShare.None,
            1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return TypedResults.File(file, type, name);
    }
}
