using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Exchange.Mapping;

/// <summary>What an order of another platform may say, and how offices and their systems head it.</summary>
internal static class OrderFields
{
    public const string Number = "number";
    public const string Title = "title";
    public const string Detail = "detail";
    public const string Time = "time";
    public const string Due = "due";
    public const string Type = "type";
    public const string Category = "category";
    public const string CategoryName = "categoryName";
    public const string Area = "area";
    public const string Place = "place";
    public const string Longitude = "longitude";
    public const string Latitude = "latitude";
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Protected = "protected";
    public const string Respondent = "respondent";
    public const string Urgent = "urgent";
    public const string Body = "body";
    public const string Related = "related";
    public const string Opinion = "opinion";
    public const string Attachments = "attachments";

    /// <summary>Every field with the names it is known by; the rest of a column's name does not count.</summary>
    public static IReadOnlyList<SheetField> All { get; } =
    [
        new(Number, "工单编号", "工单号", "诉求编号", "受理编号", "工单流水号", "热线工单号", "工单编码", "案件编号", "案卷号", "编号",
            "workordercode", "workOrderNo", "orderNo", "orderCode", "orderId", "caseNo", "caseCode", "serialNumber"),
        new(Title, "诉求标题", "工单标题", "事项标题", "标题", "appealSubject", "subject", "workordertitle"),
        new(Detail, "诉求内容", "工单内容", "反映内容", "问题描述", "诉求描述", "事项描述", "内容描述", "主要内容",
            "workordercontent", "appealContent", "content", "description"),
        new(Time, "受理时间", "来电时间", "登记时间", "诉求时间", "acceptTime", "registerTime", "appealTime", "createTime"),
        new("sentAt", "派单时间", "下派时间", "转办时间", "交办时间", "dispatchtime", "sendTime"),
        new(Due, "办理时限", "办结时限", "处理时限", "要求办结时间", "办结期限", "截止时间", "到期时间", "限办时间",
            "expectedDeadline", "processlimited", "deadline", "dueTime", "limitTime"),
        new(Type, "诉求类型", "工单类型", "诉求类别", "appealType", "workordertype", "requestType"),
        new(Category, "事项分类编码", "分类编码", "事项编码", "categoryCode", "classCode"),
        new(CategoryName, "事项分类", "诉求分类", "内容分类", "问题分类", "归口分类", "事项分类名称", "categoryName", "className"),
        new(Area, "属地", "所属社区", "所属区域", "所属街道", "社区", "area", "areaCode", "region", "community"),
        new(Place, "事发地址", "事发地点", "诉求地址", "问题地址", "发生地址", "发生地点", "详细地址", "地址", "incidentAddress", "address"),
        new(Longitude, "经度", "lon", "lng"),
        new(Latitude, "纬度", "lat"),
        new(Name, "诉求人姓名", "来电人姓名", "市民姓名", "诉求人", "来电人", "反映人", "联系人", "姓名", "callerName", "contactName"),
        new("gender", "性别", "sex"),
        new(Phone, "联系电话", "来电号码", "联系方式", "联系号码", "手机号码", "手机号", "电话", "contactPhone", "callerPhone", "mobile", "tel"),
        new(Protected, "是否保密", "信息保密", "保密", "isSecret", "confidential", "secret"),
        new(Respondent, "被反映对象", "被反映单位", "被投诉单位", "被诉主体", "respondentName"),
        new(Urgent, "紧急程度", "是否紧急", "工单级别", "urgencyLevel", "emergency", "priority"),
        new(Body, "建议承办单位", "承办单位", "主办单位", "assignedDept", "suggestedDept", "handleDept"),
        new("assist", "协办单位", "主办协办", "coDept"),
        new("source", "来源", "工单来源", "诉求来源", "channel", "sourceType"),
        new("repeated", "是否重复", "isRepeat", "duplicate"),
        new(Related, "关联工单号", "关联工单", "relatedOrder", "relatedCode"),
        new(Opinion, "派单意见", "交办意见", "转办意见", "dispatchOpinion", "opinion"),
        new("remark", "备注", "note", "memo"),
        new(Attachments, "附件", "附件地址", "图片", "照片", "attachmentUrls", "files", "fileUrls"),
        new("state", "状态", "工单状态", "status", "workorderstate"),
    ];

    /// <summary>Finds them among headings; what a household form asks too much is never read.</summary>
    public static SheetGuide Guide { get; } = new(All, NotHeldHeadings.Parts);

    /// <summary>Takes a pasted block apart by the same names; the longest name wins.</summary>
    public static LabelledText Labels { get; } = new(All.SelectMany(field => field.Names));

    public static bool Is(string key) => All.Any(field => field.Key == key);
}
