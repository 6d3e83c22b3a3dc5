using Bandeng.Households.Pages.Needs;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Needs;

/// <summary>The notices of care as sentences.</summary>
internal sealed class NeedNoticeWords(IStringLocalizer<NeedsText> words) : INoticeWords
{
    public string? Sentence(string code) => !code.StartsWith("need.", StringComparison.Ordinal) ? null
        : words[$"notice.{code}"] is { ResourceNotFound: false } sentence ? sentence.Value : null;
}
