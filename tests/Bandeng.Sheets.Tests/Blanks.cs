using System.IO.Compression;
using Bandeng.Sheets.Demo;
using NPOI.HSSF.UserModel;
using NPOI.SS.UserModel;
using NPOI.SS.Util;
using static Bandeng.Sheets.Demo.BlankStyle;

namespace Bandeng.Sheets.Tests;

/// <summary>Blank tables as offices draw them.</summary>
internal static class Blanks
{
    /// <summary>
    /// Two lines of head, formulas beside and below, merged cells in each row, a foot, head repeated in print.
    /// </summary>
    public static byte[] Rich => new BlankBook("台账") { Repeated = "3:4" }
        .Widths(6, 30, 12, 16, 22, 16, 18, 10, 10, 10, 12)
        .Put("A1:K1", "街道台账（    年   月）", Title)
        .Put("A2:C2", "填报单位：", Line).Put("D2:E2", "填报人：          审核人：", Line).Put("F2:K2", "填报日期：    年   月   日", Line)
        .Put("A3:A4", "序号", Head).Put("B3:B4", "诉求标题", Head).Put("C3:E3", "户主", Head)
        .Put("C4", "姓名", Head).Put("D4", "联系电话", Head).Put("E4", "身份证号", Head)
        .Put("F3:F4", "受理时间", Head).Put("G3:G4", "办结时间", Head).Put("H3:H4", "人口数（人）", Head)
        .Put("I3:I4", "民族", Head).Put("J3:J4", "加倍", Head).Put("K3:K4", "办结率", Head)
        .Lines(5, 7, Body, Body, Body, Body, Body, Day, Day, Body, Body, Body, Body)
        .Put("J5", "=H5*2").Put("J6", "=H6*2").Put("J7", "=H7*2")
        .Put("A8:G8", "合计", Head).Put("H8", "=SUM(H5:H7)", Head)
        .Put("I8", "", Head).Put("J8", "=SUM(J5:J7)", Head).Put("K8", "", Head)
        .Put("A9:K9", "负责人签字：              盖章：", Line)
        .ToArray();

    /// <summary>A cross table that lists its rows already.</summary>
    public static byte[] Listed => new BlankBook("统计表")
        .Put("A1:C1", "统计表", Title).Put("A2", "社区", Head).Put("B2", "人口数", Head).Put("C2", "办结率", Head)
        .Put("A3", "街心社区").Put("B3", "").Put("C3", "", Share).Put("A4", "不在册社区").Put("B4", "").Put("C4", "", Share)
        .Put("A5", "合计", Head).Put("B5", "", Head).Put("C5", "", Share)
        .ToArray();

    /// <summary>A form with its headings beside the cells.</summary>
    public static byte[] Beside => new BlankBook("基本情况")
        .Widths(12, 14, 10, 14, 10)
        .Put("A1:E1", "社区基本情况表", Title)
        .Put("A2:B2", "填报单位：", Line).Put("D2:E2", "填报日期：    年   月   日", Line)
        .Put("A3", "社区名称", Head).Put("B3:E3", "", Body)
        .Put("A4:A5", "基本情况", Head).Put("B4", "人口数", Head)
        .Put("C4", "", Body).Put("D4", "办结率（%）", Head).Put("E4", "", Body)
        .Put("B5", "总件数", Head).Put("C5", "", Body).Put("D5", "民族", Head).Put("E5", "", Body)
        .Put("A6", "备用", Head).Put("B6:E6", "", Body)
        .Put("A7", "填报人", Line).Put("B7", "", Line)
        .ToArray();

    /// <summary>The same office's table as .xls.</summary>
    public static byte[] Xls(Action<HSSFWorkbook>? change = null)
    {
        var book = new HSSFWorkbook();
        var sheet = book.CreateSheet("台账");
        var lined = book.CreateCellStyle();
        lined.BorderBottom = lined.BorderTop = lined.BorderLeft = lined.BorderRight = BorderStyle.Thin;
        var day = book.CreateCellStyle();
        day.CloneStyleFrom(lined);
        day.DataFormat = book.CreateDataFormat().GetFormat("yyyy\"年\"m\"月\"d\"日\"");
        string[] head = ["序号", "标题", "姓名", "联系电话", "身份证号", "受理时间", "人口数", "宗教信仰", "加倍"];
        Row(sheet, 0, lined, ["诉求台账"]);
        sheet.AddMergedRegion(new CellRangeAddress(0, 0, 0, 8));
        Row(sheet, 1, lined, ["填报单位：", "", "", "填报日期：  年  月  日"]);
        Row(sheet, 2, lined, head);
        for (var at = 3; at <= 5; at++)
        {
            var row = Row(sheet, at, lined, ["", "", "", "", "", "", "", "", ""]);
            row.GetCell(5).CellStyle = day;
            row.GetCell(8).SetCellFormula($"G{at + 1}*2");
        }

        var total = Row(sheet, 6, lined, ["合计", "", "", "", "", "", "", "", ""]);
        total.GetCell(6).SetCellFormula("SUM(G4:G6)");
        Row(sheet, 7, lined, ["审核人："]);
        sheet.SetColumnWidth(1, 40 * 256);
        sheet.PrintSetup.Landscape = true;
        sheet.RepeatingRows = new CellRangeAddress(2, 2, -1, -1);
        change?.Invoke(book);
        using var target = new MemoryStream();
        book.Write(target);
        return target.ToArray();
    }

    /// <summary>The zip again with parts put in or replaced.</summary>
    public static byte[] With(byte[] book, params (string Name, byte[] Bytes)[] parts)
    {
        using var whole = new MemoryStream();
        whole.Write(book);
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                zip.GetEntry(name)?.Delete();
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(bytes);
            }
        }

        return whole.ToArray();
    }

    public static string Part(byte[] book, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static IRow Row(ISheet sheet, int at, ICellStyle style, string[] texts)
    {
        var row = sheet.CreateRow(at);
        foreach (var (column, text) in texts.Index())
        {
            var cell = row.CreateCell(column);
            cell.CellStyle = style;
            if (text.Length > 0)
            {
                cell.SetCellValue(text);
            }
        }

        return row;
    }
}
