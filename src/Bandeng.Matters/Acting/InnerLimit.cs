using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>
/// 内控时限: when a body must have handed back an outside order, so that the reply can still be checked, signed and sent
/// before its platform's own deadline.
/// </summary>
internal static class InnerLimit
{
    /// <summary>
    /// So many working hours before the outer deadline as the rules say; where less is left than that, half of what is
    /// left. Always before the outer deadline; null where that is not ahead.
    /// </summary>
    /// <param name="from">When the clock of the body began.</param>
    public static DateTimeOffset? Of(DateTimeOffset? outer, DateTimeOffset from, MatterRules rules) =>
        outer is not { } end || end <= from ? null
        : Deadline.Before(end, rules.InnerAhead, WorkCalendar.Official) is var inner && inner > from ? inner
        : from + (end - from) / 2;
}
