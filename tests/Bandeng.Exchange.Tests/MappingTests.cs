using System.Text;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Files;

namespace Bandeng.Exchange.Tests;

/// <summary>How orders of others are read: files, messages, blocks; and how a mapping is learned from one.</summary>
public sealed class MappingTests
{
    private static readonly DateTimeOffset Nine = At(2026, 6, 1, 9, 30);

    private const string Envelope =
        """
        {"success": true, "code": "200", "message": "ok", "resultData": [
          {"workordercode": "GD001", "workordercontent": "楼道灯不亮，老人夜里看不见。", "place": "临江苑四栋", "area": "街心社区",
           "dispatchtime": 1780277400000, "processlimited": "3个工作日", "state": "10", "attachments": "https://a/1.jpg;https://a/2.jpg", "traceCode": "T1"},
          {"workordercode": "GD002", "workordercontent": "井盖松动。", "processlimited": "2026-06-05 12:00:00", "attachments": ["https://a/3.jpg"]}]}
        """;

    [Fact]
    public void Both_seen_sets_of_field_names_are_recognised_by_themselves()
    {
        var called = Read("""{"orderNo":"GD9","callerName":"王一","contactPhone":"19900000001","appealType":"投诉","appealSubject":"噪声","incidentAddress":"学院路","urgencyLevel":"特急","expectedDeadline":"2026/6/3","assignedDept":"城管","remark":"夜里"}""");
        var coded = Read(Envelope);

        Assert.Equal("number name phone type title place urgent due body remark", Fields(called));
        Assert.Equal("number detail place area sentAt due state attachments", Fields(coded));
        Assert.Equal("resultData", LearnMapping.From(coded).Envelope);
        Assert.Equal("Complaint", LearnMapping.From(called).Codes["type"]["投诉"]);

        static string Fields(RawTable table) => string.Join(' ', LearnMapping.From(table).Fields.Values);
    }

    [Fact]
    public void What_no_name_says_is_guessed_by_what_stands_there_and_a_person_has_the_last_word()
    {
        var table = Read("""[{"f1":"AB-20260001","f2":"19900000001","f3":"楼上夜里一直在装修，吵得孩子睡不着觉。","title":"x"},{"f1":"AB-20260002","f2":"073888887777","f3":"垃圾没人清","title":"y"}]""");
        var guessed = LearnMapping.From(table).Fields;
        var confirmed = new OrderMapping
        {
            Fields = new Dictionary<string, string> { ["f1"] = "number", ["f3"] = "detail", ["title"] = "" },
        };

        Assert.Equal(("number", "phone", "title"), (guessed["f1"], guessed["f2"], guessed["title"]));
        Assert.Equal("", LearnMapping.From(table, confirmed).Fields["title"]);
        Assert.Equal("detail", LearnMapping.From(table, confirmed).Fields["f3"]);
    }

    [Fact]
    public void An_order_in_an_envelope_is_read_with_what_nobody_knows_kept()
    {
        var orders = Read(Envelope).Rows.Select(row => OrderRead.Of(row, new OrderMapping())).ToList();

        Assert.Equal(("GD001", "GD002"), (orders[0].Number, orders[1].Number));
        Assert.Equal("T1", orders[0].Kept["traceCode"]);
        Assert.Equal(["https://a/1.jpg", "https://a/2.jpg"], orders[0].Attachments(new OrderMapping()));
        Assert.Equal(["https://a/3.jpg"], orders[1].Attachments(new OrderMapping()));
        Assert.Equal(At(2026, 6, 4, 18, 0), orders[0].Due(new OrderMapping(), Nine.AddDays(9)));
        Assert.Equal(At(2026, 6, 5, 12, 0), orders[1].Due(new OrderMapping(), Nine));
    }

    [Theory]
    [InlineData("2026-06-01 09:30:00")]
    [InlineData("2026/6/1 9:30")]
    [InlineData("2026年6月1日 上午9时30分")]
    [InlineData("20260601093000")]
    [InlineData("1780277400")]
    [InlineData("1780277400000")]
    [InlineData("2026-06-01T09:30:00")]
    public void A_moment_is_read_however_it_is_written(string text) => Assert.Equal(Nine, WrittenMoment.Find(text));

