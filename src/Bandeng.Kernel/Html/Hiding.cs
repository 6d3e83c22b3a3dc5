using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Kernel.Html;

/// <summary>A page that shows something for a while and is kept nowhere.</summary>
public static class Hiding
{
    /// <summary>
    /// Not stored by browser or proxy, and left for another page after so many seconds, script or not.
    /// </summary>
    public static void Hide(this HttpResponse response, int seconds, string then)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"{seconds}; url={then}");
    }
}
