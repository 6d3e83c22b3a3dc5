using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Kernel.Files;

/// <summary>
/// A list as a file, handed out by the page that shows it: <c>?handler=Sheet&amp;type=xlsx</c> or <c>csv</c>.
/// </summary>
public sealed class SheetResult(
    string name, string title, string? type, IReadOnlyList<SheetColumn> columns,
    IAsyncEnumerable<IReadOnlyList<object?>> rows) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var cancel = context.HttpContext.RequestAborted;
        IResult file = type == "csv"
            ? await SheetAnswer.CsvAsync(name, columns, rows, cancel)
            : await SheetAnswer.XlsxAsync(name, title, columns, rows, cancel);
        await file.ExecuteAsync(context.HttpContext);
    }
}
