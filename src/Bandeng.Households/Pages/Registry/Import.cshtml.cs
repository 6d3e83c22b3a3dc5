using Bandeng.Households.Importing;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A list is sent in: first what kind of list, for which community, and the file.</summary>
[Access(Permission.KeepPlaces, Permission.KeepHouseholds, Permission.ManagePeople)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class ImportModel(UploadedFiles files, CommunitiesToChoose communities) : PageModel
{
    private const long MostBytes = 64L << 20;

    [BindProperty(SupportsGet = true)]
    public ListKind What { get; set; } = ListKind.People;

    [BindProperty]
    public string? Area { get; set; }

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>The kinds of lists that the viewer may send in.</summary>
    public IEnumerable<ListKind> Kinds =>
        Enum.GetValues<ListKind>().Where(kind => HttpContext.Viewer().May(Needs(kind)));

    public static Permission Needs(ListKind kind) => kind switch
    {
        _ when kind.IsOfPlaces() => Permission.KeepPlaces,
        ListKind.Bodies or ListKind.Posts => Permission.ManagePeople,
        _ => Permission.KeepHouseholds,
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Communities = await communities.OfAsync(
            HttpContext.Viewer().AreasWith([.. Kinds.Select(Needs).Distinct()]), cancel);
        What = Kinds.Contains(What) ? What : Kinds.First();
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? list, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (!AreaCode.TryParse(Area, out var area) || !viewer.May(Needs(What), area))
        {
            return NotFound();
        }

        if (list is { Length: > 0 })
        {
            await using var content = list.OpenReadStream();
            if (await files.KeepAsync(viewer.PersonId!.Value, list.FileName, content, cancel) is { } id)
            {
                return LocalRedirect($"/registry/import/{id}?what={What}&area={area}");
            }
        }

        Refusal = list is { Length: 0 }
            ? new(RefusalKind.Invalid, "list.empty", "The file is empty.")
            : new(RefusalKind.Invalid, "list.kind", "Choose a CSV, .xlsx, GeoJSON or zip file.");
        await OnGetAsync(cancel);
        return Page();
    }
}
