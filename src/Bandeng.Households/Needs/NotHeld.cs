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

    // The 56 of the state's list.
    private const string Peoples =
        "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌"
        + "|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺";

    // 回族街, 水族馆, 土家族苗族自治州, 北京族谱 are places and things.
    private const string NoPlace =
        "(?!路|街|巷|村|镇|乡|园|社区|小区|小学|中学|学校|医院|馆|箱|缸|店|用品|世界|谱|群|长|([一-龥]{1,4}族)*自治)";

    // Told of somebody, not met in another word: 微信教, 相信主任, 街道教育, 集团员工, 晚上访问; and who comes as 党员志愿者, or
    // is 联系党员, is somebody's task and nobody's creed.
    [GeneratedRegex(
        "民族[:：为是]|少数民族|(?<!本)(" + Peoples + "|维|蒙)族" + NoPlace
        + "|(?<![返收退转送找召])回民(?!政|生|意|众|办|警|事|宿|工|营|间|主|居|兵|族|房|用|航|法|企|街|路|巷|区|村|小区|小学|中学|饭店|食堂)"
        + "|穆斯林|清真(?!寺?(路|街|巷|社区|村))"
        + "|宗教|(?<!微)信(教(?!育|师|书|学|练|会|他|她|我|你|老)|佛|基督|天主)|(?<![微相坚确])信主(?!任|管|席|要|动|办|人|治|播)"
        + "|基督|天主教|佛教|(?<![街知])道教(?!育|师|学|室|练|材|他|她)|伊斯兰"
        + "|政治面貌|民主党派|((是|为|(?<!联)系|中共|共产党|预备|老|退休|前)党员|党员身份)(?!志愿|活动|先锋|服务|联系|干部|教师|医生|突击)|^党员\\W*$"
        + "|(?<!加)入党(?!员|建|群|支|委|校|组|小|史|课|总|日|政|风|务|内|的)"
        + "|共青团员|(?<!集)(是|为|系)团员"
        + "|(?<![晚早马线])上访(?!问|谈)|(?<![电短微通])信访(?!问|谈)|缠访|\\bethnicity|\\breligio|\\bpetition",
        RegexOptions.IgnoreCase)]
    private static partial Regex Told();
}
