using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>
/// Where one is in a short way, with the way back: <c>&lt;bd-steps now="2" of="3" back="/raise" /&gt;</c>.
/// </summary>
[HtmlTargetElement("bd-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepsTagHelper(IStringLocalizer<HtmlText> words) : TagHelper
{
    /// <summary>Counts from 1.</summary>
    public int Now { get; set; }

    public int Of { get; set; }

    /// <summary>The step before; what was typed stays.</summary>
    public string? Back { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("steps", HtmlEncoder.Default);
        if (Back is not null)
        {
            output.Content.AppendHtml(BackLink(Back));
        }

        output.Content.Append(words["step", Now, Of]);
        output.Content.AppendHtml(Marks());
    }

    private TagBuilder BackLink(string address)
    {
        var link = new TagBuilder("a");
        link.Attributes["href"] = address;
        link.InnerHtml.Append("‹ " + words["back"]);
        return link;
    }

    private TagBuilder Marks()
    {
        var marks = new TagBuilder("span");
        marks.Attributes["aria-hidden"] = "true";
        marks.AddCssClass("steps-marks");
        for (var step = 1; step <= Of; step++)
        {
            var mark = new TagBuilder("i");
            mark.AddCssClass(step < Now ? "done" : step == Now ? "now" : "to-come");
            marks.InnerHtml.AppendHtml(mark);
        }

        return marks;
    }
}
