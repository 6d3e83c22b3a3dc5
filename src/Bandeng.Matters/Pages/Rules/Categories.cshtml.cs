using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Importing;
using Bandeng.Matters.Rules;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>事项目录 on any day: read, print, take out as a table that can be brought in again.</summary>
[Access(Permission.ManageRules)]
internal sealed class CategoriesModel(
    CategoryBook book, RulesPost post, ImportCategories import, DataFolder folder,
    IStringLocalizer<ImportingText> importing) : PageModel
{
    private const int FileMax = 5_000_000;

    private const int RefusedShown = 50;

    [BindProperty]
    public IFormFile? List { get; set; }

    public DateOnly Day { get; private set; }

    public IReadOnlyList<CategoryLine> Lines { get; private set; } = [];

    public IReadOnlySet<string> Planned { get; private set; } = new HashSet<string>();

    public Refusal? Refusal { get; private set; }

    public ImportReport? Report { get; private set; }

    /// <summary>The refused rows of the list that was brought in, the first of them: line and reason last.</summary>
    public IReadOnlyList<string> RefusedRows { get; private set; } = [];

    public bool Kept { get; private set; }

    public async Task OnGetAsync(DateOnly? day, bool kept, CancellationToken cancel)
    {
        Kept = kept;
        await ReadAsync(day, cancel);
    }

    /// <summary>With the columns that <c>import categories</c> reads.</summary>
    public async Task<IActionResult> OnGetCsvAsync(DateOnly? day, CancellationToken cancel)
    {
        await ReadAsync(day, cancel);
        using var file = new MemoryStream();
        await CsvSheet.WriteAsync(
            file, [.. CategoryLine.Columns.Select(name => new SheetColumn(name, CellKind.Text, 16))], RowsAsync(),
            cancel);
        return File(file.ToArray(), "text/csv; charset=utf-8", $"categories-{Day:yyyyMMdd}.csv");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Refusal = (await post.AskAsync(HttpContext.Viewer(), post.Today, cancel))
            .TryGet(out var acting, out var refusal)
            ? List is null or { Length: 0 or > FileMax }
                ? new Refusal(RefusalKind.Invalid, "file.none", "A CSV file of at most 5 MB.")
                : null
            : refusal;
        if (Refusal is null)
        {
            await BringAsync(List!, acting!, cancel);
        }

        await ReadAsync(null, cancel);
        return Page();
    }

    private async Task BringAsync(IFormFile list, Viewer by, CancellationToken cancel)
    {
        var path = Path.Combine(folder.Inside("lists"), $"{Guid.CreateVersion7():N}.csv");
        try
        {
            await using (var file = System.IO.File.Create(path))
            {
                await list.CopyToAsync(file, cancel);
            }

            Report = await import.RunAsync(path, by, cancel);
            RefusedRows = Report.Refused > 0
                ? [.. (await System.IO.File.ReadAllLinesAsync($"{path}.refused.csv", cancel)).Skip(1)
                    .Take(RefusedShown)]
                : [];
        }
        catch (MistakeException mistake)
        {
            Refusal = new Refusal(
                RefusalKind.Invalid, mistake.Code,
                importing[mistake.Code] is { ResourceNotFound: false, Value: var said } ? said : mistake.Message);
        }
        finally
        {
            System.IO.File.Delete(path);
            System.IO.File.Delete($"{path}.refused.csv");
        }
    }

    private async Task ReadAsync(DateOnly? day, CancellationToken cancel)
    {
        Day = day ?? post.Today;
        Lines = await book.OnAsync(Day, cancel);
        Planned = await book.PlannedAsync(post.Today, cancel);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync()
    {
        // First levels first: who is above stands already when who is below is read again.
        foreach (var line in Lines.OrderBy(line => line.ParentCode is not null)
            .ThenBy(line => line.Code, StringComparer.Ordinal))
        {
            yield return
            [
                line.Code, line.ParentCode, line.Name, line.NameEn, line.Filing, line.Closing,
                line.LimitAmount.ToString(System.Globalization.CultureInfo.InvariantCulture), line.LimitClass,
                line.Duty, line.DutyBody,
                line.EvidenceWanted ? "1" : "0", line.CheckWanted ? "1" : "0", line.RedirectOnly,
            ];
        }

        await Task.CompletedTask;
    }
}
