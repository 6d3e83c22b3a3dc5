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

    // Told of somebody, not met in another word: 微信教, 相信主任, 街道教育, 集团员工, 晚上访问; and who comes as 党员志愿者, or
    // is 联系党员, is somebody's task and nobody's creed.
    [GeneratedRegex(
        "民族[:：为是]|少数民族|(汉|回|满|苗|壮|藏|彝|瑶|侗|白|土家|维吾尔|蒙古|布依|朝鲜|哈尼|哈萨克|傣|黎|畲|仡佬|羌)族(?!路|街|村|镇|乡|园)"
        + "|宗教|(?<!微)信(教(?!育|师|书|学|练|会|他|她|我|你|老)|佛|基督|天主)|(?<![微相坚确])信主(?!任|管|席|要|动|办|人|治|播)"
        + "|基督|天主教|佛教|(?<![街知])道教(?!育|师|学|室|练|材|他|她)|伊斯兰"
        + "|政治面貌|民主党派|((是|为|(?<!联)系|中共|共产党|预备|老|退休|前)党员|党员身份)(?!志愿|活动|先锋|服务|联系|干部|教师|医生|突击)|^党员\\W*$"
        + "|共青团员|(?<!集)(是|为|系)团员"
        + "|(?<![晚早马线])上访(?!问|谈)|(?<![电短微通])信访(?!问|谈)|缠访|\\bethnicity|\\breligio|\\bpetition",
        RegexOptions.IgnoreCase)]
    private static partial Regex Told();
}
