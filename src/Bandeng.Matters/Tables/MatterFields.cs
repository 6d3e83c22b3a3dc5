using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;

namespace Bandeng.Matters.Tables;

/// <summary>What of a matter can stand in an office's table.</summary>
internal static class MatterFields
{
    public static IReadOnlyList<SourceField> All { get; } =
    [
        new("title", "标题", "Title") { AlsoCalled = ["诉求标题", "事项名称", "事项标题", "问题标题", "工单标题", "主题", "诉求事项"] },
        new("detail", "诉求内容", "What was said")
        {
            AlsoCalled = ["反映内容", "问题描述", "主要内容", "诉求详情", "反映问题", "事项内容", "内容摘要", "诉求描述"],
        },
        new("outside", "工单编号", "Outside number")
        {
            AlsoCalled = ["工单号", "12345编号", "热线编号", "受理编号", "来单编号", "事项编号", "诉求编号"],
        },
        new("raiser", "诉求人", "Raiser")
        {
            AlsoCalled = ["反映人", "来电人", "诉求人姓名", "诉求人信息姓名", "投诉人", "反映人姓名", "群众姓名", "来访人", "当事人"],
        },
        new("phone", "联系电话", "Telephone")
        {
            AlsoCalled = ["电话", "联系方式", "诉求人电话", "手机号", "手机号码", "来电号码", "电话号码"],
            IsNumberOfPerson = true,
        },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "属地", "所在社区", "村居", "村（社区）名称", "社区名称"] },
        new("place", "事发地址", "Place") { AlsoCalled = ["地址", "地点", "诉求地址", "详细地址", "事发地点", "位置"] },
        new("category", "事项分类", "Category") { AlsoCalled = ["分类", "类别", "诉求类别", "问题类别", "事项类别", "问题分类"] },
        new("type", "诉求类型", "Type") { AlsoCalled = ["类型", "工单类型"] },
        new("channel", "来源渠道", "Channel") { AlsoCalled = ["来源", "渠道", "诉求来源", "受理渠道", "反映渠道"] },
        new("raised", "受理时间", "Raised at", CellKind.Moment)
        {
            AlsoCalled = ["登记时间", "反映时间", "诉求时间", "受理日期", "登记日期", "反映日期", "来电时间", "发生时间"],
        },
        new("dispatched", "派单时间", "Dispatched at", CellKind.Moment) { AlsoCalled = ["交办时间", "派单日期", "交办日期", "转办时间"] },
        new("signed", "签收时间", "Signed for at", CellKind.Moment) { AlsoCalled = ["签收日期", "接单时间"] },
        new("contacted", "联系诉求人时间", "Raiser contacted at", CellKind.Moment) { AlsoCalled = ["联系时间", "响应时间"] },
        new("due", "办理时限", "Due", CellKind.Moment) { AlsoCalled = ["截止时间", "到期时间", "办结时限", "完成时限", "限办日期"] },
        new("handed-back", "提交办结时间", "Handed back at", CellKind.Moment)
        {
            AlsoCalled = ["处理时间", "答复时间", "回复时间", "处置时间", "完成时间"],
        },
        new("closed", "办结时间", "Closed at", CellKind.Moment) { AlsoCalled = ["办结日期", "结案时间", "销号时间", "结案日期", "销号日期"] },
        new("is-closed", "是否办结", "Closed?") { AlsoCalled = ["是否结案", "是否销号", "是否完成", "办结与否"] },
        new("is-late", "是否超期", "Overdue?") { AlsoCalled = ["是否逾期", "是否超时"] },
        new("stage", "办理状态", "Stage") { AlsoCalled = ["状态", "办理进度", "进展情况", "当前状态", "进度"] },
        new("body", "承办单位", "Handling body") { AlsoCalled = ["责任单位", "办理单位", "牵头单位", "主办单位", "处理单位", "承办部门", "责任部门"] },
        new("handler", "承办人", "Handler") { AlsoCalled = ["责任人", "经办人", "办理人", "处理人"] },
        new("reply", "办理情况", "What was done")
        {
            AlsoCalled = ["办理结果", "处理情况", "回复内容", "答复内容", "处理结果", "处置情况", "答复情况", "办理情况说明"],
        },
        new("outcome", "办理结论", "Outcome, by the handler") { AlsoCalled = ["办结结论", "办理结果类型"] },
        new("raiser-outcome", "是否解决", "Solved, by the raiser") { AlsoCalled = ["解决情况", "是否已解决", "诉求人确认"] },
        new("rating", "满意度", "Rating") { AlsoCalled = ["是否满意", "满意情况", "满意度评价", "评价", "群众评价", "回访结果"] },
        new("voices", "反映人数", "Voices", CellKind.Number) { AlsoCalled = ["人数", "附议人数", "涉及人数"], Sums = true },
        new("returns", "退单次数", "Returns", CellKind.Number) { Sums = true },
        new("redos", "重办次数", "Redone", CellKind.Number) { AlsoCalled = ["返工次数"], Sums = true },
    ];
}
