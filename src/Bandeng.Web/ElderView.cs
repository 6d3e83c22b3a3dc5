namespace Bandeng.Web;

/// <summary>Large type and large targets, for whoever asked for them on this device.</summary>
internal static class ElderView
{
    private const string Cookie = "view";
    private const string On = "elder";

    public static bool IsOn(HttpRequest request) => request.Cookies[Cookie] == On;

    public static void Choose(HttpResponse response, bool on)
    {
        var options = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
        };
        response.Cookies.Append(Cookie, on ? On : "plain", options);
    }
}
