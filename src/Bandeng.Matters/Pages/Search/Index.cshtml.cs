using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Search;

/// <summary>搜索: what everyone may read, and with it what the reader may read beyond that.</summary>
[OpenToAll]
internal sealed class IndexModel(SearchAll search) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public SearchAll.Page Found { get; private set; } = new([], null);

    /// <summary>What was typed, where it is an enquiry code.</summary>
    public string? Code => EnquiryCode.Read(Q);

    public bool IsSignedIn => HttpContext.Viewer().IsSignedIn;

    public bool MayReadDesk => HttpContext.Viewer().May(Permission.ReadMatters);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        Q = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();
        Found = await search.RunAsync(Q, After, HttpContext.Viewer(), cancel);
    }
}
