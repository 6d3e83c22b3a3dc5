namespace Bandeng.Matters.Life;

/// <summary>What offices and their systems call the types of request.</summary>
public static class RequestTypeWords
{
    private static readonly (string Word, RequestType Type)[] Types =
    [
        ("咨询", RequestType.Enquiry), ("求助", RequestType.Help), ("求决", RequestType.Help), ("诉求", RequestType.Help),
        ("投诉", RequestType.Complaint), ("举报", RequestType.Report), ("建议", RequestType.Suggestion),
        ("表扬", RequestType.Praise),
        ("感谢", RequestType.Praise), ("其他", RequestType.Other), ("其它", RequestType.Other),
    ];

    /// <summary>投诉举报 is a complaint in most places, and what is held back for a report is held back for one.</summary>
    public static RequestType? Of(string? value) =>
        string.IsNullOrEmpty(value) ? null
        : Enum.TryParse<RequestType>(value, true, out var named)
        && Enum.IsDefined(named) && !char.IsAsciiDigit(value[0]) ? named
        : value.Contains("举报", StringComparison.Ordinal) ? RequestType.Report
        : Types.FirstOrDefault(
            pair => value.Contains(pair.Word, StringComparison.Ordinal)) is { Word: not null } found ? found.Type
        : null;
}
