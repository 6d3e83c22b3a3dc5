using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Bandeng.Kernel.Html;

/// <summary>
/// What <c>bd-time</c> and <c>bd-left</c> write, for lists that hold a hundred of them: an element each, without the
/// tag helper that has to be made, asked and emptied for it.
/// </summary>
public static class TimeHtml
{
    /// <summary>An instant as people read it.</summary>
    /// <param name="say">Nothing for the date; <c>ago</c> or <c>left</c> for words, with the date in the tooltip.</param>
    public static IHtmlContent Time(this TimeWords words, DateTimeOffset at, string? say = null) => new Moment(
        at, say switch { "ago" => words.Ago(at), "left" => words.Left(at), _ => words.At(at) },
        say is null ? null : words.At(at), say);

    /// <summary>What is left of a limit, in shape, words, colour and bar. ■ overdue, ◆ ends today, ● has time.</summary>
    /// <param name="used">The part of the limit that is gone, 0 to 1 and more; without it there is no bar.</param>
    public static IHtmlContent TimeLeft(this TimeWords words, DateTimeOffset due, double? used = null) =>
        new Remaining(words.State(due), words.Time(due, "left"), used);

    // The date in the tooltip tells those who read words, and the script keeps these fresh.
    private sealed class Moment(DateTimeOffset at, string text, string? date, string? say) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<time datetime=\"");
            writer.Write(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            if (say is not null)
            {
                writer.Write("\" title=\"");
                encoder.Encode(writer, date!);
                writer.Write("\" data-island=\"due\" data-say=\"");
                writer.Write(say);
            }

            writer.Write("\">");
            encoder.Encode(writer, text);
            writer.Write("</time>");
        }
    }

    // The words say it all; a screen reader need not spell the shapes.
    private sealed class Remaining(DueState state, IHtmlContent words, double? used) : IHtmlContent
    {
        private const int Blocks = 5;

        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<span class=\"left left-");
            writer.Write(Name(state));
            writer.Write("\"><span aria-hidden=\"true\" class=\"left-shape\">");
            writer.Write(Shape(state));
            writer.Write("</span>");
            words.WriteTo(writer, encoder);
            if (used is { } gone)
            {
                writer.Write("<span aria-hidden=\"true\" class=\"left-bar\">");
                writer.Write(Bar(gone));
                writer.Write("</span>");
            }

            writer.Write("</span>");
        }

        private static string Name(DueState state) => state switch
        {
            DueState.Overdue => "overdue",
            DueState.Today => "today",
            DueState.Fine => "fine",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No name."),
        };

        private static string Shape(DueState state) => state switch
        {
            DueState.Overdue => "■",
            DueState.Today => "◆",
            DueState.Fine => "●",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No shape."),
        };

        // What has been begun counts: a limit is not untouched after an hour, and full only at its end.
        private static string Bar(double used)
        {
            var full = (int)Math.Clamp(Math.Ceiling(used * Blocks), 0, used < 1 ? Blocks - 1 : Blocks);
            return new string('▰', full) + new string('▱', Blocks - full);
        }
    }
}
