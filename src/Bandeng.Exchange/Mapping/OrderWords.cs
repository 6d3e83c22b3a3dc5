using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Mapping;

/// <summary>What the usual words of offices mean, so that nobody has to say it.</summary>
internal static class OrderWords
{
    private static readonly (string Word, RequestType Type)[] Types =
    [
        ("咨询", RequestType.Enquiry), ("求助", RequestType.Help), ("求决", RequestType.Help), ("诉求", RequestType.Help),
        ("投诉", RequestType.Complaint), ("举报", RequestType.Report), ("建议", RequestType.Suggestion), ("表扬", RequestType.Praise),
        ("感谢", RequestType.Praise), ("其他", RequestType.Other), ("其它", RequestType.Other),
    ];

    /// <summary>投诉举报 is a complaint in most places, and what is held back for a report is held back for one.</summary>
    public static RequestType? TypeOf(string? value) =>
        value is null ? null
        : Enum.TryParse<RequestType>(value, true, out var named) && Enum.IsDefined(named) && !char.IsAsciiDigit(value[0]) ? named
        : value.Contains("举报", StringComparison.Ordinal) ? RequestType.Report
        : Types.FirstOrDefault(pair => value.Contains(pair.Word, StringComparison.Ordinal)) is { Word: not null } found ? found.Type
        : null;

    /// <summary>是, 保密, 紧急, 特急, yes, true, 1; 不紧急, 否, 一般 and 0 are no.</summary>
    public static bool IsYes(string? value) => (value?.Trim() ?? "") is { Length: > 0 } text
        && !text.Contains('否') && !text.StartsWith('不') && !text.StartsWith('非')
        && (text is "1" or "yes" or "Yes" or "true" or "True" or "Y" or "y" or "TRUE" or "YES" or "urgent" or "high"
            || text.StartsWith('是') || text.Contains('急') || text.Contains("保密", StringComparison.Ordinal));
}
