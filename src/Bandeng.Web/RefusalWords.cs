using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Bandeng.Web;

/// <summary>
/// What the modules call a refusal in Chinese, by its code: a program brings no page's words with it. Texts with a place for
/// something else in them belong to their page and are left out.
/// </summary>
internal sealed class RefusalWords(IStringLocalizerFactory texts)
{
    private const string Suffix = ".resources";

    private readonly Lazy<IStringLocalizer[]> _all = new(() =>
    [
        .. from assembly in AppDomain.CurrentDomain.GetAssemblies()
           where assembly.GetName().Name is { } name && (name == "Bandeng" || name.StartsWith("Bandeng.", StringComparison.Ordinal))
           from resource in assembly.GetManifestResourceNames()
           where resource.EndsWith(Suffix, StringComparison.Ordinal)
           let type = assembly.GetType(resource[..^Suffix.Length])
           where type is not null
           orderby type.FullName
           select texts.Create(type),
    ]);

    /// <summary>Puts the detail of a problem into the reader's language, where that is Chinese and somebody wrote it.</summary>
    public void Translate(ProblemDetailsContext context)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh"
            && context.ProblemDetails.Extensions.TryGetValue("code", out var code) && Find($"{code}") is { } words)
        {
            context.ProblemDetails.Detail = words;
        }
    }

    private string? Find(string code) => _all.Value
        .Select(module => module[code])
        .FirstOrDefault(text => !text.ResourceNotFound && !text.Value.Contains('{', StringComparison.Ordinal))?.Value;
}
