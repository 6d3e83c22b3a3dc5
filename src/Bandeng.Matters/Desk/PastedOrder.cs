using System.Text.RegularExpressions;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Matters.Desk;

/// <summary>
/// A hotline's order as it is copied from a screen, a chat or a sheet: labels (工单编号 诉求人 联系电话 诉求内容 办理时限
/// 事发地址 …), each followed by its value. What has no label is left where it was.
/// </summary>
/// <param name="Due">The order's own deadline when it names a day; a day without an hour ends with office hours, at
/// 18:00.</param>
/// <param name="Limit">The order's limit when it says how long (3个工作日) instead of until when.</param>
internal sealed partial record PastedOrder(
    string? Number, string? Title, string? Detail, string? Name, string? Phone, string? Place, string? Type,
    string? Category,
    string? Respondent, bool Protected, bool Urgent, DateTimeOffset? Due, Limit? Limit)
{
    // Longer names first: 诉求内容分类 is not 诉求内容.
    private static readonly (string Field, string[] Labels)[] Known =
    [
        ("number", ["工单编号", "工单号", "诉求编号", "受理编号", "工单流水号", "热线工单号", "编号"]),
        ("title", ["诉求标题", "工单标题", "事项标题", "标题"]),
        ("detail", ["诉求内容", "工单内容", "反映内容", "问题描述", "诉求描述", "事项描述", "内容描述", "主要内容"]),
        ("name", ["诉求人姓名", "来电人姓名", "市民姓名", "诉求人", "来电人", "反映人", "联系人", "姓名"]),
        ("phone", ["联系电话", "来电号码", "联系方式", "联系号码", "手机号码", "手机号", "电话"]),
        ("place", ["事发地址", "事发地点", "诉求地址", "问题地址", "发生地址", "发生地点", "详细地址", "地址"]),
        ("type", ["诉求类型", "工单类型", "诉求类别"]),
        ("category", ["事项分类", "诉求分类", "内容分类", "问题分类", "归口分类"]),
        ("respondent", ["被反映对象", "被反映单位", "被投诉单位", "被诉主体"]),
        ("protected", ["是否保密", "信息保密", "保密"]),
        ("urgent", ["紧急程度", "是否紧急", "工单级别"]),
        ("due", ["办理时限", "办结时限", "处理时限", "要求办结时间", "办结期限", "截止时间", "到期时间", "限办时间"]),
        ("other", ["来源", "工单来源", "诉求来源", "性别", "受理时间", "派单时间", "来电时间", "建议承办单位", "承办单位", "主办单位",
            "协办单位", "派单意见", "备注", "附件", "属地", "所属区域", "所属街道", "所属社区", "是否重复", "关联工单号", "是否回访", "受理人"]),
    ];

    private static readonly Dictionary<string, string> FieldOf =
        Known.SelectMany(field => field.Labels.Select(label => (label, field.Field)))
            .ToDictionary(pair => pair.label, pair => pair.Field);

    // Two words of a sentence may look like labels; three with number or content among them do not.
    private const int LeastWithoutColons = 3;

    private static readonly LabelledText Labels = new(FieldOf.Keys);

    /// <summary>
    /// Takes a text apart. Null when it is not an order: fewer than two labels, or none for number or content.
    /// </summary>
    public static PastedOrder? Read(string? text)
    {
        var values = Values(Labels.Read(text ?? ""));
        if (IsOrder(values, 2))
        {
            return Of(values);
        }

        var loose = Values(Labels.ReadGaps(text ?? ""));
        return IsOrder(loose, LeastWithoutColons) ? Of(loose) : null;
    }

    private static bool IsOrder(Dictionary<string, string> values, int least) =>
        values.Count >= least && (values.ContainsKey("number") || values.ContainsKey("detail"));

    private static PastedOrder Of(Dictionary<string, string> values)
    {
        string? Value(string field) => values.GetValueOrDefault(field);
        var due = Value("due");
        return new(
            Value("number")?.Split(' ', '\n', '\t')[0], Line(Value("title")), Value("detail"), NameIn(Value("name")),
            PhoneIn(Value("phone")) ?? PhoneIn(Value("name")), Line(Value("place")), Line(Value("type")),
            Line(Value("category")),
            Line(Value("respondent")),
            Value("protected")?.TrimStart() is ['是', ..] or ['保', '密', ..] or ['Y' or 'y', ..],
            Value("urgent") is { } urgent && !urgent.Contains('否') && !urgent.Contains("不紧急", StringComparison.Ordinal)
                && (urgent.Contains('急') || urgent.TrimStart().StartsWith('是')),
            WrittenMoment.Find(due), WrittenMoment.FindLimit(due));
    }

    private static Dictionary<string, string> Values(IEnumerable<(string Label, string Value)> read)
    {
        var values = new Dictionary<string, string>();
        foreach (var (label, value) in read)
        {
            // The first counts: a second 联系电话 further down is somebody else's.
            values.TryAdd(FieldOf[label], value);
        }

        values.Remove("other");
        return values;
    }

    private static string? Line(string? value) => value?.Split('\n')[0].Trim();

    private static string? NameIn(string? value) =>
        value is null ? null : NamePattern().Match(value) is { Success: true, Value: var name } ? name : null;

    private static string? PhoneIn(string? value) =>
        value is null ? null : PhonePattern().Match(value) is { Success: true, Value: var phone } ? phone.Trim() : null;

    [GeneratedRegex(@"^[\p{L}·*×＊]{1,30}")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}|0\d{2,3}[- ]?\d{7,8}")]
    private static partial Regex PhonePattern();
}
