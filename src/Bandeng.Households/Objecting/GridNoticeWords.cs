using Bandeng.Households.Pages.Shown;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Objecting;

/// <summary>The notices of objections as sentences.</summary>
internal sealed class GridNoticeWords(IStringLocalizer<ShownText> words) : INoticeWords
{
    public string? Sentence(string code) => !code.StartsWith("grid.", StringComparison.Ordinal) ? null
        : words[$"notice.{code}"] is { ResourceNotFound: false } sentence ? sentence.Value : null;
}
