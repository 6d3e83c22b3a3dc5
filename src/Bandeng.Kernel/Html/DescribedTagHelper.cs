using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>Ties an input inside <c>bd-field</c> to its hint and its error, and gives it the field's look.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
public sealed class DescribedTagHelper : TagHelper
{
    private static readonly string[] OwnLook = ["checkbox", "radio", "hidden"];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(FieldTagHelper), out var found) && found is Described described)
        {
            Tie(output, described);
            Dress(context, output);
        }
    }

    private static void Tie(TagHelperOutput output, Described described)
    {
        if (described.By is { } by)
        {
            output.Attributes.SetAttribute("aria-describedby", by);
        }

        if (described.Wrong)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }
    }

    private static void Dress(TagHelperContext context, TagHelperOutput output)
    {
        var type = context.AllAttributes["type"]?.Value?.ToString();
        if (!OwnLook.Contains(type))
        {
            output.AddClass(context.TagName == "select" ? "form-select" : "form-control", HtmlEncoder.Default);
        }
    }
}