    [Fact]
    public void A_day_ends_with_office_hours_and_a_number_is_no_moment()
    {
        Assert.Equal(At(2026, 6, 1, 18, 0), WrittenMoment.Find("20260601"));
        Assert.Equal(At(2026, 6, 1, 15, 5), WrittenMoment.Find("2026年6月1日下午3点05分"));
        Assert.Null(WrittenMoment.Find("19900000001"));
        Assert.Null(WrittenMoment.Find("2026-02-30"));
        Assert.Equal(new Limit(5, LimitClass.WorkingDay), WrittenMoment.FindLimit("5个工作日"));
    }

    [Fact]
    public void A_block_and_rows_copied_from_a_sheet_are_orders_too()
    {
        var block = Sure(ReadSample.Text("工单编号：GD7\n诉求人：李女士  联系电话：19900000002\n诉求内容：水管漏水\n办理时限：2026-06-05", null));
        var rows = Sure(ReadSample.Text("工单编号\t诉求内容\t民族\tX\nGD8\t路灯坏了\t某族\t1\nGD9\t\"井盖\"\"松\"\"了\"\t\t2", null));

        Assert.Equal("李女士", OrderRead.Of(block.Rows[0], new OrderMapping()).Find("name"));
        Assert.Equal(["GD8", "GD9"], rows.Rows.Select(row => OrderRead.Of(row, new OrderMapping()).Number));
        Assert.Equal("井盖\"松\"了", OrderRead.Of(rows.Rows[1], new OrderMapping()).Find("detail"));
        Assert.Equal(["民族"], rows.Dropped);
        Assert.DoesNotContain("某族", OrderRead.Of(rows.Rows[0], new OrderMapping()).ToKept(), StringComparison.Ordinal);
        Assert.Equal("exchange.no-orders", ExchangeSite.CodeOf(ReadSample.Text("今天天气不错", null)));
        Assert.Equal("exchange.json", ExchangeSite.CodeOf(ReadSample.Text("{\"a\":", null)));
    }

    [Fact]
    public async Task Files_in_GBK_and_workbooks_with_titles_and_hours_are_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(
            csv, "某区热线转办单,,\n工单编号,诉求内容,附件地址\nGD1,路灯坏了,https://a/1.jpg|https://a/2.jpg\n",
            Encoding.GetEncoding("GB18030"), TestContext.Current.CancellationToken);
        var book = Path.ChangeExtension(csv, ".xlsx");
        await using (var file = File.Create(book))
        {
            await XlsxSheet.WriteAsync(
                file, "单", [new("工单编号"), new("诉求内容"), new("办理时限", CellKind.Moment)],
                Rows(["GD2", "井盖松了", At(2026, 6, 5, 11, 30)]), TestContext.Current.CancellationToken);
        }

        var (fromCsv, fromBook) = (Sure(ReadSample.File(csv, null)), Sure(ReadSample.File(book, null)));

