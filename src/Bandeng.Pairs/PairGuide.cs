using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Pairs;

/// <summary>How offices head the columns of a list of pairs: a row a place in a pair.</summary>
internal static class PairGuide
{
    public const string Kind = "kind";
    public const string Slot = "slot";
    public const string Who = "who";
    public const string Phone = "phone";
    public const string Purpose = "purpose";
    public const string From = "valid_from";
    public const string To = "valid_to";

    public static SheetGuide All { get; } = new(
        [
            new(AreaGuide.Code, "区划代码", "社区编码"),
            new(AreaGuide.Town, "街道", "乡镇", "镇街"),
            new(AreaGuide.Community, "社区", "村", "村社区", "联系村", "薄弱村", "牵头村", "社区名称"),
            new(Kind, "结对类型", "类型", "结对方式"),
            new(Slot, "结对角色", "角色", "位置", "身份"),
            new(Who, "结对对象", "名称", "姓名", "单位", "结对单位", "联建村"),
            new(Phone, "电话", "联系电话", "手机"),
            new(Purpose, "结对目的", "目的", "帮扶内容", "任务"),
            new(From, "结对日期", "开始日期", "结对时间"),
            new(To, "结束日期", "到期日期"),
        ],
        ["民族", "宗教", "信仰", "政治面貌", "身份证"]);
}
