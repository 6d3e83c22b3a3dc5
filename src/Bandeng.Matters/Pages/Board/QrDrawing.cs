using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Bandeng.Matters.Pages.Board;

/// <summary>QR codes (ISO/IEC 18004) as one path of SVG, a run of dark modules at a time.</summary>
internal static class QrDrawing
{
    /// <summary>
    /// With the quiet zone around it; a quarter of it may be scratched off the door and it still reads.
    /// </summary>
    public static IHtmlContent Svg(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        var (modules, path) = (code.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                var first = x;
                while (x < modules.Count && modules[y][x])
                {
                    x++;
                }

                path.Append(
                    x > first
                        ? string.Create(CultureInfo.InvariantCulture, $"M{first} {y}h{x - first}v1h-{x - first}z")
                        : "");
            }
        }

        return new HtmlString(
            $"""<svg class="qr" viewBox="0 0 {modules.Count} {modules.Count}" aria-hidden="true" shape-rendering="crispEdges"><path d="{path}"/></svg>""");
    }
}
