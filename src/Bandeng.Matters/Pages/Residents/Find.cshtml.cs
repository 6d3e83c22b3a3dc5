using Bandeng.Kernel;
using Bandeng.Matters.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Bandeng.Kernel.Html;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>查进度: stage, who has it, by when. No words: a code may be read over a shoulder.</summary>
[OpenToAll]
internal sealed class FindModel(FindByCode find, FindTries tries, IStringLocalizer<ResidentText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public Standing? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        if (string.IsNullOrWhiteSpace(Code))
        {
            return;
        }

        var result = tries.MayTry(HttpContext.Connection.RemoteIpAddress)
            ? await find.RunAsync(Code, cancel)
            : new Refusal(RefusalKind.Conflict, "code.too-often", "Too many tries. Wait a minute.");
        if (result.TryGet(out var found, out var refusal))
        {
            Found = found;
            return;
        }

        ModelState.Refuse(nameof(Code), refusal, texts);
        Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
