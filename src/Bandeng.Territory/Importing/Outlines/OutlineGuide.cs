using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Importing.Buildings;

namespace Bandeng.Territory.Importing.Outlines;

/// <summary>How offices call the attributes of outlines; XZQDM and XZQMC are those of the land survey.</summary>
internal static class OutlineGuide
{
    public const string Code = "code";
    public const string Around = "town";
    public const string Name = "name";

    public static SheetGuide All { get; } = new(
        [
            new(Code, "代码", "编码", "区划代码", "行政区划代码", "统计用区划代码", "社区编码", "社区代码", "村编码", "村代码",
                "网格编码", "网格代码", "area_code", "village_code", "adcode", "xzqdm"),
            new(Around, "街道", "乡镇", "镇街", "街道乡镇", "所属街道", "所属乡镇", "上级", "parent"),
            new(Name, "名称", "社区", "村", "村社区", "社区名称", "村名称", "区划名称", "行政区名称", "网格名称", "village", "area_name", "xzqmc"),
            ToldShape.Field,
        ],
        ["民族", "宗教", "政治面貌"]);
}
