using System.Diagnostics;
using Bandeng.Testing;

namespace Bandeng.Sheets.Tests;

/// <summary>What is filled and what the product hands out, opened by the program that offices open it with.</summary>
public sealed class LibreOfficeTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly SemaphoreSlim Once = new(1);
    private static Dictionary<string, List<LibreOffice.Sheet>>? _read;

    [Fact]
    public async Task A_filled_table_has_its_texts_as_texts_its_days_as_days_and_its_look()
    {
        var sheet = (await ReadAsync())["rich.xlsx"][0];
        Assert.Equal(("string", "街道台账（2026年6月）", 11), (sheet["A1"].Type, sheet["A1"].Value, sheet["A1"].Across));
        Assert.Equal("填报单位：街心社区", sheet["A2"].Value);
        Assert.Equal((3, 1), (sheet["C3"].Across, sheet["C3"].Down));
        foreach (var row in new[] { 5, 7, 8, 34 })
        {
            Assert.Equal(("float", $"{row - 4}"), (sheet[$"A{row}"].Type, sheet[$"A{row}"].Value));
            Assert.Equal(("string", $"=第{row - 4}件，“引号”<尖>&"), (sheet[$"B{row}"].Type, sheet[$"B{row}"].Value));
            Assert.Equal(("string", PlainSource.Phone), (sheet[$"D{row}"].Type, sheet[$"D{row}"].Value));
            Assert.Equal(("string", PlainSource.IdNumber), (sheet[$"E{row}"].Type, sheet[$"E{row}"].Value));
            Assert.Equal(
                ("date", "2026-06-05", "2026年6月5日"),
                (sheet[$"F{row}"].Type, sheet[$"F{row}"].Value, sheet[$"F{row}"].Shown));
            Assert.Equal(("date", "2026-06-05T18:30:00"), (sheet[$"G{row}"].Type, sheet[$"G{row}"].Value));
            Assert.Equal("", sheet[$"I{row}"].Value);
            Assert.Equal(("float", $"{(row - 4) * 2}"), (sheet[$"J{row}"].Type, sheet[$"J{row}"].Value));
            Assert.Equal("percentage", sheet[$"K{row}"].Type);
        }

        Assert.Equal(("合计", 7), (sheet["A35"].Value, sheet["A35"].Across));
        Assert.Equal(("465", "930"), (sheet["H35"].Value, sheet["J35"].Value));
        Assert.StartsWith("负责人签字：", sheet["A36"].Value, StringComparison.Ordinal);
        Assert.Equal((true, 2), (sheet.IsLandscape, sheet.RepeatedRows));
        Assert.NotEqual(sheet.Widths[0], sheet.Widths[1]);
    }

    [Fact]
    public async Task An_xls_comes_back_as_xls_with_the_same_care()
    {
        var sheet = (await ReadAsync())["office.xls"][0];
        Assert.Equal(9, sheet["A1"].Across);
        Assert.Equal("填报单位：街心社区", sheet["A2"].Value);
        Assert.Equal("填报日期：2026年7月3日", sheet["D2"].Value);
        foreach (var row in new[] { 4, 6, 7, 33 })
        {
            Assert.Equal(("float", $"{row - 3}"), (sheet[$"A{row}"].Type, sheet[$"A{row}"].Value));
            Assert.Equal(("string", PlainSource.IdNumber), (sheet[$"E{row}"].Type, sheet[$"E{row}"].Value));
            Assert.Equal(("string", PlainSource.Phone), (sheet[$"D{row}"].Type, sheet[$"D{row}"].Value));
            Assert.Equal(("date", "2026年6月5日"), (sheet[$"F{row}"].Type, sheet[$"F{row}"].Shown));
            Assert.Equal($"{(row - 3) * 2}", sheet[$"I{row}"].Value);
            Assert.Equal("", sheet[$"H{row}"].Value);
        }

        Assert.Equal(("合计", "465"), (sheet["A34"].Value, sheet["G34"].Value));
        Assert.Equal("审核人：", sheet["A35"].Value);
        Assert.Equal((true, 1), (sheet.IsLandscape, sheet.RepeatedRows));
    }

    [Fact]
    public async Task A_table_that_lists_its_rows_is_filled_where_they_stand()
    {
        var sheet = (await ReadAsync())["listed.xlsx"][0];
        Assert.Equal(("1", "percentage", "0.956"), (sheet["B3"].Value, sheet["C3"].Type, sheet["C3"].Value));
        Assert.Equal(("不在册社区", ""), (sheet["A4"].Value, sheet["B4"].Value));
        Assert.Equal(("合计", "6"), (sheet["A5"].Value, sheet["B5"].Value));
    }

    [Fact]
    public async Task Cells_beside_their_headings_are_filled_with_totals_and_numbers()
    {
        var sheet = (await ReadAsync())["beside.xlsx"][0];
        Assert.Equal("街心社区", sheet["B3"].Value);
        Assert.Equal(("6", "95.6", "3"), (sheet["C4"].Value, sheet["E4"].Value, sheet["C5"].Value));
        Assert.Equal(("", "", "陈志远"), (sheet["E5"].Value, sheet["B6"].Value, sheet["B7"].Value));
        Assert.Equal("填报单位：街心社区", sheet["A2"].Value);
    }

    [Fact]
    public async Task What_desk_figures_and_register_hand_out_opens_with_types_and_Chinese_intact()
    {
        var read = await ReadAsync();
        var desk = read["desk.xlsx"][0];
        Assert.Equal(("float", "1"), (desk["A2"].Type, desk["A2"].Value));
        Assert.Equal("string", desk["E2"].Type);
        Assert.StartsWith("431302001001", desk["E2"].Value, StringComparison.Ordinal);
        Assert.Equal("date", desk["N2"].Type);
        Assert.Contains(
            desk.Rows,
            row =>
                row.Any(cell =>
                    cell.Type == "string" && cell.Value.Any(letter => letter is >= '\u4e00' and <= '\u9fff')));
        var figures = read["figures.xlsx"][0];
        Assert.Contains(
            figures.Rows.Skip(1), row => row[0].Type == "string" && row.Skip(1).Any(cell => cell.Type == "float"));
        var places = read["places.xlsx"][0];
        Assert.Contains(
            places.Rows.Skip(1),
            row =>
                row.Any(cell => cell is { Type: "string", Value: [>= '0' and <= '9', ..] } && cell.Value.Length == 18));
        Assert.Contains(places.Rows.Skip(1), row => row.Any(cell => cell.Type == "float"));
        var burden = read["burden.xlsx"][0];
        Assert.Contains(burden.Rows.Skip(1), row => row[0].Value == "诉求办理台账" && row[2].Type == "float");
        foreach (var (csv, xlsx) in new[] { ("desk2.csv", desk), ("places2.csv", places) })
        {
            // The same columns, the same Chinese; what kind a cell is, CSV cannot say.
            Assert.Equal(
                xlsx.Rows[0].Where(cell => cell.Value.Length > 0).Select(cell => cell.Value),
                read[csv][0].Rows[0].Where(cell => cell.Value.Length > 0).Select(cell => cell.Value));
            Assert.Equal(xlsx["C2"].Value, read[csv][0]["C2"].Value);
        }
    }

    [Fact]
    public async Task Ten_thousand_rows_are_filled_quickly()
    {
        await Plain.FillAsync(Blanks.Rich, 10);
        var watch = Stopwatch.StartNew();
        var (bytes, told) = await Plain.FillAsync(Blanks.Rich, 10_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"xlsx: 10,000 rows of 11 columns in {watch.ElapsedMilliseconds} ms, {bytes.Length >> 10} kB");
        Assert.Equal(10_000, told[0].Rows);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
        watch.Restart();
        var (old, _) = await Plain.FillAsync(Blanks.Xls(), 10_000);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"xls: 10,000 rows of 9 columns in {watch.ElapsedMilliseconds} ms, {old.Length >> 10} kB");
        Assert.Equal("合计", Plain.Open(bytes).Sheets[0].At(10_005, 1).Text);
        Assert.Equal("合计", Plain.Open(old).Sheets[0].At(10_004, 1).Text);
    }

    private async Task<Dictionary<string, List<LibreOffice.Sheet>>> ReadAsync()
    {
        await Once.WaitAsync();
        try
        {
            return _read ??= await LibreOffice.ReadAsync(new Dictionary<string, byte[]>
            {
                ["rich.xlsx"] = (await Plain.FillAsync(Blanks.Rich, 30)).Bytes,
                ["office.xls"] = (await Plain.FillAsync(Blanks.Xls(), 30)).Bytes,
                ["beside.xlsx"] = (await Plain.FillAsync(Blanks.Beside, 3)).Bytes,
                ["listed.xlsx"] = (await Plain.FillAsync(Blanks.Listed, 3)).Bytes,
                ["desk.xlsx"] = await FileAsync("clerk", "/desk/export.xlsx?show=All"),
                ["desk2.csv"] = await FileAsync("clerk", "/desk/export.csv?show=All"),
                ["figures.xlsx"] = await FileAsync("leader", "/figures/table.xlsx?by=Area&period=2026"),
                ["places.xlsx"] = await FileAsync("clerk", "/registry/places.xlsx"),
                ["places2.csv"] = await FileAsync("clerk", "/registry/places.csv"),
                ["burden.xlsx"] = await FileAsync("town", "/sheets/burden.xlsx?from=2026-04-01&to=2026-06-30"),
            });
        }
        finally
        {
            Once.Release();
        }
    }

    private async Task<byte[]> FileAsync(string who, string address) =>
        await (await site.VisitorAsync(who)).GetByteArrayAsync(address);
}
