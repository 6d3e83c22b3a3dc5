using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
namespace Bandeng.Exchange.Tests;

/// <summary>Orders in, through a platform that does everything wrong, on whichever database the site runs.</summary>
public abstract class ExchangeContract(ExchangeSite site) : PlatformTalk(site)
{
    [Fact]
    public async Task No_order_is_lost_and_none_doubled_and_each_number_is_answered_exactly_once()
    {
        using var there = new StandIn();
        await Site.PlatformAsync(Code, ExchangeSite.Community, there.Address);
        using var program = await Site.ProgramAsync("clerk");
        string[] numbers = [.. Enumerable.Range(1, 6).Select(n => $"{Code}-{n:D3}")];

        // The platform sends each twice, at once and in a batch, and does not wait for the answer.
        var sent = numbers.SelectMany(number => new[] { Order(number), Order(number) })
            .Select(order => Task.Run(() => ExchangeSite.SendAsync(program, Orders, order), Cancel));
        var first = await Task.WhenAll(sent);
        var batch = await ExchangeSite.SendAsync(
            program, Orders, new { success = true, code = "200", resultData = numbers.Select(Order) });
        var matters = batch.GetProperty("orders").EnumerateArray()
            .Select(line => line.GetProperty("matter").GetGuid()).ToList();

        Assert.All(first, answer => Assert.True(answer.GetProperty("success").GetBoolean()));
        Assert.Equal(6, matters.Distinct().Count());
        Assert.Equal(
            6, await Site.CountAsync("select count(*) from matter_numbers where platform = @Code", new { Code }));
        Assert.Equal(6, await Site.CountAsync(
            "select count(*) from matters where id in (select matter_id from matter_numbers where platform = @Code)",
            new { Code }));

        there.Refuses.Add(numbers[5]);
        there.Next(
            Fault.Broken, Fault.Page, Fault.LosesTheAnswer, Fault.Never, Fault.Broken, Fault.LosesTheAnswer);
        foreach (var matter in matters)
        {
            await Site.InHandAsync(matter);
            await Site.ActAsync(matter, MatterAction.RecordContact, "handler", new() { Reason = "by-visit" });
            await Site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);
        }

        await PushUntilQuietAsync();
        var stuck = await ListAsync();
        Assert.Equal([numbers[5]], stuck.Select(answer => answer.Number).Distinct());
        Assert.Equal(3, stuck.Count);
        Assert.Contains("E404", stuck[0].Error, StringComparison.Ordinal);

        // The platform has found the order after all.
        there.Refuses.Clear();
        foreach (var answer in stuck)
        {
            ExchangeSite.Sure(
                await SettleAsync((settle, platform, by) => settle.AgainAsync(platform, answer.Id, by, Cancel)));
        }

