using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Organizations.Pages.Lists;

/// <summary>
/// A list that was sent in: its columns as guessed, what it would do; then it is taken, whole or not at all.
/// </summary>
[Access(Permission.KeepPowers, Permission.KeepPairs, Permission.KeepWorkers, Permission.SeePay)]
internal sealed class SentModel(UploadedFiles files, IEnumerable<IListKind> kinds) : PageModel
{
    private const string ColumnPrefix = "c.";

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IListKind List { get; private set; } = null!;

    public SheetTable? Table { get; private set; }

    public ListImported? Answer { get; private set; }

    public MistakeException? Mistake { get; private set; }

    /// <summary>Where the list lies of which rows were refused; null where none was.</summary>
    public string? RefusedOf { get; private set; }

    public bool IsDone { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => LookAsync(dryRun: true, cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => LookAsync(dryRun: false, cancel);

    public IActionResult OnGetRefused() => Find() is { } path && System.IO.File.Exists($"{path}.refused.csv")
        ? PhysicalFile($"{path}.refused.csv", "text/csv; charset=utf-8", "refused.csv")
        : NotFound();

    private async Task<IActionResult> LookAsync(bool dryRun, CancellationToken cancel)
    {
        if (Find() is not { } path)
        {
            return NotFound();
        }

        // Within the area of the post: a row outside is refused by name.
        var within = HttpContext.Viewer().PostsWith(List.Needs).First().Area;
        try
        {
            Table = SheetTable.Open(path, List.Guide, Chosen());
            Answer = await List.RunAsync(new(path, within, Chosen(), dryRun), HttpContext.Viewer(), cancel);
        }
        catch (MistakeException mistake)
        {
            Mistake = mistake;
        }

        RefusedOf = Answer is { Report.Refused: > 0 } ? path : null;
        IsDone = !dryRun && Mistake is null;
        if (IsDone && Answer is { Report.Refused: 0 })
        {
            UploadedFiles.Throw(path);
        }

        return Page();
    }

    private string? Find()
    {
        List = kinds.FirstOrDefault(one => one.Name == Kind && HttpContext.Viewer().May(one.Needs))!;
        return List is null ? null : files.Find(HttpContext.Viewer().PersonId!.Value, Id);
    }

    private Dictionary<string, string> Chosen()
    {
        var told = Request.HasFormContentType ? Request.Form.AsEnumerable() : Request.Query.AsEnumerable();
        return told.Where(pair => pair.Key.StartsWith(ColumnPrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[ColumnPrefix.Length..], pair => pair.Value.ToString());
    }
}
