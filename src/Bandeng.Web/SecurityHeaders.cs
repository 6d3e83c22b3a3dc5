namespace Bandeng.Web;

/// <summary>
/// What a browser may do with what it gets from here. Set as the answer starts, so that a page of an error, for which
/// everything written before is thrown away, has it too.
/// </summary>
internal static class SecurityHeaders
{
    // Everything comes from this site, so anything that does not is not ours; nothing stands within a page itself.
    private const string Content =
        "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; img-src 'self' data: blob:; "
        + "media-src 'self' blob:; worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string Permissions =
        "camera=(self), microphone=(self), geolocation=(self), display-capture=(), payment=(), usb=(), serial=(), "
        + "bluetooth=(), midi=(), browsing-topics=(), interest-cohort=()";

    private const string Secure = "max-age=31536000";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Set((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Content;
        }

        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = Secure;
        }
    }
}
