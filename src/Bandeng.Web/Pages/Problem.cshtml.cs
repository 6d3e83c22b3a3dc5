using System.Diagnostics;
using System.Globalization;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Web.Pages;

/// <summary>What happened, what is kept, what to do. Shown in place of a page that could not be.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
[OpenToAll]
internal sealed class ProblemModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 503];

    /// <summary>The status whose words are shown.</summary>
    public int Told { get; private set; }

    /// <summary>Finds the request in the log.</summary>
    public string Number => Activity.Current?.TraceId.ToString()[..12] ?? HttpContext.TraceIdentifier;

    public void OnGet() => Tell();

    public void OnPost() => Tell();

    private void Tell()
    {
        // After a fault the status is set already.
        var status = HttpContext.Features.Get<IExceptionHandlerFeature>() is null ? Asked : Response.StatusCode;
        Told = Known.Contains(status) ? status : status is > 400 and < 500 ? 400 : 500;
        Response.StatusCode = status is >= 400 and < 600 ? status : 404;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = ProblemPages.Again;
        }
    }

    // Out of the address itself: what came with a form that nobody could read is bound to nothing.
    private int Asked =>
        int.TryParse(RouteData.Values["status"] as string, CultureInfo.InvariantCulture, out var told) ? told : 0;
}
