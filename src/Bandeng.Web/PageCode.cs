using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using QRCoder;

namespace Bandeng.Web;

/// <summary>The way from paper back to the page.</summary>
internal static class PageCode
{
    /// <summary>The address of this page as a QR code, one path of SVG; the text beside it says what it is.</summary>
    public static IHtmlContent Svg(HttpRequest request)
    {
        using var code = QRCodeGenerator.GenerateQrCode(request.GetEncodedUrl(), QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var size = modules.Count;
        var dark = from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) where modules[y][x] select $"M{x} {y}h1v1h-1z";
        return new HtmlString(
            $"""<svg viewBox="0 0 {size} {size}" aria-hidden="true" shape-rendering="crispEdges"><path d="{string.Concat(dark)}"/></svg>""");
    }
}
