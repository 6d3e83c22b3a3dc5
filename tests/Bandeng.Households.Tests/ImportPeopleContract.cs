using System.Globalization;
using System.IO.Compression;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Secrets;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>What bringing in people must do on whichever database the site runs on.</summary>
public abstract class ImportPeopleContract(Engine engine) : IAsyncLifetime
{
    private const string Header = "社区,小区,楼栋,单元,房号,姓名,身份证号,性别,出生日期,联系电话,与户主关系\n";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Wang = People.Number("431302", new DateOnly(1956, 7, 12), 3);
    private static readonly string Li = People.Number("431302", new DateOnly(1958, 2, 1), 4);

    private HouseholdSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await HouseholdSite.StartAsync(engine);

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_list_makes_households_and_people_and_run_again_changes_nothing()
    {
        var list = Header
            + $"街心,桥头小区,5栋,1单元,301室,王大山,{Wang},男,1956.7.12,13900000001,户主\n"
            + $"街心,桥头小区,5栋,1单元,301室,李小花,{Li},女,1958年2月1日,,配偶\n"
            + "贤童,,1号楼,,201,小宝,,男,20200101,,户主\n";

        var done = await _site.PeopleAsync(list);

        Assert.Equal(new ImportReport(3, 0, 0, 0), done.Report);
        Assert.Equal((0, 2, 0), (done.Moved, done.Households, done.Doors));
        Assert.Equal(new ImportReport(0, 0, 3, 0), (await _site.PeopleAsync(list)).Report);
        Assert.Equal(3, await _site.CountAsync("select count(*) from household_members where valid_to is null"));
        Assert.Equal(2, await _site.CountAsync("select count(*) from trail_events where action = 'resident.import'"));
    }

