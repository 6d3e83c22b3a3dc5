using System.IO.Compression;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Importing;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Importing;

/// <summary>
/// What an import of matters takes, keeps and refuses, on both databases. Every sentence is invented.
/// </summary>
public sealed class ImportMattersContract
{
    private const string Letters = "message_id,user,time,title,detail,likes,dislikes\n";
    private const string Answered = "message_id,user,asked,title,detail,reply,replied,days\n";

    public static TheoryData<Engine> Both => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Both))]
    public async Task A_table_is_brought_in_once_and_equal_words_are_not_the_same_matter(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("letters.csv", Letters
            + "1,U1,2019-03-04 09:05:06,灯不亮,巷口的灯不亮。,3,0\n"
            + "2,U2,2019-03-05 10:00:00,灯不亮,巷口的灯不亮。,0,0\n");

        Assert.Equal(new ImportReport(2, 0, 0, 0), await database.ImportAsync(path));
        Assert.Equal(new ImportReport(0, 0, 2, 0), await database.ImportAsync(path));

        Assert.Equal(2, await database.OneAsync<long>(
            "select count(*) from matters where source = 'teddy' and stage = 'Raised' and channel = 'System'"));
        Assert.Equal(
            ChinaTime.ToInstant(new DateTime(2019, 3, 4, 9, 5, 6)).ToUnixTimeMilliseconds(),
            await database.OneAsync<long>("select raised_at from matters where source_id = '1'"));
        Assert.Null(await database.FaultAsync());
        Assert.False(File.Exists(path + ".refused.csv"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Columns_that_nobody_knows_are_kept_for_the_office_alone(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);

        await database.ImportAsync(database.Write("letters.csv", Letters + "1,U1,2019-03-04 09:05:06,灯,巷口的灯不亮。,3,\n"));

        Assert.Equal("""{"user":"U1","likes":"3"}""", await database.OneAsync<string>(
            "select t.body from matter_imports i join texts t on t.id = i.note_id"));
        Assert.Contains(
            "\"office\":true",
            await database.OneAsync<string>("select facts from trail_events where action = 'matter.Raise'"),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Columns_that_are_not_held_are_dropped_at_the_door_and_named(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("held.csv", "message_id,user,民族,time,title,detail,likes,dislikes,政治面貌\n"
            + "1,U1,汉族,2019-03-04 09:05:06,灯不亮,巷口的灯不亮。,3,0,党员\n"
            + "2,U2,苗族,,井盖松了,桥头的井盖松了。,0,0,群众\n");

        var done = await database.ImportMattersAsync(path);

        Assert.Equal((1, 1), (done.Report.Added, done.Report.Refused));
        Assert.Equal(["民族", "政治面貌"], done.Dropped);
        Assert.Equal(
            0, await database.OneAsync<long>("select count(*) from texts where body like '%族%' or body like '%党员%'"));
        var refused = await File.ReadAllTextAsync(path + ".refused.csv", ImportingDatabase.Cancel);
        Assert.DoesNotContain("族", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("群众", refused, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_answer_closes_by_silence_and_a_mere_receipt_does_not(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("answers.csv", Answered
            + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,灯泡已换新的，昨晚亮了。,2019-03-06 15:00:00,2\n"
            + "2,U2,2019-03-04 09:00:00,灯,灯不亮。,您的来信已收悉，已转交相关部门处理，谢谢！,2019-03-06 15:00:00,2\n"
            + "3,U3,2026-05-28 09:00:00,灯,灯不亮。,本周内换。,2026-05-29 15:00:00,1\n");

        Assert.Equal(new ImportReport(3, 0, 0, 0), await database.ImportAsync(path));
        Assert.Equal(new ImportReport(0, 0, 3, 0), await database.ImportAsync(path));

        Assert.Equal(
            ["1 Unconfirmed Explained", "2 Accepted ", "3 Checked Explained"],
            await database.RowsAsync<string>(
                "select source_id || ' ' || stage || ' ' || coalesce(handler_outcome, '') from matters order by source_id"));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_cannot_be_a_matter_is_refused_line_by_line(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("letters.csv", Answered
            + ",U,2019-03-04 09:00:00,没有编号,话,,,\n"
            + "2,U,2019-02-30 09:00:00,没有这一天,话,,,\n"
            + "3,U,2030-01-01 09:00:00,还没有到,话,,,\n"
            + "4,U,2019-03-04 09:00:00,倒着走,话,答,2019-03-03 09:00:00,\n"
            + "5,U,2019-03-04 09:00:00,没有话,,,,\n"
            + $"6,U,2019-03-04 09:00:00,太长,{new string('长', 20_001)},,,\n"
            + $"7,U,2019-03-04 09:00:00,正好,{new string('长', 20_000)},,,\n"
            + "8,U,2019-03-04 09:00:00,两次,话,,,\n"
            + "8,U,2019-03-04 09:00:00,两次,另一句话,,,\n"
            + "9,U,2019-03-04 09:00:00,写了一半\n");

        Assert.Equal(new ImportReport(2, 0, 0, 8), await database.ImportAsync(path));

        using var refused = TableFile.Open(path + ".refused.csv");
        Assert.Equal("line", refused.Header[^2]);
        Assert.Equal(
            [2, 3, 4, 5, 6, 7, 10, 11],
            refused.Rows()
                .Select(row => int.Parse(row.Fields[^2], System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Gbk_and_packed_files_are_read(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030");
        var plain = database.Write("gbk.csv", Letters + "1,U1,2019/3/4 9:05,路灯,巷口的路灯不亮。,0,0\n", gbk);
        var packed = plain + ".gz";
        await using (var to = new GZipStream(File.Create(packed), CompressionMode.Compress))
        {
            await to.WriteAsync(
                await File.ReadAllBytesAsync(plain, ImportingDatabase.Cancel), ImportingDatabase.Cancel);
        }

        Assert.Equal(new ImportReport(1, 0, 0, 0), await database.ImportAsync(packed));
        Assert.Equal(new ImportReport(0, 0, 1, 0), await database.ImportAsync(plain));
        Assert.Equal(
            "巷口的路灯不亮。",
            await database.OneAsync<string>("select t.body from matters m join texts t on t.id = m.detail_id"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_mark_at_the_start_and_a_broken_end_do_not_spoil_the_rows_between(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("half.csv", Letters
            + "1,U1,2019-03-04 09:00:00,灯,巷口的灯不亮。,0,0\n"
            + "2,U2,2019-03-04 09:00:00,路,\"路面坏了，车子\n过不去", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var imported = await database.ImportMattersAsync(path);

        Assert.Equal(new ImportReport(1, 0, 0, 1), imported.Report);
        Assert.Equal(["row.quotes=1"], imported.Refused.Select(code => $"{code.Key}={code.Value}"));
        using var refused = TableFile.Open(path + ".refused.csv");
        Assert.Equal("3", Assert.Single(refused.Rows()).Fields[^2]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_import_that_was_broken_off_goes_on_where_it_stopped(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("many.csv", Letters
            + string.Concat(Enumerable.Range(1, 4_500).Select(n => $"{n},U,2019-03-04 09:00:00,灯,第 {n} 盏灯不亮。,0,0\n")));

        // The power goes after the first batch.
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => database.ImportMattersAsync(path, progress: _ => throw new InvalidOperationException("off")));
        Assert.Equal(3_000, await database.OneAsync<long>("select count(*) from matters"));
        Assert.Null(await database.FaultAsync());

        Assert.Equal(new ImportReport(1_500, 0, 3_000, 0), await database.ImportAsync(path));
        Assert.Equal(new ImportReport(0, 0, 4_500, 0), await database.ImportAsync(path));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_code_that_somebody_has_is_drawn_again(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        await database.ImportAsync(database.Write("one.csv", Letters + "1,U,2019-03-04 09:00:00,灯,灯不亮。,0,0\n"));
        var had = await database.OneAsync<string>("select code from matter_voices");
        var drawn = new Queue<string>([had, "2222-2222", "2222-2222", had, "3333-3333"]);

        var codes = await database.InScopeAsync(services => FreeCodes.DrawAsync(
            services.GetRequiredService<BandengDb>(), 2, drawn.Dequeue, ImportingDatabase.Cancel));

        Assert.Equal(["2222-2222", "3333-3333"], codes.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_label_of_theirs_becomes_a_category_where_ours_has_one(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        const string Labelled = "message_id,user,time,title,detail,label\n";

        await database.ImportAsync(database.Write("labels.csv", Labelled
            + "1,U,2011-03-04 09:00:00,车,公交车不停站。,交通运输\n"
            + "2,U,2011-03-04 09:00:00,楼,电梯坏了。,城乡建设\n"
            + "3,U,2011-03-04 09:00:00,别的,别的话。,\n"));

        Assert.Equal(
            ["1 06", "2 -", "3 -"],
            await database.RowsAsync<string>(
                "select source_id || ' ' || coalesce(category_code, '-') from matters order by source_id"));
        // What was not understood is kept too.
        Assert.Contains("城乡建设", await database.OneAsync<string>(
            "select t.body from matter_imports i join texts t on t.id = i.note_id join matters m on m.id = i.matter_id where m.source_id = '2'"),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_measurement_counts_outcomes_and_days_of_a_source(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        await database.ImportAsync(database.Write("answers.csv", Answered
            + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,灯泡已换新的。,2019-03-05 09:00:00,1\n"
            + "2,U2,2019-03-04 09:00:00,灯,灯不亮。,按规定不能装。,2019-03-06 09:00:00,2\n"
            + "3,U3,2019-03-04 09:00:00,灯,灯不亮。,灯杆已扶正。,2019-03-14 09:00:00,10\n"
            + "4,U4,2019-03-04 09:00:00,灯,灯不亮。,来信已收悉。,2019-03-05 09:00:00,1\n"));

        var figures = await database.InScopeAsync(services =>
            services.GetRequiredService<SourceFigures>().OfAsync("teddy", ImportingDatabase.Cancel));

        Assert.Equal(new DaysTaken(4, 3, 2, 10), figures.All);
        Assert.Equal(
            ["Unconfirmed Explained 3", "Accepted 1"],
            figures.Outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"));
        Assert.Equal(new DaysTaken(4, 3, 2, 10), Assert.Single(figures.Categories).Value);
        Assert.Equal("未派单", Assert.Single(figures.Bodies).Key);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Changed_words_are_added_and_the_old_ones_stay_under_their_commitment(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        await database.ImportAsync(database.Write("a.csv", Letters + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,0,0\n"));
        var changed = database.Write("b.csv", Letters + "1,U1,2019-03-04 09:00:00,灯,灯不亮，已经三天。,0,0\n");

        Assert.Equal(new ImportReport(0, 1, 0, 0), await database.ImportAsync(changed));
        Assert.Equal(new ImportReport(0, 0, 1, 0), await database.ImportAsync(changed));

        Assert.Equal(
            "灯不亮，已经三天。",
            await database.OneAsync<string>("select t.body from matters m join texts t on t.id = m.detail_id"));
        Assert.Equal(1, await database.OneAsync<long>("select count(*) from texts where body = '灯不亮。'"));
        Assert.Equal(
            1, await database.OneAsync<long>("select count(*) from trail_events where action = 'matter.Reword'"));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_reply_that_comes_later_is_recorded_on_the_same_matter(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        await database.ImportAsync(database.Write("a.csv", Answered + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,,,\n"));
        var later = database.Write(
            "b.csv", Answered + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,灯泡已换新的。,2019-03-06 15:00:00,\n");

        Assert.Equal(new ImportReport(0, 1, 0, 0), await database.ImportAsync(later));
        Assert.Equal(new ImportReport(0, 0, 1, 0), await database.ImportAsync(later));
        Assert.Equal("Unconfirmed", await database.OneAsync<string>("select stage from matters"));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Erased_words_do_not_come_back(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("a.csv", Letters + "1,U1,2019-03-04 09:00:00,灯,我家住三楼。,0,0\n");
        await database.ImportAsync(path);
        var detail = await database.OneAsync<Guid>("select detail_id from matters");
        await database.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<BandengDb>();
            await db.EraseTextAsync(
                detail, null, "本人要求", Viewer.System, database.Clock.GetUtcNow(), ImportingDatabase.Cancel);
            await db.SaveAsync(ImportingDatabase.Cancel);
            return 0;
        });

        Assert.Equal(new ImportReport(0, 0, 1, 0), await database.ImportAsync(path));
        Assert.Empty(await database.RowsAsync<string>("select body from texts where body = '我家住三楼。'"));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_mapping_reads_an_offices_own_table(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var mapping = database.Write("mapping.json", """
            {
              "source": "hotline", "platform": "12345",
              "columns": {
                "工单编号": ["sourceId", "number"], "诉求内容": "detail", "受理时间": "time", "来源": "channel", "诉求类型": "requestType",
                "事项分类": "category", "联系电话": "phone", "事发地址": "place", "办理时限": "due", "紧急程度": "urgent"
              },
              "dates": "yyyy/M/d H:mm",
              "codes": { "channel": { "电话": "Call" }, "requestType": { "投诉": "Complaint" }, "urgent": { "特急": "1" } }
            }
            """);
        var path = database.Write("orders.csv",
            "工单编号,来源,诉求类型,诉求内容,受理时间,事项分类,联系电话,事发地址,办理时限,紧急程度,备注\n"
            + "W1,电话,投诉,楼下太吵。,2026/5/6 8:30,生活噪声,199-0000-7777,三号楼,2026/5/9 18:00,特急,请回电\n"
            + "W2,传真,其他,路不平。,2026/5/6 8:31,没有这一类,,,,,\n"
            + "W1x,电话,投诉,又一件。,6.5.2026,,,,,,\n");

        Assert.Equal(new ImportReport(2, 0, 0, 1), await database.ImportAsync(path, mapping));

        Assert.Equal(
            ["W1 Call Complaint 0701 yes", "W2 System Help - no"],
            await database.RowsAsync<string>(
                """
                select source_id || ' ' || channel || ' ' || request_type || ' ' || coalesce(category_code, '-')
                    || case when outer_due_at is null then ' no' else ' yes' end
                from matters where source = 'hotline' order by source_id
                """));
        Assert.Equal(
            1, await database.OneAsync<long>("select count(*) from matter_voices where phone_fingerprint is not null"));
        Assert.Equal(2, await database.OneAsync<long>("select count(*) from matter_numbers where platform = '12345'"));
        string[] notes = ["""{"事项分类":"生活噪声","备注":"请回电"}""", """{"事项分类":"没有这一类","诉求类型":"其他","来源":"传真"}"""];
        Assert.Equivalent(
            notes,
            await database.RowsAsync<string>("select t.body from matter_imports i join texts t on t.id = i.note_id"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_layouts_of_two_cities_are_known(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var first = database.Write("sf.csv",
            "CaseID,Opened,Closed,Status,Category,Request.Type,Request.Details,Address,Point,Source\n"
            + "11,04/30/2014 02:51:52 PM,,Open,Sewer,Odor,Corner,Somewhere 1,\"(27.7, 111.99)\",Voice\n"
            + "12,04/30/2014 02:51:52 PM,05/02/2014 08:00:00 AM,Closed,Sewer,,,,,Web\n");
        var second = database.Write("ba.csv",
            "ServiceRequestNum,SRType,CreatedDate,CloseDate,DueDate,Latitude,Longitude\n"
            + "18-1,Lamp out,04/12/2018 11:11:26 AM,04/20/2018 12:00:00 AM,04/13/2018 11:11:26 AM,27.7,111.99\n");

        Assert.Equal(new ImportReport(2, 0, 0, 0), await database.ImportAsync(first, "sf311"));
        Assert.Equal(new ImportReport(1, 0, 0, 0), await database.ImportAsync(second, "baltimore311"));

        Assert.Equal(
            ["baltimore311 18-1 Unconfirmed late", "sf311 11 Raised", "sf311 12 Unconfirmed"],
            await database.RowsAsync<string>(
                "select source || ' ' || source_id || ' ' || stage || case when overdue then ' late' else '' end from matters order by 1"));
        Assert.Equal(
            2,
            await database.OneAsync<long>("select count(*) from matters where longitude = 111.99 and latitude = 27.7"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Without_any_area_a_matter_waits_to_be_placed(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);

        await database.ImportAsync(
            database.Write("a.csv", Letters + "1,U1,2019-03-04 09:00:00,灯,灯不亮。,0,0\n"), area: null);

        Assert.Equal(0, await database.OneAsync<long>("select count(*) from matters where placed"));
        Assert.Null(await database.FaultAsync());
    }

    [Fact]
    public async Task A_file_or_mapping_that_cannot_be_used_is_said_in_words()
    {
        await using var database = await ImportingDatabase.CreateAsync(Engine.Sqlite);
        var letters = database.Write("a.csv", "编号,话\n1,灯\n");

        Assert.Equal(
            "file.columns", (await Assert.ThrowsAsync<MistakeException>(() => database.ImportAsync(letters))).Code);
        Assert.Equal(
            "file.missing",
            (await Assert.ThrowsAsync<MistakeException>(() => database.ImportAsync(letters, "nowhere"))).Code);
        var strange = database.Write("m.json", """{ "source": "x", "columns": { "编号": "nummer" } }""");
        Assert.Equal(
            "mapping.field",
            (await Assert.ThrowsAsync<MistakeException>(() => database.ImportAsync(letters, strange))).Code);
        var broken = database.Write("n.json", "{ 半个");
        Assert.Equal(
            "mapping.unreadable",
            (await Assert.ThrowsAsync<MistakeException>(() => database.ImportAsync(letters, broken))).Code);
    }
}
