using Bandeng.Matters.Life;

namespace Bandeng.Matters.Packs;

/// <summary>A setting that is a number, and between what it may lie.</summary>
/// <param name="Name">As a pack writes it.</param>
/// <param name="Least">The smallest that is allowed, itself included.</param>
/// <param name="Most">The largest that is allowed, itself included.</param>
internal sealed record RuleNumber(string Name, Func<MatterRules, int> Of, int Least, int Most);

/// <summary>
/// Every setting that is a plain number: what a pack is checked by and what the page of rules offers.
/// </summary>
internal static class RuleNumbers
{
    private const int Year = 365;

    // Whoever is asked later than this is silent before.
    private const int CallBackMost = 10;

    // Two working weeks.
    private const int InnerMost = 80;

    public static IReadOnlyList<RuleNumber> All { get; } =
    [
        new("innerAhead", rules => rules.InnerAhead, 1, InnerMost),
        new("undoMinutes", rules => rules.UndoMinutes, 0, 1440),
        new("extensions", rules => rules.Extensions, 0, 10),
        new("extensionDays", rules => rules.ExtensionDays, 1, Year),
        new("extensionApprovers", rules => rules.ExtensionApprovers, 1, 2),
        new("suspensionDays", rules => rules.SuspensionDays, 1, Year),
        new("callBackAfter", rules => rules.CallBackAfter, 0, CallBackMost),
        new("dissatisfiedRedos", rules => rules.DissatisfiedRedos, 0, 10),
        new("redosBeforeEscalation", rules => rules.RedosBeforeEscalation, 1, 100),
        new("urgeAfter", rules => rules.UrgeAfter, 1, Year),
        new("noticeAfter", rules => rules.NoticeAfter, 1, Year),
        new("superviseAfter", rules => rules.SuperviseAfter, 1, Year),
    ];
}
