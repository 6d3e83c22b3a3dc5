using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Members;

/// <summary>The notices of reports as sentences.</summary>
internal sealed class MemberNoticeWords(IStringLocalizer<MembersText> texts) : INoticeWords
{
    public string? Sentence(string code) =>
        code.StartsWith("member.", StringComparison.Ordinal) ? texts[$"notice.{code}"].Value : null;
}
