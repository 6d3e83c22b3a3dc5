using Bandeng.Households.Importing;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// A list that was sent in: its columns as guessed, what it would do; then it is taken, whole or not at all.
/// </summary>
[Access(Permission.KeepPlaces, Permission.KeepHouseholds, Permission.ManagePeople)]
internal sealed class ImportedModel(UploadedFiles files, ListImport import) : PageModel
{
    private const string ColumnPrefix = "c.";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public ListKind What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Gcj02 { get; set; }

    public ListAnswer Answer { get; private set; } = null!;

    public SheetTable? Table { get; private set; }

    public SheetGuide Guide => ListImport.Guide(What);

    /// <summary>Whether the list has been taken.</summary>
    public bool IsDone { get; private set; }

    public bool HasRefused => RefusedOf is not null;

    /// <summary>Where the list lies of which rows were refused; null where none was.</summary>
    public string? RefusedOf { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Read() is not { } request)
        {
            return NotFound();
        }

        (Table, Answer) = (ListImport.Table(request), await import.RunAsync(
            request, dryRun: true, By(request), cancel));
        RefusedOf = Answer.Report is { Refused: > 0 } ? request.Path : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Read() is not { } request)
        {
            return NotFound();
        }

        Answer = await import.RunAsync(request, dryRun: false, By(request), cancel);
        (IsDone, RefusedOf) = (Answer.Mistake is null, Answer.Report is { Refused: > 0 } ? request.Path : null);
        if (IsDone && !HasRefused)
        {
            UploadedFiles.Throw(request.Path);
        }

        return Page();
    }

    public IActionResult OnGetRefused() => Read() is { } request && System.IO.File.Exists($"{request.Path}.refused.csv")
        ? PhysicalFile($"{request.Path}.refused.csv", "text/csv; charset=utf-8", "refused.csv")
        : NotFound();

    /// <summary>The address of the refused rows.</summary>
    public string RefusedAddress => $"/registry/import/{Id}?handler=Refused&what={What}&area={Area}";

    private Viewer By(ListRequest request) => HttpContext.Viewer().ActingOn(ImportModel.Needs(What), request.Within);

    private ListRequest? Read()
    {
        var viewer = HttpContext.Viewer();
        return AreaCode.TryParse(Area, out var area) && area.Level == AreaLevel.Village
            && viewer.May(ImportModel.Needs(What), area)
            && files.Find(viewer.PersonId!.Value, Id) is { } path
            ? new(path, What, area, Chosen(), Gcj02)
            : null;
    }

    private Dictionary<string, string> Chosen()
    {
        var told = Request.HasFormContentType ? Request.Form.AsEnumerable() : Request.Query.AsEnumerable();
        return told.Where(pair => pair.Key.StartsWith(ColumnPrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[ColumnPrefix.Length..], pair => pair.Value.ToString());
    }
}
