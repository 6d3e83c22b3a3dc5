using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Shown;

/// <summary>我的异议: by the code how it stands and what was answered, signed in with the words too.</summary>
[OpenToAll]
[ResponseCache(NoStore = true)]
internal sealed class ObjectionsModel(
    ReadObjections read, ObjectionKnocks knocks, IAreas areas, IStringLocalizer<ShownText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>Led here from the form.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    public OwnObjection? Found { get; private set; }

    public IReadOnlyList<OwnObjection> Mine { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, AreaName> Names { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public string NameOf(OwnObjection one) => Names.GetValueOrDefault(one.AreaCode)?.Name ?? "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(Code))
        {
            await FindAsync(cancel);
        }

        if (HttpContext.Viewer().PersonId is { } person)
        {
            Mine = [.. (await read.OfPersonAsync(person, cancel)).Where(one => one.Code != Found?.Code)];
        }

        Names = await areas.NamesAsync(Mine.Append(Found).OfType<OwnObjection>().Select(one => one.AreaCode), cancel);
    }

    private async Task FindAsync(CancellationToken cancel)
    {
        var mayTry = knocks.MayTry(HttpContext.Connection.RemoteIpAddress);
        Found = mayTry ? await read.OfCodeAsync(Code, cancel) : null;
        if (Found is null)
        {
            ModelState.Refuse(
                nameof(Code),
                mayTry ? new(RefusalKind.NotFound, "objection.code", "Nobody's code. Look at each character again.")
                    : new(RefusalKind.TooOften, "objection.tries", "Too many tries. Wait a minute."),
                texts);
            Response.StatusCode = mayTry ? StatusCodes.Status404NotFound : StatusCodes.Status429TooManyRequests;
        }
    }
}
