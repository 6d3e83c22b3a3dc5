using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Matters.Life;

/// <summary>
/// 「已收悉」「已转办」: a reply that says only that something was received or passed on settles nothing. A reply is
/// read clause by clause; when greetings, thanks, dates, receipt, passing on and promises are all there is, it is no
/// answer, however long it is. One clause that says anything else makes it one.
/// </summary>
internal static partial class Acknowledgement
{
    /// <summary>Nobody needs more characters than these to say nothing; a longer reply is not taken apart.</summary>
    private const int Longest = 160;

    private static readonly Regex[] Empty =
        [Addressee(), Greeting(), Date(), Thanks(), Subject(), Received(), PassedOn(), PassedTo(), Pending(), Wait(), Nod()];

    public static Refusal Refusal { get; } = new(
        RefusalKind.Invalid, "act.acknowledgement",
        "Received or passed on is not an answer: say what was done or why not.");

    /// <summary>Whether a reply says nothing but that it was received or passed on.</summary>
    public static bool IsAll(string reply)
    {
        var text = Blank().Replace(reply, "");
        return text.Length < Longest
            && !Answer().IsMatch(text)
            && Between().Split(text)
                .All(clause => clause.Length == 0 || Array.Exists(Empty, kind => kind.IsMatch(clause)));
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[，。！；：,.!;:?？…~（）()“”""【】\[\]—]+|(?<=[您你]好)|(?<=网友)|(?<=收悉)(?=并)")]
    private static partial Regex Between();

    /// <summary>What was done, found or is to be done by the reader: wherever it stands, this is an answer.</summary>
    [GeneratedRegex(
        "已经?(修|清|装|换|解决|处理完|处理到位|整改|完成|办结|拆|通(?!知|过)|恢复|退|安排|答复|回复)"
        + "|经(核实|核查|查|调查|现场|了解|研究)|电话|咨询|强制执行|建议您|拨打|请到|请持|划转|[0-9]{3,4}-[0-9]{7,8}")]
    private static partial Regex Answer();

    [GeneratedRegex(
        "^(尊敬的|亲爱的)?[A-Za-z]{0,6}[0-9]{0,12}的?(各位)?.{0,8}(网友|网民|市民|居民|先生|女士|同志|朋友)[A-Za-z]{0,6}[0-9]{0,12}$")]
    private static partial Regex Addressee();

    [GeneratedRegex("^.{0,8}[您你大家]{1,2}好$|^[A-Za-z]{1,6}[0-9]{4,12}$")]
    private static partial Regex Greeting();

    [GeneratedRegex("^([^，。]{0,12}[办局委府院站心])?[0-9]{4}年[0-9]{1,2}月([0-9]{1,2}日)?$|^[0-9]{1,4}([-/][0-9]{1,2})*$")]
    private static partial Regex Date();

    [GeneratedRegex("感谢|谢谢|祝[您你]|请谅解|(理解|关注)[与和、]支持|^在此$|欢迎.{0,10}监督|^继续进行监督$|^特此|^此复|^专此|^现[将就]?.{0,16}(回复|答复)如下$")]
    private static partial Regex Thanks();

    [GeneratedRegex(
        "^.{0,6}(关于|对于|针对|就)?[您你所](所|在.{0,12})?(反映|提出|反应|投诉|留言|来信|提的|发表)?的?"
        + "(.{0,4}(问题|情况|事项|建议|意见|诉求|留言|帖文|来信))?$|^[您你]的.{0,4}(来信|回信|来帖|帖子)$")]
    private static partial Regex Subject();

    [GeneratedRegex("收悉|[已经]?收到|获悉|知悉|已阅|已经?(受理|登记)$")]
    private static partial Regex Received();

    // 转 is many words: 转学, 转账, 好转 are not passing on.
    [GeneratedRegex(
        "([已将并现拟]|予以|我办|我局)[经就]?.{0,24}?(转(?![入让移弯变型正学户账告达])|交办|移交|交由|交(?=有关|相关|[市区县镇]|街道|责任|职能)"
        + "|呈送|报送|反馈给|反映给|汇报给|报告了).{0,40}$|^立即(转交|交办|交由).{0,30}$")]
    private static partial Regex PassedOn();

    [GeneratedRegex(
        "^[您你]?.{0,24}转(有关|相关|交|至|给).{0,30}$|^(有关|相关)?(问题|情况).{0,4}[已将]?交.{0,30}$"
        + "|^[转交由].{0,30}(调查|核实|处理|办理|核处|处置|办复|答复|回复|研究)$")]
    private static partial Regex PassedTo();

    [GeneratedRegex(
        "正在.{0,10}(调查|核实|核查|处理|办理|协调|交办|研究|调处|落实).{0,6}$"
        + "|[将会请]?.{0,8}(尽快|及时|稍后|稍候|抓紧|第一时间|认真|迅速|积极|待).{0,12}"
        + "(处理|办理|核实|回复|答复|调查|反馈|研究|落实|协调|回应).{0,6}$"
        + "|(高度|非常|十分)重视$|^已?作出批示$|^要求其.{0,6}(核实|调查|处理|办理)[、和]?(处理|办理)?$|关注并督促办理$"
        + "|^再向您回复$|^请留下您的联系方式$|^便于.{0,16}联系$")]
    private static partial Regex Pending();

    /// <summary>好的, 知道了, 无, 已处理: somebody nods, and nobody knows what was done.</summary>
    [GeneratedRegex(
        "^(好|好[的嘞吧]|[嗯哦行]+|可以|是的?|同意|[Oo][Kk]|无|没有|没事|暂无|同上|如上|[已我们]*(知道|了解|明白|清楚)了?"
        + "|[已经都均]*(处理|办理|落实|核实|联系|沟通|跟进|安排|转告)(好?了|过了?|完毕)?)$")]
    private static partial Regex Nod();

    [GeneratedRegex(
        "^敬?请[您你]?(继续)?(耐心)?(等待|留意|关注|持续关注|等候|勿重复).{0,14}$|后续(回复|情况|进展)"
        + "|^(如有|有关|相关|处理|调查|办理)?(情况|进展|进度|结果).{0,4}[将会及请].{0,12}$")]
    private static partial Regex Wait();
}
