using static Bandeng.Sheets.Demo.BlankStyle;

namespace Bandeng.Sheets.Demo;

/// <summary>Four invented tables as a street sends them down.</summary>
internal static class DemoBlanks
{
    /// <summary>
    /// 诉求办理台账: a head of two lines, the form's lines above and below, landscape, head repeated on each page.
    /// </summary>
    public static byte[] Matters => new BlankBook("台账") { Repeated = "3:4" }
        .Widths(6, 24, 36, 10, 14, 12, 18, 14, 18, 8, 24, 10)
        .Put("A1:L1", "诉求办理台账（    年   月）", Title)
        .Put("A2:D2", "填报单位：", Line).Put("E2:G2", "填报人：", Line)
        .Put("H2:I2", "审核人：", Line).Put("J2:L2", "填报日期：    年   月   日", Line)
        .Put("A3:A4", "序号", Head).Put("B3:B4", "标题", Head).Put("C3:C4", "诉求内容", Head).Put("D3:E3", "诉求人", Head)
        .Put("D4", "姓名", Head).Put("E4", "联系电话", Head).Put("F3:F4", "社区", Head)
        .Put("G3:G4", "受理时间", Head).Put("H3:H4", "承办单位", Head)
        .Put("I3:K3", "办理情况", Head).Put("I4", "办结时间", Head)
        .Put("J4", "是否办结", Head).Put("K4", "办理结果", Head).Put("L3:L4", "备注", Head)
        .Lines(5, 9, Body, Body, Body, Body, Text, Body, Day, Body, Day, Body, Body, Body)
        .Put("A10:L10", "注：本表每月 5 日前报街道。", Line)
        .ToArray();

    /// <summary>重点诉求周报表: much of what the monthly one asks, asked again.</summary>
    public static byte[] Weekly => new BlankBook("周报")
        .Widths(6, 30, 10, 14, 14, 18, 8, 14)
        .Put("A1:H1", "重点诉求周报表", Title)
        .Put("A2:D2", "填报单位：", Line).Put("E2:H2", "填报人：", Line)
        .Put("A3", "序号", Head).Put("B3", "诉求标题", Head).Put("C3", "诉求人", Head)
        .Put("D3", "联系电话", Head).Put("E3", "承办单位", Head)
        .Put("F3", "办结时间", Head).Put("G3", "是否办结", Head).Put("H3", "备注", Head)
        .Lines(4, 6, Body, Body, Body, Text, Body, Day, Body, Body)
        .ToArray();

    /// <summary>诉求办理情况统计表: figures by community, with a line of totals that the table computes itself.</summary>
    public static byte[] Figures => new BlankBook("统计表")
        .Widths(18, 12, 12, 12, 14, 12, 12)
        .Put("A1:G1", "诉求办理情况统计表", Title)
        .Put("A2:C2", "填报单位：", Line).Put("D2:E2", "统计时段：", Line).Put("F2:G2", "填报人：", Line)
        .Put("A3:A4", "社区", Head).Put("B3:B4", "登记件数", Head)
        .Put("C3:D3", "办结", Head).Put("C4", "办结件数", Head).Put("D4", "办结率", Head)
        .Put("E3:E4", "按期办结率", Head).Put("F3:F4", "解决率", Head).Put("G3:G4", "满意率", Head)
        .Lines(5, 6, Body, Body, Body, Share, Share, Share, Share)
        .Put("A7", "合计", Head).Put("B7", "=SUM(B5:B6)", Head).Put("C7", "=SUM(C5:C6)", Head)
        .Put("D7", "", Share).Put("E7", "", Share).Put("F7", "", Share).Put("G7", "", Share)
        .ToArray();

    /// <summary>房屋和户籍台账: numbers of persons, and a column that is not held here.</summary>
    public static byte[] Dwellings => new BlankBook("房屋台账")
        .Widths(6, 14, 10, 8, 8, 10, 14, 22, 8, 8, 10, 12)
        .Put("A1:L1", "房屋和户籍台账", Title)
        .Put("A2:F2", "填报单位：", Line).Put("G2:L2", "填报人：          填报日期：    年   月   日", Line)
        .Put("A3", "序号", Head).Put("B3", "小区", Head).Put("C3", "楼栋", Head)
        .Put("D3", "单元", Head).Put("E3", "房号", Head).Put("F3", "户主姓名", Head)
        .Put("G3", "联系电话", Head).Put("H3", "身份证号", Head).Put("I3", "民族", Head)
        .Put("J3", "人口数", Head).Put("K3", "建筑面积（㎡）", Head).Put("L3", "房屋用途", Head)
        .Lines(4, 6, Body, Body, Body, Text, Text, Body, Text, Text, Body, Body, Body, Body)
        .Put("A7:I7", "合计", Head).Put("J7", "", Head).Put("K7", "", Head).Put("L7", "", Head)
        .ToArray();
}
