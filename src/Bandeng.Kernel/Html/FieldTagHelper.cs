using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>
/// A question: label, hint, what is wrong, then the field inside, told about all three.
/// <c>&lt;bd-field for="Input.Title" label="…" hint="…"&gt;&lt;input asp-for="Input.Title" /&gt;&lt;/bd-field&gt;</c>.
/// </summary>
[HtmlTargetElement("bd-field", Attributes = "for")]
public sealed class FieldTagHelper(IStringLocalizer<HtmlText> words) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    public string? Hint { get; set; }

    /// <summary>Says beside the label that it may stay empty.</summary>
    public bool Optional { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name), "_");
        var wrong = Wrong();
        context.Items[typeof(FieldTagHelper)] = new Described(
            Described.Ids(id, Hint is not null, wrong is not null), wrong is not null);
        var field = await output.GetChildContentAsync();

        output.TagName = "div";
        output.Attributes.SetAttribute("class", wrong is null ? "field" : "field is-wrong");
        output.Content.AppendHtml(LabelOf(id));
        output.Content.AppendHtml(Line(id + "-hint", "form-hint", Hint));
        output.Content.AppendHtml(Line(id + "-wrong", "field-error", wrong));
        output.Content.AppendHtml(field);
    }

    private static TagBuilder? Line(string id, string name, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var line = new TagBuilder("p");
        line.Attributes["id"] = id;
        line.AddCssClass(name);
        line.InnerHtml.Append(text);
        return line;
    }

    private string? Wrong() =>
        UnreadForm.Of(View.HttpContext)?.Faults.ContainsKey(For.Name) is not true
            && View.ViewData.ModelState.TryGetValue(For.Name, out var entry) && entry.Errors is [var first, ..]
            ? first.ErrorMessage
            : null;

    private TagBuilder LabelOf(string id)
    {
        var label = new TagBuilder("label");
        label.Attributes["for"] = id;
        label.AddCssClass("form-label");
        label.InnerHtml.Append(Optional ? Label + words["optional"] : Label);
        return label;
    }
}

/// <summary>What a field inside <c>bd-field</c> is described by.</summary>
internal sealed record Described(string? By, bool Wrong)
{
    public static string? Ids(string id, bool hint, bool wrong) => (hint, wrong) switch
    {
        (true, true) => $"{id}-hint {id}-wrong",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-wrong",
        (false, false) => null,
    };
}
