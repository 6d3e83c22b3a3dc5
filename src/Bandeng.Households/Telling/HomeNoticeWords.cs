using Bandeng.Households.Pages.Registry;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Telling;

/// <summary>The notices of this module as sentences.</summary>
internal sealed class HomeNoticeWords(IStringLocalizer<RegistryText> words) : INoticeWords
{
    public string? Sentence(string code) =>
        code.StartsWith("home.", StringComparison.Ordinal)
            && words[$"notice.{code}"] is { ResourceNotFound: false } sentence
            ? sentence.Value
            : null;
}