        Assert.Equal(2, OrderRead.Of(fromCsv.Rows[0], new OrderMapping()).Attachments(new OrderMapping()).Count);
        Assert.Equal(
            At(2026, 6, 5, 11, 30), OrderRead.Of(fromBook.Rows[0], new OrderMapping()).Due(new OrderMapping(), Nine));
        File.Delete(csv);
        File.Delete(book);
    }

    [Theory]
    [InlineData("工单编号\t诉求内容\nGD5\t路灯坏了\n")]
    [InlineData("工单编号：GD5\n诉求内容：路灯坏了\n")]
    [InlineData("工单编号,诉求内容\nGD5,路灯坏了\n")]
    public async Task A_text_file_holds_what_could_be_pasted_or_a_table(string text)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.txt");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        var order = OrderRead.Of(Assert.Single(Sure(ReadSample.File(path, null)).Rows), new OrderMapping());
        File.Delete(path);

        Assert.Equal(("GD5", "路灯坏了"), (order.Number, order.Find("detail")));
    }

    [Fact]
    public void Equal_orders_are_equal_whatever_they_came_in()
    {
        var message = OrderRead.Of(Read("""{"content":"漏水","workOrderNo":"GD1","x":"1"}""").Rows[0], new OrderMapping());
        var block = OrderRead.Of(
            new RawOrder(3, [new("x", "1"), new("工单编号", "GD1"), new("诉求内容", "漏水")]), new OrderMapping());

        Assert.Equal(message.Hash, block.Hash);
        Assert.NotEqual(
            message.Hash,
            OrderRead.Of(new RawOrder(3, [new("工单编号", "GD1"), new("诉求内容", "漏水")]), new OrderMapping()).Hash);
    }

    [Fact]
    public void A_mapping_travels_as_JSON_and_a_wrong_one_is_told_apart()
    {
        var text = ExchangeSite.Seen.ToJson();

        Assert.Equal(text, Sure(OrderMapping.Parse(text)).ToJson());
        Assert.Equal("mapping.unreadable", ExchangeSite.CodeOf(OrderMapping.Parse("{")));
        Assert.Equal("mapping.format", ExchangeSite.CodeOf(OrderMapping.Parse("""{"format":"x"}""")));
        Assert.Equal("mapping.number", ExchangeSite.CodeOf(OrderMapping.Parse("""{"fields":{"a":"detail"}}""")));
        Assert.Equal("mapping.detail", ExchangeSite.CodeOf(OrderMapping.Parse("""{"fields":{"a":"number"}}""")));
        Assert.Equal("mapping.field", ExchangeSite.CodeOf(OrderMapping.Parse("""{"fields":{"a":"nothing"}}""")));
        Assert.Equal("mapping.field-twice", ExchangeSite.CodeOf(OrderMapping.Parse("""{"fields":{"a":"number","b":"number","c":"detail"}}""")));
        Assert.Equal(
            "mapping.answer-number", ExchangeSite.CodeOf(OrderMapping.Parse("""{"fields":{"a":"number","c":"detail"},"answers":{"fields":{"x":"reply"}}}""")));
    }

    [Theory]
    [InlineData("""{"fields":null}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":null,"b":"number","c":"detail"}}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"dates":[null]}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"separators":null}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"codes":{"type":null}}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":null}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":{"keep":[null]}}""", "mapping.unreadable")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":{"date":"%"}}""", "mapping.date")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":{"date":""}}""", "mapping.date")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"codes":{"tipe":{"1":"Help"}}}""", "mapping.code")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"codes":{"type":{"1":"Hepl"}}}""", "mapping.code")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":{"codes":{"kind":{"Signed":"1"}}}}""", "mapping.code")]
    [InlineData("""{"fields":{"a":"number","c":"detail"},"answers":{"codes":{"solved":{"是":"1"}}}}""", "mapping.code")]
    public void A_mapping_that_could_not_be_used_is_refused_before_it_is_kept(string text, string code) =>
        Assert.Equal(code, ExchangeSite.CodeOf(OrderMapping.Parse(text)));

    [Fact]
    public void What_a_sample_does_not_show_stays_as_somebody_said_it()
    {
        var held = ExchangeSite.Seen;
        var chosen = held.With(
            ["单号", "workordercontent", "callerName"],
            new Dictionary<string, string> { ["单号"] = "number", ["workordercontent"] = "detail" },
            [("type", "2", "Enquiry"), ("type", "9", "Praise"), ("type", "8", "")]);

        Assert.Equal("number", chosen.Fields["单号"]);
        Assert.DoesNotContain("workordercode", chosen.Fields.Keys);
        Assert.DoesNotContain("callerName", chosen.Fields.Keys);
        Assert.Equal(("phone", "due"), (chosen.Fields["contactPhone"], chosen.Fields["processlimited"]));
        Assert.Equal(
            [("2", "Enquiry"), ("3", "Complaint"), ("9", "Praise")],
            chosen.Codes["type"].OrderBy(code => code.Key).Select(code => (code.Key, code.Value)));
        Sure(OrderMapping.Checked(chosen));
    }

    [Theory]
    [InlineData(200, """{"success": true}""", "Delivered")]
    [InlineData(200, "", "Delivered")]
    [InlineData(200, "ok", "Delivered")]
    [InlineData(200, """{"code": 0, "msg": "ok"}""", "Delivered")]
    [InlineData(200, """<?xml version="1.0"?><r>ok</r>""", "Delivered")]
    [InlineData(200, """{"success": false, "message": "没有这个工单"}""", "Refused")]
    [InlineData(200, """{"code": 404, "msg": "没有这个工单"}""", "Refused")]
    [InlineData(200, """{"code": "500", "msg": "系统繁忙"}""", "Later")]
    [InlineData(200, "<html>请登录</html>", "Later")]
    [InlineData(200, """{"success": tr""", "Later")]
    [InlineData(200, """{"success": "True"}""", "Delivered")]
    [InlineData(200, """{"success": false, "message": "\ud800"}""", "Refused")]
    [InlineData(302, "", "Later")]
    [InlineData(422, "", "Refused")]
    [InlineData(429, "", "Later")]
    [InlineData(503, "<html>", "Later")]
    public void Only_what_says_that_it_was_taken_counts_as_taken(int status, string body, string outcome) =>
        Assert.Equal(outcome, Answers.PushRound.Judge(new(status, body, null)).Outcome.ToString());

    [Fact]
    public void What_a_platform_says_can_be_kept_whatever_stands_in_it()
    {
        var word = Answers.PlatformWord.Read($$"""{"success": false, "code": "\u0000E1", "message": "{{new string('x', 196)}}😀"}""")!;

        Assert.Equal((false, $"E1 {new string('x', 196)}"), (word.Taken, word.Told));
        Assert.Null(Answers.PlatformWord.Read("[1]"));
    }

    [Fact]
    public void Headings_of_a_reply_form_are_guessed()
    {
        var learned = AnswerNames.Learn("工单编号,办理结果,答复内容,处理时间,校验码", AnswerMapping.Usual);

        Assert.Equal(["number", "outcome", "reply", "at", "="], learned.Values);
    }

    [Theory]
    [InlineData("特急", true)]
    [InlineData("是", true)]
    [InlineData("保密", true)]
    [InlineData("1", true)]
    [InlineData("不紧急", false)]
    [InlineData("否", false)]
    [InlineData("一般", false)]
    [InlineData("0", false)]
    [InlineData("不保密", false)]
    public void Yes_is_told_from_no(string text, bool isYes) => Assert.Equal(isYes, OrderWords.IsYes(text));

    [Fact]
    public void Every_text_is_there_in_both_languages_and_every_field_and_kind_has_a_name()
    {
        var texts = new System.Resources.ResourceManager(typeof(ExchangeText));
        string[] Keys(string culture) =>
        [
            .. texts.GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(culture), true, false)!
                .Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).Order(),
        ];

        Assert.Equal(Keys(""), Keys("en"));
        Assert.All(OrderFields.All, field => Assert.Contains($"field.{field.Key}", Keys("en")));
        Assert.All(AnswerMapping.Known, field => Assert.Contains($"answer-field.{field}", Keys("en")));
        Assert.All(Enum.GetNames<Answers.AnswerKind>(), kind => Assert.Contains($"answer.{kind}", Keys("en")));
        Assert.All(Enum.GetNames<Answers.AnswerState>(), state => Assert.Contains($"state.{state}", Keys("en")));
    }

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute) =>
        ChinaTime.ToInstant(new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified));

    private static RawTable Read(string json) => Sure(ReadMessage.Parse(json));

    private static T Sure<T>(Result<T> result)
        where T : notnull => ExchangeSite.Sure(result);

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(params IReadOnlyList<object?>[] rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
