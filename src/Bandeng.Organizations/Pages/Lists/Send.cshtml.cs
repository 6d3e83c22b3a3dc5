using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Lists;

/// <summary>A list of bodies' and people's doings is sent in; the kind stands in the address.</summary>
[Access(Permission.KeepPowers, Permission.KeepPairs, Permission.KeepWorkers, Permission.SeePay)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class SendModel(UploadedFiles files, IEnumerable<IListKind> kinds) : FormPage
{
    private const long MostBytes = 64L << 20;

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    public IListKind List { get; private set; } = null!;

    public IActionResult OnGet() => Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? list, CancellationToken cancel)
    {
        if (!Find())
        {
            return NotFound();
        }

        if (list is { Length: > 0 })
        {
            await using var content = list.OpenReadStream();
            if (await files.KeepAsync(HttpContext.Viewer().PersonId!.Value, list.FileName, content, cancel) is { } id)
            {
                return LocalRedirect($"/lists/{Kind}/{id}");
            }
        }

        Refusal = list is { Length: 0 }
            ? new(RefusalKind.Invalid, "list.empty", "The file is empty.")
            : new(RefusalKind.Invalid, "list.kind", "Choose a CSV or .xlsx file.");
        return Page();
    }

    protected override string? FieldOf(string code) => "list";

    private bool Find() =>
        (List = kinds.FirstOrDefault(one => one.Name == Kind && HttpContext.Viewer().May(one.Needs))!) is not null;
}
