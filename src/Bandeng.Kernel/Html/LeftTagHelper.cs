using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>
/// What is left of a limit, as <see cref="TimeHtml.TimeLeft"/> writes it: <c>&lt;bd-left due="…" used="0.6" /&gt;</c>.
/// </summary>
[HtmlTargetElement("bd-left", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LeftTagHelper(TimeWords words) : TagHelper
{
    /// <summary>Nothing is written without it.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>The part of the limit that is gone, 0 to 1 and more; without it there is no bar.</summary>
    public double? Used { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.SuppressOutput();
        if (Due is { } due)
        {
            output.Content.SetHtmlContent(words.TimeLeft(due, Used));
        }
    }
}
