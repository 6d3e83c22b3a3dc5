using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Bandeng.Kernel.Html;

/// <summary>
/// A state as a word with a shape: <c>&lt;bd-status kind="slate"&gt;办理中&lt;/bd-status&gt;</c>. Kinds: pine settled,
/// amber running out, slate in hand, plum suspended, seal overdue, quiet nothing yet.
/// </summary>
[HtmlTargetElement("bd-status")]
public sealed class StatusTagHelper : TagHelper
{
    /// <summary>The shape and colour.</summary>
    public string Kind { get; set; } = "quiet";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.AddClass("status", HtmlEncoder.Default);
        output.AddClass($"status-{Kind}", HtmlEncoder.Default);
    }
}