        await PushUntilQuietAsync();
        Assert.Empty(await ListAsync());
        var told = there.Books.Values.Select(body => (body.GetProperty("workordercode").GetString()!, body.GetProperty("state").GetString()!)).ToList();
        Assert.Equal(18, told.Count);
        Assert.Equal(18, told.Distinct().Count());
        Assert.Equal(
            numbers.SelectMany(number => new[] { (number, "10"), (number, "已联系诉求人"), (number, "30") }).Order(),
            told.Order());
        Assert.Equal(6, there.Books.Values.Count(body => body.GetProperty("contactType").GetString() == "上门"));
        Assert.All(there.Books.Values, body => Assert.Equal("", body.GetProperty("backReason").GetString()));
        Assert.True(there.Calls.Count > 18);
        Assert.All(there.Calls, call => Assert.Equal("their-key", call.Key));
        Assert.All(there.Calls, call => Assert.StartsWith("t=", call.Signature, StringComparison.Ordinal));
        Assert.All(there.Books.Values, body => Assert.Equal("T-1", body.GetProperty("traceCode").GetString()));
        Assert.DoesNotContain(
            "19900000077", string.Concat(there.Books.Values.Select(body => body.GetRawText())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_order_is_an_update_while_it_is_open_and_a_late_duplicate_changes_nothing()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var (old, changed) = (Order("C1"), new { workordercode = "C1", workordercontent = "楼道灯又坏了两盏", processlimited = "2026-06-20 12:00:00" });
        using var first = await program.PostAsJsonAsync(Orders, old, Cancel);
        using var second = await program.PostAsJsonAsync(Orders, old, Cancel);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        var matter = (await first.Content.ReadFromJsonAsync<JsonElement>(Cancel))
            .GetProperty("orders")[0].GetProperty("matter").GetGuid();

        var updated = await ExchangeSite.SendAsync(program, Orders, changed);
        var late = await ExchangeSite.SendAsync(program, Orders, old);

        Assert.Equal(("updated", "taken"), (ResultOf(updated), ResultOf(late)));
        Assert.Equal(
            1,
            await Site.CountAsync(
                "select count(*) from trail_events where action = 'matter.SenderAdds' and subject_id = @matter",
                new { matter }));
        Assert.Equal(
            ChinaTime.ToInstant(new DateTime(2026, 6, 20, 12, 0, 0, DateTimeKind.Unspecified)).ToUnixTimeMilliseconds(),
            await Site.CountAsync("select outer_due_at from matters_facts where id = @matter", new { matter }));

        await Site.ActAsync(
            matter, MatterAction.Decline, "clerk", new() { Reason = "no-facts", Words = "经查没有这个地方，请补充地址后再反映。" });
        using var closed = await program.PostAsJsonAsync(
            Orders, new { workordercode = "C1", workordercontent = "第三种说法" }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, closed.StatusCode);
        Assert.Contains(
            "exchange.order-closed", await closed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telephones_of_every_shape_are_closed_and_none_stands_in_the_clear()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var matter = await TakenAsync(program, new
        {
            workordercode = "T1",
            workordercontent = "楼道灯不亮",
            area = ExchangeSite.Community,
            isSecret = "1",
            contactPhone = "19955556666转2",
            备用电话 = "0738-8314501、19955557777（儿子）",
            说明 = "打 19955558888 找门卫",
        });
        await Site.ActAsync(matter, MatterAction.Accept, "clerk");
        await ExchangeSite.SendAsync(program, Orders, new
        {
            workordercode = "T1",
            workordercontent = "楼道灯不亮",
            area = ExchangeSite.Community,
            isSecret = "1",
            contactPhone = "19955556666转2",
            备用电话 = "19955559999",
        });

        Assert.Equal(
            0,
            await Site.CountAsync("select count(*) from texts where body like '%1995555%' or body like '%8314501%'"));
        Assert.Equal(
            1,
            await Site.CountAsync(
                "select count(*) from matter_voices where matter_id = @matter and phone_cipher is not null",
                new { matter }));
        var clerk = await Site.VisitorAsync("clerk");
        Assert.DoesNotContain(
            "1995555", await clerk.GetStringAsync($"/matters/{matter}", Cancel), StringComparison.Ordinal);
        using var looked = await DemoSite.PostAsync(
            clerk, $"/matters/{matter}/contact", new() { ["Purpose"] = "核实地址" });
        var page = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(
            "19955556666转2；备用电话：0738-8314501、19955557777（儿子）；说明：19955558888", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_nobody_can_read_is_taken_and_said_each_time()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var order = new
        {
            workordercode = "W1",
            workordercontent = "楼道灯不亮",
            area = ExchangeSite.Community,
            processlimited = "哪天都行",
        };
        var answer = await ExchangeSite.SendAsync(program, Orders, new object[] { order, order, Order("W2") });

        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal(
            ["exchange.due-unreadable due", "exchange.due-unreadable due", ""],
            answer.GetProperty("orders").EnumerateArray().Select(line => string.Join(';', line.GetProperty("warnings").EnumerateArray()
                .Select(warning =>
                    $"{warning.GetProperty("code").GetString()} {warning.GetProperty("field").GetString()}"))));
        var page = await (await Site.VisitorAsync("clerk")).GetStringAsync($"/exchange/{Code}/orders", Cancel);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "not readable; see the note"));
    }

    [Fact]
    public async Task A_batch_is_answered_line_by_line_and_only_a_key_of_the_area_opens_the_door()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        object[] lines =
        [
            Order("B1"), new { workordercontent = "没有编号" }, new { workordercode = "B3" },
            new { workordercode = "B4", workordercontent = "别处的", area = ExchangeSite.NextDoor },
            new { workordercode = "B5", workordercontent = "没有这个社区名", area = "无此社区", contactPhone = "打不通的号" },
        ];
        var answer = await ExchangeSite.SendAsync(program, Orders, lines);

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(
            ["taken", "exchange.number", "exchange.words", "exchange.area", "taken"],
            answer.GetProperty("orders").EnumerateArray().Select(line =>
                line.GetProperty("error") is { ValueKind: JsonValueKind.Object } error
                    ? error.GetProperty("code").GetString()
                    : line.GetProperty("result").GetString()));

        using var nobody = Site.CreateClient();
        using var reader = await Site.ProgramAsync("clerk", "read");
        using var neighbour = await Site.ProgramAsync("clerk2");
        using var handler = await Site.ProgramAsync("handler");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(reader, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(neighbour, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(handler, Orders, Order("B6")));
        nobody.DefaultRequestHeaders.Authorization = new(
            "Bearer", program.DefaultRequestHeaders.GetValues("x-api-key").Single());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nobody, Orders, Order("B1")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(nobody, "/api/v1/matters", new { detail = "别的门" }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(program, Orders, "no order"));
        Assert.Equal(0, await Site.CountAsync("select count(*) from exchange_orders where number = 'B6'"));
    }

    [Theory]
    [InlineData("GB18030", "application/json")]
    [InlineData("GB18030", "application/json; charset=GBK")]
    [InlineData("utf-8", "application/json; charset=utf8")]
    public async Task An_order_is_read_in_the_letters_that_it_came_in(string encoding, string type)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        using var body = new ByteArrayContent(Encoding.GetEncoding(encoding).GetBytes(
            """{"workordercode": "L1", "workordercontent": "楼道灯不亮，请镕师傅看看"}"""));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await program.PostAsync(Orders, body, Cancel);

        Assert.Equal("taken", ResultOf(await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)));
        Assert.Equal(1, await Site.CountAsync(
            "select count(*) from texts t join matters m on m.detail_id = t.id join matter_numbers n on n.matter_id = m.id where n.platform = @Code and t.body = '楼道灯不亮，请镕师傅看看'",
            new { Code }));
    }

    [Fact]
    public async Task Half_a_letter_in_one_order_refuses_that_order_and_each_refusal_is_said_in_the_readers_language()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        program.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        using var body = new StringContent(
            """[{"workordercode": "S1", "workordercontent": "a\ud800b"}, {"workordercode": "S2", "workordercontent": "路灯不亮"}, {"workordercode": "S3"}]""",
            Encoding.UTF8, "application/json");
        using var answer = await program.PostAsync(Orders, body, Cancel);
        var lines = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("orders");
        Assert.Equal("row.characters", lines[0].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("taken", lines[1].GetProperty("result").GetString());
        Assert.Equal("exchange.words", lines[2].GetProperty("error").GetProperty("code").GetString());
        Assert.Matches("[\u4e00-\u9fff]", lines[2].GetProperty("error").GetProperty("message").GetString());

        using var named = new StringContent("""{"\ud800": 1, "workordercode": "S4"}""", Encoding.UTF8, "application/json");
        using var refused = await program.PostAsync(Orders, named, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task The_pages_learn_a_mapping_take_a_paste_and_show_their_deadline_beside_ours()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        var (admin, clerk) = (await Site.VisitorAsync("admin"), await Site.VisitorAsync("clerk"));
        using var learned = await DemoSite.PostAsync(
            admin, $"/exchange/{Code}/mapping?handler=Learn",
            new() { ["Pasted"] = "单号\t反映内容\t联系方式\tX\nAA20260001\t楼道灯坏了\t19900000088\t9" });
        var page = await learned.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("AA20260001", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "19900000088</td>", page[page.IndexOf("4. The first rows", StringComparison.Ordinal)..],
            StringComparison.Ordinal);

        var saved = new Dictionary<string, string>
        {
            ["Sample"] = System.Net.WebUtility.HtmlDecode(
                System.Text.RegularExpressions.Regex.Match(page, "name=\"Sample\" value=\"([^\"]*)\"").Groups[1].Value),
            ["Fields[0].Heading"] = "单号",
            ["Fields[0].Field"] = "number",
            ["Fields[1].Heading"] = "反映内容",
            ["Fields[1].Field"] = "detail",
            ["Fields[2].Heading"] = "联系方式",
            ["Fields[2].Field"] = "phone",
            ["Fields[3].Heading"] = "X",
            ["Fields[3].Field"] = "?",
        };
        using var wrong = await DemoSite.PostAsync(
            admin, $"/exchange/{Code}/mapping?handler=Save", new(saved) { ["Fields[0].Field"] = "?" });
        Assert.Contains(
            "Say which column holds the number", await wrong.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal);
        using var good = await DemoSite.PostAsync(admin, $"/exchange/{Code}/mapping?handler=Save", saved);
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);

        var order = new Dictionary<string, string>
        {
            ["Pasted"] = "单号\t反映内容\t联系方式\t办理时限\nAA1\t楼道灯坏了\t19900000088\t2026-06-12 12:00",
        };
        using var first = await DemoSite.PostAsync(clerk, $"/exchange/{Code}/orders", order);
        using var again = await DemoSite.PostAsync(clerk, $"/exchange/{Code}/orders", new(order));
        Assert.Contains(
            "1 new, 0 here before", await first.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "0 new, 1 here before", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains(
            "2026-06-12 12:00", await clerk.GetStringAsync($"/exchange/{Code}/orders", Cancel),
            StringComparison.Ordinal);
        Assert.Contains(
            "AA1", await clerk.GetStringAsync($"/exchange/{Code}/orders/export/csv", Cancel), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await (await Site.VisitorAsync("clerk2")).GetAsync($"/exchange/{Code}/orders", Cancel)).StatusCode);
    }

    private static string ResultOf(JsonElement answer) =>
        answer.GetProperty("orders")[0].GetProperty("result").GetString()!;

    private async Task PushUntilQuietAsync()
    {
        for (var rounds = 0; rounds < 30; rounds++)
        {
            await Site.PushAsync();
            Site.Clock.MoveTo(Site.Clock.GetUtcNow().AddMinutes(10));
        }
    }
}

public sealed class ExchangeOnSqlite(ExchangeSiteOnSqlite site)
    : ExchangeContract(site), IClassFixture<ExchangeSiteOnSqlite>;

public sealed class ExchangeOnPostgres(ExchangeSiteOnPostgres site)
    : ExchangeContract(site), IClassFixture<ExchangeSiteOnPostgres>;