    [Fact]
    public async Task Numbers_and_telephones_lie_closed_and_are_found_by_keyed_hash()
    {
        await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,139 0000 0001,户主\n");

        var row = (await _site.RowsAsync<Closed>("select id_number, id_fingerprint, phone, phone_fingerprint from residents"))[0];
        await using var act = _site.Scope();
        var box = act.ServiceProvider.GetRequiredService<SecretBox>();
        Assert.DoesNotContain(Wang, row.IdNumber, StringComparison.Ordinal);
        Assert.Equal((Wang, "13900000001"), (box.Unprotect(row.IdNumber), box.Unprotect(row.Phone)));
        Assert.Equal(
            (box.Fingerprint(Wang), box.Fingerprint("13900000001")), (row.IdFingerprint, row.PhoneFingerprint));
        var facts =
            (await _site.RowsAsync<string>("select facts from trail_events where action = 'resident.import'"))[0];
        Assert.DoesNotContain("王", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_closes_the_old_and_opens_the_new_and_the_last_one_out_closes_the_household()
    {
        await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n街心,桥头小区,5栋,1,302,李小花,{Li},,,,户主\n");
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(30));

        var done = await _site.PeopleAsync(Header + $"贤童,,1号楼,,201,王大山,{Wang},,,,户主\n");

        Assert.Equal((new ImportReport(0, 1, 0, 0), 1), (done.Report, done.Moved));
        Assert.Equal(2, await _site.CountAsync("select count(*) from household_members where valid_to is null"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from household_members where valid_to = '2026-07-01'"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from households where valid_to = '2026-07-01'"));
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_nothing_is_half_applied()
    {
        var list = Header + $"街心,桥头小区,5栋,1,303,王大山,{Wang},,,,户主\n街心,桥头小区,9栋,1,301,李小花,{Li},,,,户主\n";

        var dry = await _site.PeopleAsync(list, dryRun: true);

        Assert.Equal((new ImportReport(1, 0, 0, 1), 1, 1), (dry.Report, dry.Households, dry.Doors));
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents"));
        Assert.Equal(4, await _site.CountAsync("select count(*) from dwellings"));
        Assert.Equal(dry.Report, (await _site.PeopleAsync(list)).Report);
        Assert.Equal(5, await _site.CountAsync("select count(*) from dwellings"));
    }

    [Theory]
    [InlineData("4.31302E+17", "「身份证号」", "表格软件改坏")]
    [InlineData("431302195607120000", "「身份证号」", "表格软件改坏")]
    [InlineData("431302560712001", "「身份证号」", "15 位")]
    [InlineData("43130219560712", "「身份证号」", "18 位")]
    [InlineData("431302195613120017", "「身份证号」", "生日不存在")]
    [InlineData("43130219560712001Y", "「身份证号」", "字符")]
    public async Task A_spoiled_number_is_recognised_and_never_guessed(string number, string column, string reason)
    {
        var done = await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{number},,,,\n");

        await RefusedAsync(done, 2, column, reason);
    }

    [Fact]
    public async Task What_loses_nothing_is_mended()
    {
        var x = People.WithX("431302", new DateOnly(1960, 1, 1));
        var spaced = string.Join(' ', x.ToLowerInvariant().Chunk(6).Select(part => new string(part)));

        Assert.Equal(1, (await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,'{spaced},,,,\n")).Report.Added);
        Assert.Equal(1, (await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{x},,,,\n")).Report.Unchanged);
    }

    [Theory]
    [InlineData("{0},女,,,", "「性别」", "对不上")]
    [InlineData("{0},男,1956-07-13,,", "「出生日期」", "对不上")]
    [InlineData("{0},男,56.7.12,,", "「出生日期」", "看不出")]
    [InlineData("{0},,,12345,", "「联系电话」", "11 位")]
    [InlineData("{1},,,,", "「身份证号」", "校验码")]
    public async Task What_does_not_agree_is_refused(string fields, string column, string reason)
    {
        var wrong = string.Concat(Wang.AsSpan(0, 17), Wang[17] == '1' ? "2" : "1");
        var row = string.Format(CultureInfo.InvariantCulture, fields, Wang, wrong);

        await RefusedAsync(await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{row}\n"), 2, column, reason);
    }

    [Fact]
    public async Task One_person_in_two_households_or_twice_is_named_with_the_other_row()
    {
        var row = $"王大山,{Wang},,,,户主\n";

        var done = await _site.PeopleAsync(
            Header + "街心,桥头小区,5栋,1,301," + row + "街心,桥头小区,5栋,1,302," + row + "街心,桥头小区,5栋,1,301," + row);

        Assert.Equal(new ImportReport(1, 0, 0, 2), done.Report);
        var text = await File.ReadAllTextAsync(done.RefusedPath!, None);
        Assert.Contains("写在两户里，另一处在第 2 行", text, StringComparison.Ordinal);
        Assert.Contains("写了两次，另一处在第 2 行", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_on_file_under_another_name_is_refused()
    {
        await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n");

        await RefusedAsync(
            await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大川,{Wang},,,,户主\n"), 2, "「姓名」", "另一个姓名");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_refused_row_leaves_neither_a_household_nor_a_door(bool isHouseholds, bool dryRun)
    {
        var header = isHouseholds ? "社区,小区,楼栋,单元,房号,户主姓名,户主身份证号\n" : "社区,小区,楼栋,单元,房号,姓名,身份证号\n";
        var twice = header + $"街心,桥头小区,5栋,1,501,王大山,{Wang}\n街心,桥头小区,5栋,1,502,王大山,{Wang}\n";
        var renamed = header + $"街心,桥头小区,5栋,1,503,王大川,{Wang}\n";

        var first = await _site.ImportAsync(new(HouseholdSite.Write(twice), isHouseholds, DryRun: dryRun));
        await _site.ImportAsync(new(HouseholdSite.Write(twice), isHouseholds));
        var second = await _site.ImportAsync(new(HouseholdSite.Write(renamed), isHouseholds, DryRun: dryRun));

        Assert.Equal((new ImportReport(1, 0, 0, 1), 1, 1), (first.Report, first.Households, first.Doors));
        Assert.Equal((new ImportReport(0, 0, 0, 1), 0, 0), (second.Report, second.Households, second.Doors));
        Assert.Equal(1, await _site.CountAsync("select count(*) from households"));
        Assert.Equal(5, await _site.CountAsync("select count(*) from dwellings"));
    }

    [Fact]
    public async Task Of_two_heads_of_one_household_the_second_is_refused_with_the_row_of_the_first()
    {
        var done = await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n街心,桥头小区,5栋,1,301,李小花,{Li},,,,本人\n");

        Assert.Equal(new ImportReport(1, 0, 0, 1), done.Report);
        await RefusedAsync(done, 3, "「与户主关系」", "已经写了户主，在第 2 行");
    }

    [Fact]
    public async Task A_list_gives_a_household_on_file_another_head_and_the_former_one_stays_in_it()
    {
        await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n街心,桥头小区,5栋,1,301,李小花,{Li},,,,配偶\n");

        var done = await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,李小花,{Li},,,,户主\n");

        Assert.Equal(new ImportReport(0, 1, 0, 0), done.Report);
        Assert.Equal(["李小花", "王大山"], await _site.RowsAsync<string>(
            """
            select r.name from household_members m join residents r on r.id = m.resident_id
            where m.valid_to is null order by m.relation desc
            """));
        Assert.Equal(1, await _site.CountAsync("select count(*) from household_members where relation = '户主'"));
    }

    [Fact]
    public async Task With_another_head_the_relations_of_whom_the_list_does_not_tell_are_asked_anew()
    {
        await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n街心,桥头小区,5栋,1,301,李小花,{Li},,,,配偶\n"
            + "街心,桥头小区,5栋,1,301,王小满,,女,2012-03-02,,女\n街心,桥头小区,5栋,1,301,王老,,男,1930-03-02,,父亲\n");

        // The same head again asks nobody anything.
        await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,王大山,{Wang},,,,户主\n");
        Assert.Equal(["女", "户主", "父亲", "配偶"], await RelationsAsync());

        await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,301,王小满,,女,2012-03-02,,女儿\n街心,桥头小区,5栋,1,301,李小花,{Li},,,,户主\n");
        Assert.Equal(["", "", "女儿", "户主"], await RelationsAsync());
        Assert.Equal(1, await _site.CountAsync(
            "select count(*) from household_members m join residents r on r.id = m.resident_id where m.relation = '女儿' and r.name = '王小满'"));
    }

    [Fact]
    public async Task Whose_head_was_told_to_be_something_else_before_is_asked_anew_too_and_a_first_head_changes_nothing()
    {
        await _site.PeopleAsync(Header + "街心,桥头小区,5栋,1,302,王小满,,女,2012-03-02,,女\n");
        await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,302,王大山,{Wang},,,,户主\n");
        Assert.Equal(["女", "户主"], await RelationsAsync());

        await _site.PeopleAsync(Header
            + $"街心,桥头小区,5栋,1,302,王大山,{Wang},,,,配偶\n街心,桥头小区,5栋,1,302,李小花,{Li},,,,户主\n");
        Assert.Equal(["", "户主", "配偶"], await RelationsAsync());
    }

    [Theory]
    [InlineData("2026-06-02", "「出生日期」", "还没有到这一天")]
    [InlineData("#N/A", "「出生日期」", "错误值 #N/A")]
    public async Task A_day_to_come_and_an_error_of_the_spreadsheet_are_no_birthday(
        string day, string column, string reason)
    {
        await RefusedAsync(await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,小宝,,,{day},,\n"), 2, column, reason);
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents"));
    }

    [Fact]
    public async Task An_error_in_a_cell_of_a_workbook_is_refused_where_the_column_is_used_and_nowhere_else()
    {
        var path = Books.Write(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>社区</t></is></c><c r="B1" t="inlineStr"><is><t>楼栋</t></is></c><c r="C1" t="inlineStr"><is><t>房号</t></is></c><c r="D1" t="inlineStr"><is><t>姓名</t></is></c><c r="E1" t="inlineStr"><is><t>备注</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>街心</t></is></c><c r="B2" t="inlineStr"><is><t>6号楼</t></is></c><c r="C2"><v>101</v></c><c r="D2" t="e"><v>#REF!</v></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>街心</t></is></c><c r="B3" t="inlineStr"><is><t>6号楼</t></is></c><c r="C3"><v>101</v></c><c r="D3" t="inlineStr"><is><t>小宝</t></is></c><c r="E3" t="e"><v>#REF!</v></c></row>
            """,
            "");

        var done = await _site.ImportAsync(new(path));

        Assert.Equal(new ImportReport(1, 0, 0, 1), done.Report);
        await RefusedAsync(done, 2, "「姓名」", "错误值 #REF!");
    }

    [Fact]
    public async Task A_building_with_its_estate_in_front_and_a_month_that_the_identity_number_completes_are_read()
    {
        var list = "楼栋,房号,姓名,身份证号,出生年月\n"
            + $"桥头小区5栋,301,王大山,{Wang},1956.07\n桥头５号楼,302,李小花,{Li},1958年2月\n";

        var done = await _site.ImportAsync(
            new(HouseholdSite.Write(list), Within: AreaCode.Parse("431302001001")));

        Assert.Equal(new ImportReport(2, 0, 0, 0), done.Report);
        Assert.Equal(
            ["1956-07-12", "1958-02-01"], (await _site.RowsAsync<string>("select birth_date from residents")).Order());
    }

    [Fact]
    public async Task Households_of_a_community_that_went_into_another_are_found_there()
    {
        var list = "楼栋,单元,房号,姓名,身份证号\n" + $"桥头小区5栋,1,301,王大山,{Wang}\n桥头小区5栋,1,302,李小花,\n";
        await _site.ImportAsync(new(HouseholdSite.Write(list), Within: AreaCode.Parse("431302001001")));
        await using (var act = _site.Scope())
        {
            var merged = await act.ServiceProvider.GetRequiredService<MergeArea>().RunAsync(
                new(AreaCode.Parse("431302001001"), AreaCode.Parse("431302001002"), new(2026, 6, 1)), Viewer.System, None);
            Assert.True(merged.TryGet(out _, out _));
        }

        var done = await _site.ImportAsync(
            new(HouseholdSite.Write(list), Within: AreaCode.Parse("431302001002")));

        Assert.Equal((new ImportReport(0, 0, 2, 0), 0, 0), (done.Report, done.Households, done.Doors));
    }

    [Theory]
    [InlineData("王大山、李小花", "", "「姓名」", "一格写了几个人")]
    [InlineData("王大山", "1956.07", "「出生日期」", "看不出是哪一天")]
    public async Task Two_people_in_a_cell_and_a_month_that_nothing_completes_are_refused(
        string name, string born, string column, string reason)
    {
        await RefusedAsync(
            await _site.PeopleAsync(Header + $"街心,桥头小区,5栋,1,301,{name},,,{born},,\n"), 2, column, reason);
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents"));
    }

    [Fact]
    public async Task Columns_that_no_field_takes_are_named()
    {
        var done = await _site.PeopleAsync("社区,楼栋,房号,姓名,备注,姓名,民族\n街心,6号楼,101,小宝,甲,小宝,某族\n");

        Assert.Equal(new ImportReport(1, 0, 0, 0), done.Report);
        Assert.Equal(["民族"], done.Dropped);
        Assert.Equal(["备注", "姓名 (F)"], done.Unread);
    }

    [Fact]
    public async Task Two_columns_that_are_headed_the_same_and_disagree_stop_the_list()
    {
        var mistake = await Assert.ThrowsAsync<MistakeException>(
            () => _site.PeopleAsync("社区,楼栋,房号,姓名,备注,姓名\n街心,6号楼,101,小宝,甲,小花\n"));

        Assert.Equal(("sheet.twice", 2), (mistake.Code, mistake.Line));
        Assert.Equal(["姓名 (D)、姓名 (F)"], mistake.Words);
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents"));
    }

    [Fact]
    public async Task Addresses_in_one_piece_titles_above_and_gbk_are_read_and_what_is_not_held_is_dropped()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = HouseholdSite.Write("");
        var list = "桥头小区人口台账,,,,,\n填报人：某某,,,,,\n序号,姓名,民族,身份证号,政治面貌,现住址\n"
            + $"1,王大山,某族,{Wang},某某,桥头小区5号楼1单元301室\n2,李小花,某族,{Li},某某,桥头小区5-1-302\n";
        await File.WriteAllBytesAsync(path, Encoding.GetEncoding("GB18030").GetBytes(list), None);

        var done = await _site.ImportAsync(new(path, Within: AreaCode.Parse("431302001001")));

        Assert.Equal(new ImportReport(2, 0, 0, 0), done.Report);
        Assert.Equal(["民族", "政治面貌"], done.Dropped);
        var bad = HouseholdSite.Write(list.Replace(Wang, "1", StringComparison.Ordinal));
        var refused = await _site.ImportAsync(new(bad, Within: AreaCode.Parse("431302001001")));
        Assert.DoesNotContain("某族", await File.ReadAllTextAsync(refused.RefusedPath!, None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_building_that_nobody_knows_is_named_by_the_column_that_told_of_it()
    {
        await RefusedAsync(await _site.PeopleAsync("社区,姓名,现住址\n街心,小宝,9栋101\n"), 2, "「现住址」", "没有登记这栋楼");
        await RefusedAsync(await _site.PeopleAsync(Header + "街心,,9栋,,101,小宝,,,,,\n"), 2, "「楼栋」", "没有登记这栋楼");
    }

    [Fact]
    public async Task A_list_of_households_has_their_heads_and_may_have_none()
    {
        var list = "社区,小区,楼栋,单元,房号,户号,户主姓名,户主身份证号\n"
            + $"街心,桥头小区,5栋,1,301,H1,王大山,{Wang}\n街心,桥头小区,5栋,1,301,H2,李小花,{Li}\n街心,,6号楼,,101,H3,,\n";

        var done = await _site.ImportAsync(new(HouseholdSite.Write(list), IsHouseholds: true));

        Assert.Equal((new ImportReport(3, 0, 0, 0), 3), (done.Report, done.Households));
        Assert.Equal(2, await _site.CountAsync("select count(*) from household_members where relation = '户主'"));
        Assert.Equal(
            new ImportReport(0, 0, 3, 0),
            (await _site.ImportAsync(new(HouseholdSite.Write(list), IsHouseholds: true))).Report);

        // Behind a door with two households somebody without a number belongs to nobody knows which.
        await RefusedAsync(await _site.PeopleAsync(Header + "街心,桥头小区,5栋,1,301,小宝,,,,,\n"), 2, "", "有几户");
    }

    [Fact]
    public async Task Two_hundred_thousand_rows_with_one_wrong_column_stop_at_once()
    {
        var list = new StringBuilder(Header);
        for (var i = 0; i < 200_000; i++)
        {
            list.Append(CultureInfo.InvariantCulture, $"街心,桥头小区,5栋,1,301,王{i},4.31302E+17,,,,\n");
        }

        var mistake = await Assert.ThrowsAsync<MistakeException>(() => _site.PeopleAsync(list.ToString()));

        Assert.Equal("sheet.wrong-column", mistake.Code);
        Assert.Contains("「身份证号」", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents"));
    }

    [Fact]
    public async Task A_workbook_comes_in_with_merged_cells_serial_days_and_numbers_that_lost_their_end()
    {
        var path = Books.Write(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>人口台账</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>住处</t></is></c><c r="D2" t="inlineStr"><is><t>姓名</t></is></c><c r="E2" t="inlineStr"><is><t>身份证号</t></is></c><c r="F2" t="inlineStr"><is><t>出生日期</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>社区</t></is></c><c r="B3" t="inlineStr"><is><t>楼栋</t></is></c><c r="C3" t="inlineStr"><is><t>房号</t></is></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>街心</t></is></c><c r="B4" t="inlineStr"><is><t>6号楼</t></is></c><c r="C4"><v>101</v></c><c r="D4" t="inlineStr"><is><t>小宝</t></is></c><c r="F4" s="1"><v>43831</v></c></row>
            <row r="5"><c r="D5" t="inlineStr"><is><t>王大山</t></is></c><c r="E5"><v>4.3130219560712E+17</v></c></row>
            """,
            """<mergeCells><mergeCell ref="A1:F1"/><mergeCell ref="A2:C2"/><mergeCell ref="D2:D3"/><mergeCell ref="E2:E3"/><mergeCell ref="F2:F3"/><mergeCell ref="A4:A5"/><mergeCell ref="B4:B5"/><mergeCell ref="C4:C5"/></mergeCells>""");

        var done = await _site.ImportAsync(new(path));

        Assert.Equal(new ImportReport(1, 0, 0, 1), done.Report);
        Assert.Equal("2020-01-01", (await _site.RowsAsync<string>("select birth_date from residents"))[0]);
        await RefusedAsync(done, 5, "「身份证号」", "表格软件改坏");
    }

    [Theory]
    [InlineData("macro", "file.macros")]
    [InlineData("bomb", "file.too-large")]
    [InlineData("formula", "file.formula")]
    public async Task A_workbook_with_macros_formulas_or_a_bomb_is_refused_whole(string what, string code)
    {
        var path = Books.Write(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>楼栋</t></is></c><c r="B1" t="inlineStr"><is><t>房号</t></is></c><c r="C1" t="inlineStr"><is><t>姓名</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>6号楼</t></is></c><c r="B2"><f>100+1</f><v>101</v></c><c r="C2" t="inlineStr"><is><t>小宝</t></is></c></row>
            """,
            "");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Update, None))
        {
            if (what == "macro")
            {
                zip.CreateEntry("xl/vbaProject.bin");
            }
            else if (what == "bomb")
            {
                await using var entry = await zip.CreateEntry("xl/media/big.bin", CompressionLevel.SmallestSize)
                    .OpenAsync(None);
                var zeros = new byte[1 << 20];
                for (var i = 0; i < 80; i++)
                {
                    await entry.WriteAsync(zeros, None);
                }
            }
        }

        Assert.Equal(code, (await Assert.ThrowsAsync<MistakeException>(() => _site.ImportAsync(new(path)))).Code);
    }

    private sealed record Closed(string IdNumber, string IdFingerprint, string Phone, string PhoneFingerprint);

    private async Task<IReadOnlyList<string>> RelationsAsync() =>
        [.. (await _site.RowsAsync<string>("select relation from household_members where valid_to is null"))
            .Order(StringComparer.Ordinal)];

    private static async Task RefusedAsync(UseCases.PeopleImported done, int line, string column, string reason)
    {
        Assert.Equal(1, done.Report.Refused);
        var lines = await File.ReadAllLinesAsync(done.RefusedPath!, None);
        Assert.Contains($",{line},", lines[1], StringComparison.Ordinal);
        Assert.Contains(column, lines[1], StringComparison.Ordinal);
        Assert.Contains(reason, lines[1], StringComparison.Ordinal);
    }
}

public sealed class ImportPeopleOnSqlite() : ImportPeopleContract(Engine.Sqlite);

public sealed class ImportPeopleOnPostgres() : ImportPeopleContract(Engine.Postgres);

/// <summary>Invented identity numbers whose check character is right.</summary>
internal static class People
{
    public static string Number(string place, DateOnly birthDate, int order)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"{place}{birthDate:yyyyMMdd}{order:D3}");
        return first + IdNumber.CheckOf(first);
    }

    public static string WithX(string place, DateOnly birthDate) =>
        Enumerable.Range(1, 999).Select(order => Number(place, birthDate, order)).First(number => number[^1] == 'X');
}

/// <summary>Workbooks of one sheet, written by hand, as a spreadsheet would never dare.</summary>
internal static class Books
{
    public static string Write(string rows, string after)
    {
        var path = Path.Combine(Path.GetTempPath(), $"book-{Guid.CreateVersion7():N}.xlsx");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>""");
        Add(zip, "xl/styles.xml", """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>""");
        Add(zip, "xl/worksheets/sheet1.xml", $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{after}</worksheet>""");
        return path;
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
