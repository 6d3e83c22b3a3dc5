using Bandeng.Matters.Pages.Handling;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Acting;

/// <summary>The notices of matters as sentences: <c>matter.Dispatch</c> reads 「已派给承办单位」.</summary>
internal sealed class MatterNoticeWords(IStringLocalizer<HandlingText> words, IStringLocalizer<MattersText> shared)
    : INoticeWords
{
    public string? Sentence(string code)
    {
        if (!code.StartsWith("matter.", StringComparison.Ordinal))
        {
            return null;
        }

        return words[$"notice.{code}"] is { ResourceNotFound: false } sentence
            ? sentence.Value
            : shared["notice.matter.default"].Value;
    }
}
