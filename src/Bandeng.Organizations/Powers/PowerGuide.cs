using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Organizations.Powers;

/// <summary>How offices head the columns of a catalogue of powers.</summary>
internal static class PowerGuide
{
    public const string Name = "name";
    public const string Class = "class";
    public const string Department = "department";
    public const string From = "valid_from";
    public const string To = "valid_to";
    public const string Basis = "basis";
    public const string Categories = "categories";

    public static SheetGuide All { get; } = new(
        [
            new(AreaGuide.Code, "承接区划代码", "区划代码"),
            new(AreaGuide.Town, "承接街道", "承接镇街", "承接乡镇", "承接单位", "街道", "乡镇"),
            new(Name, "事项名称", "权力名称", "赋权事项", "事项", "职权名称"),
            new(Class, "类别", "权力类别", "权力类型", "事项类型", "职权类别"),
            new(Department, "原实施部门", "原实施主体", "部门", "主管部门", "赋权部门"),
            new(From, "下放日期", "赋权日期", "开始日期", "承接日期", "生效日期"),
            new(To, "收回日期", "结束日期", "截止日期"),
            new(Basis, "依据", "下放依据", "文件依据", "设定依据", "文号"),
            new(Categories, "事项分类", "诉求类别", "绑定类别"),
        ],
        []);

    private static readonly Dictionary<string, PowerClass> Known = new()
    {
        ["许可"] = PowerClass.Permit,
        ["处罚"] = PowerClass.Penalty,
        ["强制"] = PowerClass.Coercion,
        ["检查"] = PowerClass.Inspection,
        ["确认"] = PowerClass.Confirmation,
        ["给付"] = PowerClass.Payment,
        ["其他"] = PowerClass.Other,
    };

    /// <summary>行政许可, 许可类 and 许可 are one; null: unknown.</summary>
    public static PowerClass? ClassOf(string words) =>
        Known.Where(known => words.Contains(known.Key, StringComparison.Ordinal))
            .Select(known => (PowerClass?)known.Value).FirstOrDefault();
}
