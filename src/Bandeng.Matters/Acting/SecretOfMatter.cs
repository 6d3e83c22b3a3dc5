using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Bandeng.Matters.Acting;

/// <summary>
/// The secret of an anonymous raiser's link, as the browser carries it: out of the address at once, where it would end
/// in histories and forwarded links, into a cookie of this device.
/// </summary>
internal static class SecretOfMatter
{
    /// <summary>What carries it in an address: <c>/matters/…?s=…</c>.</summary>
    public const string Query = "s";

    private const int LengthMax = 64;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>The secret that this browser holds for a matter, or null.</summary>
    public static string? In(HttpRequest request, Guid matterId) => request.Cookies[NameOf(matterId)];

    /// <summary>Leaves it with this browser for half a day; the link brings it back.</summary>
    public static void Leave(HttpContext context, Guid matterId, string secret) => context.Response.Cookies.Append(
        NameOf(matterId),
        secret,
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = Lasts,
            IsEssential = true,
        });

    /// <summary>The link that is given once; kept by the raiser.</summary>
    public static string Link(HttpRequest request, Guid matterId, string secret) =>
        $"{request.Scheme}://{request.Host}/matters/{matterId}?{Query}={secret}";

    private static string NameOf(Guid matterId) => $"bd-secret-{matterId}";

    /// <summary>On every page of one matter: takes the secret out of the address and leads on without it.</summary>
    internal sealed class FromAddress : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            var request = context.HttpContext.Request;
            if (HttpMethods.IsGet(request.Method)
                && request.Query[Query] is [{ Length: > 0 and <= LengthMax } secret]
                && secret.All(char.IsAsciiLetterOrDigit)
                && Guid.TryParse(context.RouteData.Values["matterId"]?.ToString(), out var matterId))
            {
                Leave(context.HttpContext, matterId, secret);
                context.Result = new LocalRedirectResult(request.Path);
            }
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
