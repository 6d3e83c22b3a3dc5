using Microsoft.AspNetCore.Html;

namespace Bandeng.Matters.Search;

internal static class DrawnPieces
{
    /// <summary>The pieces as a page shows them, without a gap between characters that have none.</summary>
    public static IHtmlContent Drawn(this IReadOnlyList<Piece> pieces)
    {
        var drawn = new HtmlContentBuilder();
        foreach (var piece in pieces)
        {
            _ = piece.IsHit
                ? drawn.AppendHtml("<mark>").Append(piece.Text).AppendHtml("</mark>")
                : drawn.Append(piece.Text);
        }

        return drawn;
    }
}
