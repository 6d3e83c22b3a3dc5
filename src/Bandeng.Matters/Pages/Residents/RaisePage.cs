using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Drafts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>
/// A step on the way to a matter. What was said so far stands in a draft that the browser names by a cookie, so that
/// going back, a poor line or an old page lose nothing, with or without script.
/// </summary>
internal abstract class RaisePage(DraftStore drafts) : PageModel
{
    private const string Cookie = "bd-draft";

    /// <summary>The matter that the form is about; another one than the draft's means that the form is old.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Do { get; set; }

    public RaiseDraft Draft { get; private set; } = null!;

    /// <summary>Of this browser; null before anything was said.</summary>
    protected string? Key { get; private set; }

    protected DraftStore Drafts => drafts;

    /// <summary>
    /// These forms hold no guard of the framework: it is tied to the sign-in and would throw a long text away when
    /// somebody signs in beside it. The draft's cookie does not travel with other sites' forms, and this refuses them.
    /// </summary>
    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpMethods.IsPost(Request.Method) && Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            context.Result = StatusCode(StatusCodes.Status403Forbidden);
            return;
        }

        Response.Headers.CacheControl = "no-store";
        Key = Request.Cookies[Cookie];
        var found = await drafts.FindAsync(Key, HttpContext.RequestAborted);
        Key = found is null ? null : Key;
        Draft = found ?? drafts.New();
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Whether the form belongs to another draft than the browser holds now.</summary>
    protected bool IsOld => Id != Draft.MatterId;

    protected async Task<string> KeepAsync(RaiseDraft draft, CancellationToken cancel)
    {
        Draft = draft;
        if (Key is null)
        {
            Key = DraftStore.NewKey();
            Response.Cookies.Append(Cookie, Key, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
                MaxAge = DraftStore.Lasts,
                IsEssential = true,
            });
        }

        await drafts.KeepAsync(Key, draft, cancel);
        return Key;
    }

    /// <summary>Begins anew beside a draft that was sent already.</summary>
    protected void BeginAnew() => (Key, Draft) = (null, drafts.New());

    protected void Forget()
    {
        if (Key is not null)
        {
            drafts.Remove(Key);
            Response.Cookies.Delete(Cookie);
        }
    }

    /// <summary>Shows a refusal under the field that it concerns.</summary>
    protected PageResult Refused(Refusal refusal, string field, IStringLocalizer texts)
    {
        ModelState.Refuse(field, refusal, texts);
        Response.StatusCode = refusal.Kind is RefusalKind.TooOften
            ? StatusCodes.Status429TooManyRequests
            : StatusCodes.Status400BadRequest;
        return Page();
    }
}
