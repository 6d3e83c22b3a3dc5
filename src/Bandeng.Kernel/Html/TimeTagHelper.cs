using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>
/// An instant as people read it: <c>&lt;bd-time at="…" say="ago" /&gt;</c>. With <c>say</c> the words come first and
/// the date stands in the tooltip; a script keeps them fresh.
/// </summary>
[HtmlTargetElement("bd-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper(TimeWords words) : TagHelper
{
    /// <summary>Nothing is written without it.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Nothing for the date, <c>ago</c> or <c>left</c> for words.</summary>
    public string? Say { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (At is not { } at)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", at.ToUniversalTime().ToString("O"));
        output.Content.SetContent(Say switch { "ago" => words.Ago(at), "left" => words.Left(at), _ => words.At(at) });
        if (Say is not null)
        {
            output.Attributes.SetAttribute("title", words.At(at));
            output.Attributes.SetAttribute("data-island", "due");
            output.Attributes.SetAttribute("data-say", Say);
        }
    }
}
