using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Messages;

/// <summary>Words notices: on the page in the reader's language, outside in Chinese.</summary>
internal sealed class NoticeWording(IEnumerable<INoticeWords> modules, IStringLocalizer<OrganizationsText> own)
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>The sentence of a code, from the module that told it.</summary>
    public string Sentence(string code) =>
        modules.Select(module => module.Sentence(code)).FirstOrDefault(text => text is not null)
        ?? (own[code] is { ResourceNotFound: false } text ? text.Value : "");

    /// <summary>One line for a message that leaves the house.</summary>
    public string Outside(string code, string title, bool isInner)
    {
        // The language of whoever acts is not the language of whoever is told.
        var here = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = Chinese;
        try
        {
            return $"{(isInner || title.Length == 0 ? "您关注的一件事" : $"「{title}」")}：{Sentence(code)}";
        }
        finally
        {
            CultureInfo.CurrentUICulture = here;
        }
    }
}
