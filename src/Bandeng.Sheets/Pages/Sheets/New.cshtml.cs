using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Queries;
using Bandeng.Sheets.UseCases;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>An office's blank table is sent in.</summary>
[Access(Permission.KeepSheets)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class NewModel(UploadForm upload, AreasToFill areas) : PageModel
{
    // A file that is too large is told so in words, up to here; beyond it the connection says it.
    private const long MostBytes = OpenBook.MostBytes + (3 << 20);

    private static readonly Refusal NoFile = new(
        RefusalKind.Invalid, "sheet.no-file", "Choose the office's blank table: an .xlsx or .xls file.");

    /// <summary>Made with the page, so that sending twice makes one.</summary>
    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<AreaName> Areas { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var within = HttpContext.Viewer().PostsWith(Permission.KeepSheets)
            .Select(post => post.Area).Distinct().ToList();
        foreach (var area in within)
        {
            Areas = [.. Areas, .. await areas.OfAsync([area], area, cancel)];
        }
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? blank, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(Area, out var area) || !HttpContext.Viewer().May(Permission.KeepSheets, area))
        {
            return NotFound();
        }

        var result = blank is { Length: > 0 }
            ? await upload.RunAsync(
                new(Id, area, Name, blank.FileName, await BytesAsync(blank, cancel)), HttpContext.Viewer(), cancel)
            : NoFile;
        if (result.TryGet(out var form, out var refusal))
        {
            return LocalRedirect($"/sheets/{form}/bind");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }

    internal static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancel)
    {
        using var whole = new MemoryStream((int)Math.Min(file.Length, MostBytes));
        await file.CopyToAsync(whole, cancel);
        return whole.ToArray();
    }
}
