using System.Text.RegularExpressions;

namespace Bandeng.Households.Needs;

/// <summary>
/// What the system does not hold, dropped at the door: religion, ethnicity, politics, petitions. A clause that tells of
/// it is left out of free words, and whoever wrote it is told so.
/// </summary>
public static partial class NotHeld
{
    /// <summary>The words without such clauses, and which were dropped.</summary>
    public static (string Kept, IReadOnlyList<string> Dropped) Sift(string words)
    {
        var dropped = new List<string>();
        var kept = Clause().Replace(words, match =>
        {
            if (!Told().IsMatch(match.Value))
            {
                return match.Value;
            }

            dropped.Add(match.Value.Trim(' ', '，', '。', '；', ',', ';', '.', '\n', '\r'));
            return "";
        });
        return (kept.Trim(), dropped);
    }

    [GeneratedRegex(@"[^，。；,;.\n]+[，。；,;.\n]*")]
    private static partial Regex Clause();

    [GeneratedRegex(
        "民族[:：为是]|少数民族|(汉|回|满|苗|壮|藏|彝|瑶|侗|白|土家|维吾尔|蒙古|布依|朝鲜|哈尼|哈萨克|傣|黎|畲|仡佬|羌)族(?!路|街|村|镇|乡|园)"
        + "|宗教|信教|信佛|信主|基督|天主教|佛教|道教|伊斯兰|政治面貌|党员|团员|民主党派|上访|信访|缠访|ethnicity|religion|petition",
        RegexOptions.IgnoreCase)]
    private static partial Regex Told();
}
