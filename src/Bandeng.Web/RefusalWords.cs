using System.Globalization;
using System.Text.RegularExpressions;
using Bandeng.Kernel.Html;
using Microsoft.Extensions.Localization;

namespace Bandeng.Web;

/// <summary>
/// What the modules call a refusal in Chinese, by its code: a program brings no page's words with it. Texts with places
/// for something else in them are used where the refusal brings just so many details; else they belong to their page
/// and are left out.
/// </summary>
internal sealed partial class RefusalWords(IStringLocalizerFactory texts) : IRefusalTexts
{
    private const string Suffix = ".resources";

    private readonly Lazy<IStringLocalizer[]> _all = new(() =>
    [
        .. from assembly in AppDomain.CurrentDomain.GetAssemblies()
           where assembly.GetName().Name is { } name
               && (name == "Bandeng" || name.StartsWith("Bandeng.", StringComparison.Ordinal))
           from resource in assembly.GetManifestResourceNames()
           where resource.EndsWith(Suffix, StringComparison.Ordinal)
           let type = assembly.GetType(resource[..^Suffix.Length])
           where type is not null
           orderby type.FullName
           select texts.Create(type),
    ]);

    /// <summary>
    /// Puts the detail of a problem into the reader's language, where that is Chinese and somebody wrote it.
    /// </summary>
    public void Translate(ProblemDetailsContext context)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh"
            && context.ProblemDetails.Extensions.TryGetValue("code", out var code)
            && Find($"{code}", DetailsOf(context)) is { } words)
        {
            context.ProblemDetails.Detail = words;
        }
    }

    private static IReadOnlyList<string> DetailsOf(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions.TryGetValue("details", out var details)
            && details is IReadOnlyList<string> named
            ? named
            : [];

    public string? Find(string code, IReadOnlyList<string> details) => _all.Value
        .Select(module => module[code])
        .Where(text => !text.ResourceNotFound && Places(text.Value) == details.Count)
        .Select(text =>
            details is [] ? text.Value : string.Format(CultureInfo.CurrentCulture, text.Value, [.. details]))
        .FirstOrDefault();

    // {0} and {1} are two places, however often each is named.
    private static int Places(string text) => Place().Matches(text).Select(place => place.Value).Distinct().Count();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
