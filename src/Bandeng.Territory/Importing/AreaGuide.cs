using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Territory;

/// <summary>Where a row of a list says that something is; what it does not tell is empty.</summary>
public sealed record AreaWords(string Code, string Town, string Community, string Grid, string Estate, string Building);

/// <summary>How offices head the columns that say to which area a row belongs.</summary>
public static class AreaGuide
{
    public const string Code = "area_code";
    public const string Town = "town";
    public const string Community = "community";
    public const string Grid = "grid";
    public const string Estate = "estate";
    public const string Building = "building";

    public static IReadOnlyList<SheetField> Fields { get; } =
    [
        new(Code, "区划代码", "行政区划代码", "社区编码", "属地编码", "区域编码", "community_code"),
        new(Town, "街道", "乡镇", "街道乡镇", "镇街", "所属街道", "所在街道", "所属乡镇", "所在乡镇"),
        new(Community, "社区", "村", "村社区", "村居", "社区名称", "所属社区", "所在社区", "所属村", "所在村", "village"),
        new(Grid, "网格", "网格名称", "所属网格", "所在网格", "网格编号", "网格号"),
        new(Estate, "小区", "小区名称", "所属小区", "所在小区", "院落", "屋场"),
        new(Building, "楼栋", "楼栋名称", "楼栋号", "楼号", "负责楼栋", "所属楼栋", "所在楼栋", "幢号", "栋号", "楼幢", "栋"),
    ];

    public static AreaWords Read(SheetTable table, SheetRow row)
    {
        string At(string key) => table.At(row, key).Text.TrimStart('\'').Trim();
        return new(At(Code), At(Town), At(Community), At(Grid), At(Estate), At(Building));
    }
}
