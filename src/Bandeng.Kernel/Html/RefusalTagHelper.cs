using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>
/// Everything that stood in the way, at the head of the form, each linked to its field:
/// <c>&lt;bd-refusal refusal="Model.Refusal" texts="T" /&gt;</c>. Nothing is written when there is nothing to say.
/// </summary>
[HtmlTargetElement("bd-refusal", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RefusalTagHelper(IStringLocalizer<HtmlText> words) : TagHelper
{
    /// <summary>
    /// A "no" to the whole request; one to a single field goes in by <see cref="FieldRefusals.Refuse"/>.
    /// </summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Where the refusal's code is translated.</summary>
    public IStringLocalizer? Texts { get; set; }

    /// <summary>The field to which the refusal's line leads, if there is one.</summary>
    public ModelExpression? For { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var lines = Lines().ToList();
        if (lines is [])
        {
            output.SuppressOutput();
            return;
        }

        Write(output, words, lines);
    }

    internal static void Write(
        TagHelperOutput output, IStringLocalizer words, IEnumerable<(string? Field, string Text)> lines)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Content.AppendHtml(Element("h2", words["refusal.title"]));
        output.Content.AppendHtml(List(lines));
        output.Content.AppendHtml(Kept(words));
    }

    private static TagBuilder Element(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }

    private static TagBuilder List(IEnumerable<(string? Field, string Text)> lines)
    {
        var list = new TagBuilder("ul");
        foreach (var (field, text) in lines)
        {
            var line = new TagBuilder("li");
            line.InnerHtml.AppendHtml(field is null ? Element("span", text) : Link(field, text));
            list.InnerHtml.AppendHtml(line);
        }

        return list;
    }

    private static TagBuilder Link(string field, string text)
    {
        var link = Element("a", text);
        link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_");
        return link;
    }

    private static TagBuilder Kept(IStringLocalizer words)
    {
        var kept = Element("p", words["refusal.kept"]);
        kept.AddCssClass("kept");
        return kept;
    }

    private IEnumerable<(string? Field, string Text)> Lines()
    {
        if (Refusal is { } refusal)
        {
            yield return (For?.Name, refusal.In(Texts, View.HttpContext.RequestServices?.GetService<IRefusalTexts>()));
        }

        // What cannot be read is said at the head of the page.
        var unread = UnreadForm.Of(View.HttpContext);
        foreach (var (field, entry) in View.ViewData.ModelState)
        {
            foreach (var error in unread?.Faults.ContainsKey(field) is true ? [] : entry?.Errors ?? [])
            {
                yield return (field.Length > 0 ? field : null, error.ErrorMessage);
            }
        }
    }
}

/// <summary>Puts a refusal where its field is.</summary>
public static class FieldRefusals
{
    /// <summary>
    /// Shows the refusal under a field and in the summary: <c>ModelState.Refuse("Input.Title", refusal, T)</c>.
    /// </summary>
    public static void Refuse(this ModelStateDictionary model, string field, Refusal refusal, IStringLocalizer texts) =>
        model.AddModelError(field, refusal.In(texts));

    /// <summary>The refusal in the reader's language; its own words when nobody translated the code.</summary>
    /// <param name="all">Where a code of another module's act is looked for.</param>
    public static string In(this Refusal refusal, IStringLocalizer? texts, IRefusalTexts? all = null) =>
        (refusal.Details is [] ? texts?[refusal.Code] : texts?[refusal.Code, [.. refusal.Details]]) is { ResourceNotFound: false, Value: var text }
            ? text.Replace("{0}", "", StringComparison.Ordinal) // where lists say what stands in the cell
            : all?.Find(refusal.Code, refusal.Details) ?? refusal.Message;
}
