using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Matters.Life;

/// <summary>「已收悉」「已转办」: a reply that says only that something was received or passed on settles nothing.</summary>
internal static partial class Acknowledgement
{
    /// <summary>Longer replies say more than that they arrived.</summary>
    private const int Longest = 60;

    public static Refusal Refusal { get; } = new(
        RefusalKind.Invalid, "act.acknowledgement", "Received or passed on is not an answer: say what was done or why not.");

    /// <summary>Whether a reply says nothing but that it was received or passed on.</summary>
    public static bool IsAll(string reply)
    {
        var text = Blank().Replace(reply, "");
        return text.Length < Longest && Received().IsMatch(text) && !Done().IsMatch(text);
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex("收悉|已收到|已阅|已转|转交|转办|转至|转请|交由|交办|已受理|正在(调查|核实|处理|办理)|尽快(处理|办理|核实|回复|答复|调查)")]
    private static partial Regex Received();

    [GeneratedRegex("已(修|清|装|换|解决|处理完|整改|完成|办结|拆|通|恢复|退|安排)|经(核实|查|调查|现场|了解)")]
    private static partial Regex Done();
}
