using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Queries.Board;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Search;

/// <summary>
/// 搜索: what everyone may read, and with it what the reader may read beyond that; by place, category, progress and time.
/// </summary>
[OpenToAll]
internal sealed class IndexModel(SearchAll search, BoardPlaces places, Catalogue catalogue, TimeProvider clock)
    : PageModel
{
    /// <summary>Raised within so many days, to choose from.</summary>
    public static readonly int[] Spans = [30, 365];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true, Name = "days")]
    public string? Within { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public SearchAll.Page Found { get; private set; } = new([], null);

    public BoardPlace Place { get; private set; } = null!;

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    /// <summary>What was typed, where it is an enquiry code.</summary>
    public string? Code => EnquiryCode.Read(Q);

    public bool IsSignedIn => HttpContext.Viewer().IsSignedIn;

    public bool MayReadDesk => HttpContext.Viewer().May(Permission.ReadMatters);

    public int? Days =>
        Spans.Where(days => Within == days.ToString(CultureInfo.InvariantCulture)).Cast<int?>().SingleOrDefault();

    public BoardGroup Progress => BoardAddress.Read(Group) ?? BoardGroup.All;

    /// <summary>Whether anything beside the words narrows what is found.</summary>
    public bool IsNarrowed => !Place.IsHome || Chosen is not null || Progress is not BoardGroup.All || Days is not null;

    /// <summary>This search, from its first page on or behind a row.</summary>
    public string Again(string? after) => "/search" + QueryString.Create(new (string Key, string? Value)[]
    {
        ("q", Q), ("area", Place.IsHome ? null : Place.Shown.Code.ToString()), ("category", Chosen?.Code),
        ("group", Progress is BoardGroup.All ? null : BoardAddress.Name(Progress)),
        ("days", Days?.ToString(CultureInfo.InvariantCulture)), ("after", after),
    }
    .Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => KeyValuePair.Create(part.Key, part.Value)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (await places.FindAsync(Area, cancel) is not { } place)
        {
            return NotFound();
        }

        var now = clock.GetUtcNow();
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        Place = place;
        Categories = await catalogue.OnAsync(ChinaTime.DayOf(now), cancel);
        Found = await search.RunAsync(
            new(Q)
            {
                After = After,
                Area = place.IsHome ? null : place.Shown.Code,
                Categories = Chosen is { } chosen
                    ? [chosen.Code, .. Categories.Where(category => category.ParentCode == chosen.Code).Select(
                        category => category.Code)]
                    : [],
                Group = Progress,
                Since = Days is { } days ? now.AddDays(-days) : null,
            },
            HttpContext.Viewer(), cancel);
        return Page();
    }

    private Category? Chosen => Categories.FirstOrDefault(category => category.Code == Category);
}
