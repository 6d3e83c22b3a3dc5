using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>The head of a page on which an <see cref="UnreadForm"/> is shown again: <c>&lt;bd-unread /&gt;</c>.</summary>
[HtmlTargetElement("bd-unread", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class UnreadTagHelper(IStringLocalizer<HtmlText> words) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (UnreadForm.Of(View.HttpContext) is { } unread)
        {
            RefusalTagHelper.Write(output, words, unread.Faults.Select(one => ((string?)UnreadForm.LineOf(one.Key), one.Value)));
        }
        else
        {
            output.SuppressOutput();
        }
    }
}

/// <summary>Finds the form that was sent among those of a page, by its handler and what is hidden in it.</summary>
[HtmlTargetElement("form")]
public sealed class SentFormTagHelper : TagHelper
{
    // After the framework's own, which writes the address.
    public override int Order => 10;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (UnreadForm.Of(View.HttpContext) is not { } unread || !IsItsHandler(output, unread))
        {
            return;
        }

        // With the request and not with the tag: a part of the form may be a view of its own.
        var sent = new SentForm(unread);
        View.HttpContext.Items[typeof(SentForm)] = sent;
        await output.GetChildContentAsync(useCachedResult: false);
        sent.IsSent = sent.Hidden.All(sent.Fits);
        output.Content.SetHtmlContent(await output.GetChildContentAsync(useCachedResult: false));
        View.HttpContext.Items.Remove(typeof(SentForm));
    }

    private static bool IsItsHandler(TagHelperOutput output, UnreadForm unread)
    {
        var address = Attributes.Text(output, "action") ?? "";
        QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..])
            .TryGetValue("handler", out var named);
        return string.Equals(Attributes.Text(output, "method"), "post", StringComparison.OrdinalIgnoreCase)
            && string.Equals(named, unread.Handler, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A field of the form that was sent says what was typed, and what is wrong with it.</summary>
[HtmlTargetElement("input", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("textarea")]
[HtmlTargetElement("select")]
[HtmlTargetElement("option")]
public sealed class TypedTagHelper : TagHelper
{
    private static readonly string[] Buttons = ["password", "file", "submit", "button", "image", "reset"];

    public override int Order => 10;

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (View.HttpContext.Items[typeof(SentForm)] is not SentForm sent)
        {
            return;
        }

        if (output.TagName == "option")
        {
            await ChooseAsync(context, output);
            return;
        }

        var (name, type) = (Attributes.Text(output, "name") ?? "", Attributes.Text(output, "type") ?? "");
        if (!sent.IsSent)
        {
            sent.Note(name, type, Attributes.Text(output, "value"));
        }
        else if (name.Length > 0 && !Buttons.Contains(type))
        {
            Fill(context, output, sent, name, type);
            Say(output, sent, name, type);
        }
    }

    private static async Task ChooseAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (context.Items.TryGetValue(typeof(Chosen), out var found) && found is Chosen chosen)
        {
            var value = Attributes.Text(output, "value") ?? (await output.GetChildContentAsync()).GetContent().Trim();
            Tick(output, "selected", chosen.Values.Contains(value));
        }
    }

    private static void Fill(TagHelperContext context, TagHelperOutput output, SentForm sent, string name, string type)
    {
        if (type is "checkbox" or "radio")
        {
            Tick(output, "checked", sent.Form.Typed[name].Contains(Attributes.Text(output, "value") ?? "on"));
        }
        else if (output.TagName == "select")
        {
            context.Items[typeof(Chosen)] = new Chosen([.. sent.Form.Typed[name].OfType<string>()]);
        }
        else if (sent.Next(name) is { } typed)
        {
            if (output.TagName == "textarea")
            {
                output.Content.SetContent(typed);
            }
            else
            {
                output.Attributes.SetAttribute("value", typed);
            }
        }
    }

    private static void Say(TagHelperOutput output, SentForm sent, string name, string type)
    {
        if (type != "hidden" && sent.FirstFault(name) is { } words)
        {
            var line = new TagBuilder("p");
            line.Attributes["id"] = UnreadForm.LineOf(name);
            line.AddCssClass("field-error");
            line.InnerHtml.Append(words);
            output.PreElement.AppendHtml(line);
            output.Attributes.SetAttribute("aria-invalid", "true");
            output.Attributes.SetAttribute(
                "aria-describedby", $"{UnreadForm.LineOf(name)} {Attributes.Text(output, "aria-describedby")}".TrimEnd());
        }
    }

    private static void Tick(TagHelperOutput output, string attribute, bool ticked)
    {
        output.Attributes.RemoveAll(attribute);
        if (ticked)
        {
            output.Attributes.SetAttribute(attribute, attribute);
        }
    }

    private sealed record Chosen(IReadOnlyList<string> Values);
}

/// <summary>A form while it is drawn: first to see whether it is the one that was sent, then filled in.</summary>
internal sealed class SentForm(UnreadForm form)
{
    private readonly Dictionary<string, int> _next = [];
    private readonly HashSet<string> _said = new(StringComparer.OrdinalIgnoreCase);

    public UnreadForm Form => form;

    public List<(string Name, string Value)> Hidden { get; } = [];

    public bool IsSent { get; set; }

    public void Note(string name, string type, string? value)
    {
        if (type == "hidden" && name is not ("" or "__RequestVerificationToken"))
        {
            Hidden.Add((name, value ?? ""));
        }
    }

    /// <summary>Whether what is hidden came with the form, or is an id that the page made anew since.</summary>
    public bool Fits((string Name, string Value) hidden) =>
        form.Typed[hidden.Name].Contains(hidden.Value)
        || (Guid.TryParse(hidden.Value, out var id) && id.Version == 7
            && Convert.ToInt64(id.ToString("N")[..12], 16) >= form.Since.ToUnixTimeMilliseconds());

    /// <summary>What was typed into the next field of that name, or null when nothing came of it.</summary>
    public string? Next(string name)
    {
        var at = _next.GetValueOrDefault(name);
        _next[name] = at + 1;
        return form.Typed[name] is var all && at < all.Count ? all[at] : null;
    }

    /// <summary>What is wrong with the field, for the first that bears its name.</summary>
    public string? FirstFault(string name) =>
        form.Faults.TryGetValue(name, out var words) && _said.Add(name) ? words : null;
}

internal static class Attributes
{
    /// <summary>An attribute as the browser will read it, whoever wrote it.</summary>
    public static string? Text(TagHelperOutput output, string name)
    {
        switch (output.Attributes[name]?.Value)
        {
            case null:
                return null;
            case IHtmlContent html:
                using (var writer = new StringWriter())
                {
                    html.WriteTo(writer, NullHtmlEncoder.Default);
                    return WebUtility.HtmlDecode(writer.ToString());
                }

            case var plain:
                return plain.ToString();
        }
    }
}
