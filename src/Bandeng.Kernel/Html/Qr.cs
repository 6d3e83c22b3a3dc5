using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Bandeng.Kernel.Html;

/// <summary>The way from paper back to a page.</summary>
public static class Qr
{
    private const int Kept = 500;

    // Every page has the one of its own address, and the same pages come again.
    private static readonly ConcurrentDictionary<string, HtmlString> Drawn = [];

    /// <summary>
    /// A text as a QR code, one path of SVG in the colour of the text; what stands beside it says what it is.
    /// </summary>
    public static IHtmlContent Svg(string text)
    {
        if (Drawn.TryGetValue(text, out var known))
        {
            return known;
        }

        if (Drawn.Count >= Kept)
        {
            Drawn.Clear();
        }

        return Drawn[text] = Draw(text);
    }

    private static HtmlString Draw(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var size = modules.Count;
        var dark = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var (x, row) = (0, modules[y]); x < size; x++)
            {
                var from = x;
                while (x < size && row[x])
                {
                    x++;
                }

                _ = x > from
                    ? dark.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h{from - x}z")
                    : dark;
            }
        }

        return new HtmlString(
            $"""<svg viewBox="0 0 {size} {size}" aria-hidden="true" shape-rendering="crispEdges"><path d="{dark}"/></svg>""");
    }
}
