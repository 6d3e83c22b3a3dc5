using Bandeng.Kernel.Html;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;

namespace Bandeng.Web;

/// <summary>The way from paper back to the page.</summary>
internal static class PageCode
{
    // What a telephone still reads from a printed page; more would not fit into any code at 2,331 characters.
    private const int Most = 600;

    /// <summary>
    /// The address of this page as a QR code; of one too long for paper, without what was asked of it.
    /// </summary>
    public static IHtmlContent Svg(HttpRequest request) =>
        request.GetEncodedUrl() is { Length: <= Most } whole ? Qr.Svg(whole)
        : $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}" is { Length: <= Most } page ? Qr.Svg(page)
        : HtmlString.Empty;
}
