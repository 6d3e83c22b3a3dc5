using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Workforce;

/// <summary>How offices head the columns of lists of workers and of pay.</summary>
internal static class WorkerGuide
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Born = "born_year";
    public const string Schooling = "schooling";
    public const string From = "employed_from";
    public const string To = "employed_to";
    public const string Month = "month";

    private static readonly string[] Dropped = [.. NotHeldHeadings.Parts, "身份证"];

    private static readonly SheetField[] Who =
    [
        new(AreaGuide.Code, "区划代码", "社区编码"),
        new(AreaGuide.Town, "街道", "乡镇", "镇街"),
        new(AreaGuide.Community, "社区", "村", "村社区", "工作单位"),
        new(Name, "姓名", "人员姓名"),
        new(Phone, "电话", "联系电话", "手机"),
    ];

    public static SheetGuide Workers { get; } = new(
        [
            .. Who, new(Born, "出生年", "出生年份", "出生年月", "出生日期"), new(Schooling, "学历", "文化程度"),
            new(From, "入职日期", "任职日期", "上岗日期"), new(To, "离职日期", "离任日期"),
        ],
        Dropped);

    public static SheetGuide Pay { get; } = new(
        [
            .. Who, new(Month, "月份", "年月", "工资月份"),
            new(nameof(PayPart.Base), "基本报酬", "基本工资", "基础报酬"), new(nameof(PayPart.Performance), "绩效报酬", "绩效工资", "绩效"),
            new(nameof(PayPart.Tenure), "工龄补贴", "任职年限补贴", "工龄"), new(nameof(PayPart.Pension), "养老保险", "养老保险补贴", "社保补贴"),
            new(nameof(PayPart.Reward), "集体经济奖励", "集体经济发展奖励", "集体收入奖励", "奖励"),
        ],
        Dropped);

    private static readonly (string Word, Schooling Schooling)[] Known =
    [
        ("研究生", Workforce.Schooling.Master), ("硕士", Workforce.Schooling.Master), ("博士", Workforce.Schooling.Master),
        ("本科", Workforce.Schooling.Bachelor), ("学士", Workforce.Schooling.Bachelor), ("大专", Workforce.Schooling.College),
        ("专科", Workforce.Schooling.College), ("高职", Workforce.Schooling.College), ("高中", Workforce.Schooling.High),
        ("中专", Workforce.Schooling.High), ("中职", Workforce.Schooling.High), ("职高", Workforce.Schooling.High),
        ("初中", Workforce.Schooling.Middle), ("小学", Workforce.Schooling.Primary),
    ];

    /// <summary>What offices call it; null: unknown.</summary>
    public static Schooling? SchoolingOf(string words) => Known
        .Where(known => words.Contains(known.Word, StringComparison.Ordinal))
        .Select(known => (Schooling?)known.Schooling).FirstOrDefault();
}
