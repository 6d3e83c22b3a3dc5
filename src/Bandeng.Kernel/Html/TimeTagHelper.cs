using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>An instant, as <see cref="TimeHtml.Time"/> writes it: <c>&lt;bd-time at="…" say="ago" /&gt;</c>.</summary>
[HtmlTargetElement("bd-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper(TimeWords words) : TagHelper
{
    /// <summary>Nothing is written without it.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Nothing for the date, <c>ago</c> or <c>left</c> for words.</summary>
    public string? Say { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.SuppressOutput();
        if (At is { } at)
        {
            output.Content.SetHtmlContent(words.Time(at, Say));
        }
    }
}
