using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Exchange.Mapping;

/// <summary>How platforms head the columns of an answer.</summary>
internal static class AnswerNames
{
    private static readonly SheetGuide Guide = new(
    [
        new(
            "number", "工单编号", "工单号", "诉求编号", "受理编号", "工单编码", "编号", "workordercode", "workOrderNo", "orderNo",
            "orderCode", "orderId"),
        new("kind", "状态", "办理状态", "工单状态", "state", "status"),
        new("at", "处理时间", "办结时间", "办理时间", "handleTime", "finishTime", "time"),
        new("body", "承办单位", "主办单位", "处理单位", "handleDept", "dept", "department"),
        new("person", "承办人", "经办人", "处理人", "handler", "operator"),
        new("signedAt", "签收时间", "signTime", "receiveTime"),
        new("contactedAt", "联系诉求人时间", "联系时间", "首次联系时间", "contactTime"),
        new("contactWay", "联系诉求人方式", "联系方式", "首次联系方式", "contactWay", "contactType"),
        new("outcome", "办理结果", "处理结果", "result", "handleResult"),
        new("solved", "是否解决", "解决情况", "isSolved", "solved"),
        new("handling", "办理情况", "处理情况", "办理过程", "handleSituation"),
        new("reply", "回复内容", "答复内容", "答复意见", "反馈内容", "reply", "replyContent", "feedback"),
        new("attachments", "附件", "附件地址", "办结图片", "处理图片", "attachments", "fileUrls"),
        new("reason", "退单理由", "退回原因", "退单原因", "延期理由", "不予受理理由", "reason", "backReason"),
        new("basis", "依据", "退单依据", "职责依据", "basis"),
        new("days", "延期天数", "申请天数", "delayDays", "days"),
        new("signedOffBy", "审签人", "审核人", "auditor", "approver"),
        new("due", "办理时限", "deadline"),
        new("id", "答复编号", "流水号", "answerId", "messageId"),
    ], []);

    /// <summary>Our field for a heading, or null.</summary>
    public static string? FieldOf(string heading) => Guide.KeyOf(heading);

    /// <summary>The headings of a reply form, pasted in a line or one below the other, each with its guess.</summary>
    public static IReadOnlyDictionary<string, string> Learn(string? pasted, AnswerMapping before)
    {
        var headings = (pasted ?? "").Split(
            ['\t', '\n', '\r', ',', '，', '、', ';', '；', '|'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return headings.Length == 0
            ? before.Fields
            : headings.Distinct().ToDictionary(
                heading => heading, heading => before.Fields.GetValueOrDefault(heading) ?? FieldOf(heading) ?? "=");
    }
}
