using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>
/// What is left of a limit, in shape, words, colour and bar: <c>&lt;bd-left due="…" used="0.6" /&gt;</c>.
/// ■ overdue, ◆ ends today, ● has time.
/// </summary>
[HtmlTargetElement("bd-left", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LeftTagHelper(TimeWords words) : TagHelper
{
    private const int Blocks = 5;

    /// <summary>Nothing is written without it.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>The part of the limit that is gone, 0 to 1 and more; without it there is no bar.</summary>
    public double? Used { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Due is not { } due)
        {
            output.SuppressOutput();
            return;
        }

        var state = words.State(due);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("left", HtmlEncoder.Default);
        output.AddClass($"left-{Name(state)}", HtmlEncoder.Default);
        output.Content.AppendHtml(Hidden("left-shape", Shape(state)));
        output.Content.AppendHtml(Words(due));
        if (Used is { } used)
        {
            output.Content.AppendHtml(Hidden("left-bar", Bar(used)));
        }
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

    // The words say it all; a screen reader need not spell the shapes.
    private static TagBuilder Hidden(string name, string text)
    {
        var span = new TagBuilder("span");
        span.AddCssClass(name);
        span.Attributes["aria-hidden"] = "true";
        span.InnerHtml.Append(text);
        return span;
    }

    private TagBuilder Words(DateTimeOffset due)
    {
        var time = new TagBuilder("time");
        time.Attributes["datetime"] = due.ToUniversalTime().ToString("O");
        time.Attributes["title"] = words.At(due);
        time.Attributes["data-island"] = "due";
        time.Attributes["data-say"] = "left";
        time.InnerHtml.Append(words.Left(due));
        return time;
    }
}
