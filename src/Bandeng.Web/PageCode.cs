using Bandeng.Kernel.Html;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;

namespace Bandeng.Web;

/// <summary>The way from paper back to the page.</summary>
internal static class PageCode
{
    /// <summary>The address of this page as a QR code.</summary>
    public static IHtmlContent Svg(HttpRequest request) => Qr.Svg(request.GetEncodedUrl());
}
