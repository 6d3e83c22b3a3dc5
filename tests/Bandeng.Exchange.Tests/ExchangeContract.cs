using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Exchange.Tests;

/// <summary>Orders in, answers back, through a platform that does everything wrong, on whichever database the site runs.</summary>
public abstract class ExchangeContract
{
    private static int _codes;

    private readonly ExchangeSite _site;
    private readonly string _code = $"p{Interlocked.Increment(ref _codes)}";

    protected ExchangeContract(ExchangeSite site)
    {
        _site = site;
        // A Monday with five working days after it.
        _site.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Orders => $"/api/v1/exchange/{_code}/orders";

    private string Answers => $"/api/v1/exchange/{_code}/answers";

    [Fact]
    public async Task No_order_is_lost_and_none_doubled_and_each_number_is_answered_exactly_once()
    {
        using var there = new StandIn();
        await _site.PlatformAsync(_code, ExchangeSite.Community, there.Address);
        using var program = await _site.ProgramAsync("clerk");
        string[] numbers = [.. Enumerable.Range(1, 6).Select(n => $"{_code}-{n:D3}")];

        // The platform sends each twice, at once and in a batch, and does not wait for the answer.
        var sent = numbers.SelectMany(number => new[] { Order(number), Order(number) })
            .Select(order => Task.Run(() => ExchangeSite.SendAsync(program, Orders, order), Cancel));
        var first = await Task.WhenAll(sent);
        var batch = await ExchangeSite.SendAsync(program, Orders, new { success = true, code = "200", resultData = numbers.Select(Order) });
        var matters = batch.GetProperty("orders").EnumerateArray().Select(line => line.GetProperty("matter").GetGuid()).ToList();

        Assert.All(first, answer => Assert.True(answer.GetProperty("success").GetBoolean()));
        Assert.Equal(6, matters.Distinct().Count());
        Assert.Equal(6, await _site.CountAsync("select count(*) from matter_numbers where platform = @_code", new { _code }));
        Assert.Equal(6, await _site.CountAsync(
            "select count(*) from matters where id in (select matter_id from matter_numbers where platform = @_code)", new { _code }));

        there.Refuses.Add(numbers[5]);
        there.Next(Fault.Broken, Fault.LosesTheAnswer, Fault.Never, Fault.Broken, Fault.LosesTheAnswer);
        foreach (var matter in matters)
        {
            await _site.InHandAsync(matter);
            await _site.ActAsync(matter, MatterAction.RecordContact, "handler", new() { Reason = "by-visit" });
            await _site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);
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
            ExchangeSite.Sure(await SettleAsync((settle, platform, by) => settle.AgainAsync(platform, answer.Id, by, Cancel)));
        }

        await PushUntilQuietAsync();
        Assert.Empty(await ListAsync());
        var told = there.Books.Values.Select(body => (body.GetProperty("workordercode").GetString()!, body.GetProperty("state").GetString()!)).ToList();
        Assert.Equal(18, told.Count);
        Assert.Equal(18, told.Distinct().Count());
        Assert.Equal(numbers.SelectMany(number => new[] { (number, "10"), (number, "已联系诉求人"), (number, "30") }).Order(), told.Order());
        Assert.Equal(6, there.Books.Values.Count(body => body.GetProperty("contactType").GetString() == "上门"));
        Assert.All(there.Books.Values, body => Assert.Equal("", body.GetProperty("backReason").GetString()));
        Assert.True(there.Calls.Count > 18);
        Assert.All(there.Calls, call => Assert.Equal("their-key", call.Key));
        Assert.All(there.Calls, call => Assert.StartsWith("t=", call.Signature, StringComparison.Ordinal));
        Assert.All(there.Books.Values, body => Assert.Equal("T-1", body.GetProperty("traceCode").GetString()));
        Assert.DoesNotContain("19900000077", string.Concat(there.Books.Values.Select(body => body.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_was_handed_back_is_opened_with_the_key_of_the_platform()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var taken = await ExchangeSite.SendAsync(program, Orders, new[] { Order($"{_code}-1"), Order($"{_code}-2") });
        var matters = taken.GetProperty("orders").EnumerateArray().Select(line => line.GetProperty("matter").GetGuid()).ToList();
        await _site.InHandAsync(matters[0]);
        using var picture = new MultipartFormDataContent
        {
            { new ByteArrayContent(Convert.FromBase64String(Picture)), "file", "after.png" }, { new StringContent("After"), "moment" },
        };
        using var added = await (await _site.VisitorAsync("handler")).PostAsync($"/api/v1/matters/{matters[0]}/files", picture, Cancel);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        await _site.ActAsync(matters[0], MatterAction.HandBack, "handler", ExchangeSite.Done);

        var answer = (await program.GetFromJsonAsync<JsonElement>(Answers, Cancel)).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("kind").GetString() == "Outcome");
        var address = answer.GetProperty("fields").GetProperty("files").GetString()!;
        using var opened = await program.GetAsync(address, Cancel);
        Assert.Equal("image/png", opened.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await opened.Content.ReadAsByteArrayAsync(Cancel));

        // Of another answer, of another platform's address, and without the key there is no such file.
        using var strange = await program.GetAsync(address.Replace(Id(answer).ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        using var elsewhere = await program.GetAsync(address.Replace(_code, "12345", StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var stranger = _site.CreateClient();
        using var closed = await stranger.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task A_changed_order_is_an_update_while_it_is_open_and_a_late_duplicate_changes_nothing()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var (old, changed) = (Order("C1"), new { workordercode = "C1", workordercontent = "楼道灯又坏了两盏", processlimited = "2026-06-20 12:00:00" });
        using var first = await program.PostAsJsonAsync(Orders, old, Cancel);
        using var second = await program.PostAsJsonAsync(Orders, old, Cancel);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        var matter = (await first.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("orders")[0].GetProperty("matter").GetGuid();

        var updated = await ExchangeSite.SendAsync(program, Orders, changed);
        var late = await ExchangeSite.SendAsync(program, Orders, old);

        Assert.Equal(("updated", "taken"), (ResultOf(updated), ResultOf(late)));
        Assert.Equal(1, await _site.CountAsync("select count(*) from trail_events where action = 'matter.SenderAdds' and subject_id = @matter", new { matter }));
        Assert.Equal(
            ChinaTime.ToInstant(new DateTime(2026, 6, 20, 12, 0, 0, DateTimeKind.Unspecified)).ToUnixTimeMilliseconds(),
            await _site.CountAsync("select outer_due_at from matters_facts where id = @matter", new { matter }));

        await _site.ActAsync(matter, MatterAction.Decline, "clerk", new() { Reason = "no-facts", Words = "经查没有这个地方，请补充地址后再反映。" });
        using var closed = await program.PostAsJsonAsync(Orders, new { workordercode = "C1", workordercontent = "第三种说法" }, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, closed.StatusCode);
        Assert.Contains("exchange.order-closed", await closed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telephones_of_every_shape_are_closed_and_none_stands_in_the_clear()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
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
        await _site.ActAsync(matter, MatterAction.Accept, "clerk");
        await ExchangeSite.SendAsync(program, Orders, new
        {
            workordercode = "T1",
            workordercontent = "楼道灯不亮",
            area = ExchangeSite.Community,
            isSecret = "1",
            contactPhone = "19955556666转2",
            备用电话 = "19955559999",
        });

        Assert.Equal(0, await _site.CountAsync("select count(*) from texts where body like '%1995555%' or body like '%8314501%'"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from matter_voices where matter_id = @matter and phone_cipher is not null", new { matter }));
        var clerk = await _site.VisitorAsync("clerk");
        Assert.DoesNotContain("1995555", await clerk.GetStringAsync($"/matters/{matter}", Cancel), StringComparison.Ordinal);
        using var looked = await DemoSite.PostAsync(clerk, $"/matters/{matter}/contact", new() { ["Purpose"] = "核实地址" });
        var page = WebUtility.HtmlDecode(await looked.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("19955556666转2；备用电话：0738-8314501、19955557777（儿子）；说明：19955558888", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_nobody_can_read_is_taken_and_said_each_time()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var order = new { workordercode = "W1", workordercontent = "楼道灯不亮", area = ExchangeSite.Community, processlimited = "哪天都行" };
        var answer = await ExchangeSite.SendAsync(program, Orders, new object[] { order, order, Order("W2") });

        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal(
            ["exchange.due-unreadable due", "exchange.due-unreadable due", ""],
            answer.GetProperty("orders").EnumerateArray().Select(line => string.Join(';', line.GetProperty("warnings").EnumerateArray()
                .Select(warning => $"{warning.GetProperty("code").GetString()} {warning.GetProperty("field").GetString()}"))));
        var page = await (await _site.VisitorAsync("clerk")).GetStringAsync($"/exchange/{_code}/orders", Cancel);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "not readable; see the note"));
    }

    [Fact]
    public async Task A_batch_is_answered_line_by_line_and_only_a_key_of_the_area_opens_the_door()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        object[] lines =
        [
            Order("B1"), new { workordercontent = "没有编号" }, new { workordercode = "B3" }, new { workordercode = "B4", workordercontent = "别处的", area = ExchangeSite.NextDoor },
            new { workordercode = "B5", workordercontent = "没有这个社区名", area = "无此社区", contactPhone = "打不通的号" },
        ];
        var answer = await ExchangeSite.SendAsync(program, Orders, lines);

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(
            ["taken", "exchange.number", "exchange.words", "exchange.area", "taken"],
            answer.GetProperty("orders").EnumerateArray().Select(line =>
                line.GetProperty("error") is { ValueKind: JsonValueKind.Object } error ? error.GetProperty("code").GetString() : line.GetProperty("result").GetString()));

        using var nobody = _site.CreateClient();
        using var reader = await _site.ProgramAsync("clerk", "read");
        using var neighbour = await _site.ProgramAsync("clerk2");
        using var handler = await _site.ProgramAsync("handler");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(reader, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(neighbour, Orders, Order("B6")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(handler, Orders, Order("B6")));
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", program.DefaultRequestHeaders.GetValues("x-api-key").Single());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nobody, Orders, Order("B1")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(nobody, "/api/v1/matters", new { detail = "别的门" }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(program, Orders, "no order"));
        Assert.Equal(0, await _site.CountAsync("select count(*) from exchange_orders where number = 'B6'"));
    }

    [Fact]
    public async Task Answers_are_fetched_and_kept_until_they_are_acknowledged()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var matter = await TakenAsync(program, Order("F1"));
        await _site.InHandAsync(matter);
        await _site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);

        var items = await WaitingAsync(program);
        Assert.Equal(["SignedFor", "Outcome"], items.Select(item => item.GetProperty("kind").GetString()));
        Assert.Equal("已更换三层声控灯，请查看。", items[1].GetProperty("fields").GetProperty("replyContent").GetString());
        Assert.Equal("已解决", items[1].GetProperty("fields").GetProperty("result").GetString());
        Assert.Equal("桥头物业", items[1].GetProperty("fields").GetProperty("handleDept").GetString());
        Assert.Equal(items.Select(Id), (await WaitingAsync(program)).Select(Id));
        Assert.Equal([Id(items[1])], (await WaitingAsync(program, $"?after={Id(items[0])}")).Select(Id));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, $"{Answers}/{Id(items[0])}/ack", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, $"{Answers}/{Id(items[0])}/ack", null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, $"{Answers}/{Guid.CreateVersion7()}/ack", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, $"{Answers}/{Id(items[1])}/ack", new { success = false, code = "E1", message = "已归档" }));
        Assert.Empty(await WaitingAsync(program));
        Assert.Equal("E1 已归档", Assert.Single(await ListAsync()).Error);

        Assert.Equal("exchange.reason", ExchangeSite.CodeOf(await SettleAsync((settle, platform, by) => settle.ByHandAsync(platform, Id(items[1]), " ", by, Cancel))));
        ExchangeSite.Sure(await SettleAsync((settle, platform, by) => settle.ByHandAsync(platform, Id(items[1]), "电话核实平台已登记", by, Cancel)));
        Assert.Equal("exchange.answer-settled", ExchangeSite.CodeOf(await SettleAsync((settle, platform, by) => settle.AgainAsync(platform, Id(items[1]), by, Cancel))));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_reply_leaves_only_when_it_is_checked_and_a_redo_takes_it_back()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var matter = await TakenAsync(program, Order("H1"));
        await _site.InHandAsync(matter);
        await _site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await _site.ActAsync(matter, MatterAction.Redo, "clerk", new() { Reason = "not-done", InnerWords = "二层还没换" });
        Assert.Equal(["SignedFor"], (await WaitingAsync(program)).Select(item => item.GetProperty("kind").GetString()));

        await _site.ActAsync(matter, MatterAction.HandBack, "handler", new() { Outcome = HandlerOutcome.PartlySolved, Words = "二层明天换完，已告知。" });
        var fields = (await WaitingAsync(program))[1].GetProperty("fields");
        Assert.Equal(("部分解决", "二层明天换完，已告知。"), (fields.GetProperty("result").GetString(), fields.GetProperty("replyContent").GetString()));
        Assert.DoesNotContain("二层还没换", fields.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_and_extensions_go_back_in_the_platforms_words_once_the_office_agrees()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var (back, longer) = (await TakenAsync(program, Order("R1")), await TakenAsync(program, Order("R2")));
        await _site.InHandAsync(back);
        await _site.ActAsync(back, MatterAction.Return, "handler", new() { Reason = "not-our-duty", Basis = "职责清单第 12 条", InnerWords = "不归物业管" });
        Assert.Single(await WaitingAsync(program));
        await _site.ActAsync(back, MatterAction.UpholdReturn, "town", new() { InnerWords = "成立" });
        await _site.ActAsync(back, MatterAction.Decline, "clerk", new() { Reason = "not-here", Words = "该路段由市公路局管养。" });

        await _site.InHandAsync(longer);
        await _site.ActAsync(longer, MatterAction.RequestExtension, "handler", new() { Days = 3, InnerWords = "等配件" });
        await _site.ActAsync(longer, MatterAction.EndorseExtension, "town", new() { InnerWords = "同意" });
        await _site.ActAsync(longer, MatterAction.ApproveExtension, "clerk", new() { Words = "配件到货后三天内修好。" });

        var items = (await WaitingAsync(program)).ToLookup(item => item.GetProperty("kind").GetString()!, item => item.GetProperty("fields"));
        var (returned, extended) = (Assert.Single(items["Return"]), Assert.Single(items["Extension"]));
        Assert.Equal(("不属于本单位职责", "职责清单第 12 条"), (returned.GetProperty("backReason").GetString(), returned.GetProperty("backBasis").GetString()));
        Assert.Equal("该路段由市公路局管养。", returned.GetProperty("replyContent").GetString());
        Assert.Equal(("3", "配件到货后三天内修好。"), (extended.GetProperty("delayDays").GetString(), extended.GetProperty("replyContent").GetString()));
        Assert.DoesNotContain("等配件", string.Concat(items.SelectMany(group => group).Select(item => item.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_matter_answers_each_number_and_a_typed_number_is_the_same_order()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var (lead, other) = (await TakenAsync(program, Order("M1")), await TakenAsync(program, Order("M2")));
        await _site.InHandAsync(lead);
        await _site.ActAsync(other, MatterAction.Merge, "clerk", new() { Target = lead });
        await _site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);

        var told = (await WaitingAsync(program)).Select(item => (item.GetProperty("number").GetString(), item.GetProperty("kind").GetString())).Order();
        Assert.Equal([("M1", "Outcome"), ("M1", "SignedFor"), ("M2", "Outcome"), ("M2", "SignedFor")], told);

        var typed = await TypedAsync("M3");
        await _site.InHandAsync(typed);
        Assert.Equal(typed, await TakenAsync(program, Order("M3")));
        Assert.Contains((await WaitingAsync(program)).Select(item => item.GetProperty("number").GetString()), number => number == "M3");
    }

    [Fact]
    public async Task A_number_that_joins_late_is_told_what_was_answered_and_what_is_still_held()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var (lead, late) = (await TakenAsync(program, Order("J1")), await TakenAsync(program, Order("J2")));
        await _site.InHandAsync(lead);
        await _site.ActAsync(lead, MatterAction.RecordContact, "handler", new() { Reason = "by-visit" });
        await _site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await _site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });

        var told = (await WaitingAsync(program)).Where(item => NumberOf(item) == "J2").ToDictionary(KindOf, item => item.GetProperty("fields"));
        Assert.Equal(["Contacted", "Outcome", "SignedFor"], told.Keys.Order());
        Assert.Equal("已更换三层声控灯，请查看。", told["Outcome"].GetProperty("replyContent").GetString());
        Assert.Equal("上门", told["Contacted"].GetProperty("contactType").GetString());

        var (answered, declined) = (await TypedAsync("J3"), await TypedAsync("J4"));
        await _site.ActAsync(answered, MatterAction.AnswerAtOnce, "clerk", new() { Words = "声控灯已经换好，请放心。" });
        await _site.ActAsync(declined, MatterAction.Decline, "clerk", new() { Reason = "not-here", Words = "该路段由市公路局管养。" });
        Assert.Equal((answered, declined), (await TakenAsync(program, Order("J3")), await TakenAsync(program, Order("J4"))));
        var after = (await WaitingAsync(program)).Where(item => NumberOf(item) is "J3" or "J4").ToList();
        Assert.Equal([("J3", "Outcome", "声控灯已经换好，请放心。"), ("J4", "Return", "该路段由市公路局管养。")], after.Select(item =>
            (NumberOf(item), KindOf(item), item.GetProperty("fields").GetProperty("replyContent").GetString())));

        var (longer, joined) = (await TakenAsync(program, Order("J5")), await TakenAsync(program, Order("J6")));
        await _site.InHandAsync(longer);
        await _site.ActAsync(longer, MatterAction.RequestExtension, "handler", new() { Days = 3, InnerWords = "等配件" });
        await _site.ActAsync(joined, MatterAction.Merge, "clerk", new() { Target = longer });
        Assert.DoesNotContain(await WaitingAsync(program), item => KindOf(item) == "Extension");
        await _site.ActAsync(longer, MatterAction.EndorseExtension, "town", new() { InnerWords = "同意" });
        await _site.ActAsync(longer, MatterAction.ApproveExtension, "clerk", new() { Words = "配件到货后三天内修好。" });
        Assert.Equal(["J5", "J6"], (await WaitingAsync(program)).Where(item => KindOf(item) == "Extension").Select(NumberOf).Order());
    }

    [Fact]
    public async Task A_reply_that_was_refuted_before_a_number_joined_is_not_told_to_it_and_no_reply_is_told_twice()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        var typed = await TypedAsync("K1");
        await _site.ActAsync(typed, MatterAction.AnswerAtOnce, "clerk", new() { Words = "声控灯已经换好，请放心。" });
        var voice = await _site.VoiceAsync(typed);
        await _site.ActAsync(typed, MatterAction.NotSettled, "caller", new() { Voice = voice, Words = "还是不亮", Rating = Rating.Dissatisfied });
        Assert.Equal(typed, await TakenAsync(program, Order("K1")));
        Assert.Empty(await WaitingAsync(program));

        var (lead, late) = (await TakenAsync(program, Order("K2")), await TakenAsync(program, Order("K3")));
        await _site.InHandAsync(lead);
        await _site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await _site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });
        await _site.ActAsync(late, MatterAction.Split, "clerk", new() { InnerWords = "不是一回事" });
        await _site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });
        Assert.Equal(["Outcome", "SignedFor"], (await WaitingAsync(program)).Where(item => NumberOf(item) == "K3").Select(KindOf).Order());
    }

    [Fact]
    public async Task Answers_leave_by_file_in_the_platforms_columns_and_count_once_it_confirms()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        using var program = await _site.ProgramAsync("clerk");
        await _site.InHandAsync(await TakenAsync(program, Order("X1")));
        var clerk = await _site.VisitorAsync("clerk");
        using var made = await DemoSite.PostAsync(clerk, $"/exchange/{_code}?handler=File", []);
        var csv = await clerk.GetStringAsync($"/exchange/{_code}/files/1/csv", Cancel);

        Assert.StartsWith("workordercode,state,", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("X1,10,", csv, StringComparison.Ordinal);
        Assert.Equal(csv, await clerk.GetStringAsync($"/exchange/{_code}/files/1/csv", Cancel));
        Assert.Empty(await WaitingAsync(program));
        Assert.Equal(1, await _site.CountAsync("select count(*) from exchange_answers where state = 'Waiting' and batch = 1 and platform_id = (select id from exchange_platforms where code = @_code)", new { _code }));
        Assert.Equal(2, await _site.CountAsync("select count(*) from trail_events where action = 'answer.Export' and facts like @of", new { of = $"%\"{_code}\"%" }));

        using var taken = await DemoSite.PostAsync(clerk, $"/exchange/{_code}?handler=FileTaken", new() { ["batch"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(0, await _site.CountAsync("select count(*) from exchange_answers where state = 'Waiting' and platform_id = (select id from exchange_platforms where code = @_code)", new { _code }));
    }

    [Fact]
    public async Task The_pages_learn_a_mapping_take_a_paste_and_show_their_deadline_beside_ours()
    {
        await _site.PlatformAsync(_code, ExchangeSite.Community);
        var (admin, clerk) = (await _site.VisitorAsync("admin"), await _site.VisitorAsync("clerk"));
        using var learned = await DemoSite.PostAsync(admin, $"/exchange/{_code}/mapping?handler=Learn", new() { ["Pasted"] = "单号\t反映内容\t联系方式\tX\nAA20260001\t楼道灯坏了\t19900000088\t9" });
        var page = await learned.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("AA20260001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("19900000088</td>", page[page.IndexOf("4. The first rows", StringComparison.Ordinal)..], StringComparison.Ordinal);

        var saved = new Dictionary<string, string>
        {
            ["Sample"] = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "name=\"Sample\" value=\"([^\"]*)\"").Groups[1].Value),
            ["Fields[0].Heading"] = "单号",
            ["Fields[0].Field"] = "number",
            ["Fields[1].Heading"] = "反映内容",
            ["Fields[1].Field"] = "detail",
            ["Fields[2].Heading"] = "联系方式",
            ["Fields[2].Field"] = "phone",
            ["Fields[3].Heading"] = "X",
            ["Fields[3].Field"] = "?",
        };
        using var wrong = await DemoSite.PostAsync(admin, $"/exchange/{_code}/mapping?handler=Save", new(saved) { ["Fields[0].Field"] = "?" });
        Assert.Contains("Say which column holds the number", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var good = await DemoSite.PostAsync(admin, $"/exchange/{_code}/mapping?handler=Save", saved);
        Assert.Equal(HttpStatusCode.Redirect, good.StatusCode);

        var order = new Dictionary<string, string> { ["Pasted"] = "单号\t反映内容\t联系方式\t办理时限\nAA1\t楼道灯坏了\t19900000088\t2026-06-12 12:00" };
        using var first = await DemoSite.PostAsync(clerk, $"/exchange/{_code}/orders", order);
        using var again = await DemoSite.PostAsync(clerk, $"/exchange/{_code}/orders", new(order));
        Assert.Contains("1 new, 0 here before", await first.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("0 new, 1 here before", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("2026-06-12 12:00", await clerk.GetStringAsync($"/exchange/{_code}/orders", Cancel), StringComparison.Ordinal);
        Assert.Contains("AA1", await clerk.GetStringAsync($"/exchange/{_code}/orders/export/csv", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _site.VisitorAsync("clerk2")).GetAsync($"/exchange/{_code}/orders", Cancel)).StatusCode);
    }

    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static object Order(string number) => new
    {
        workordercode = number,
        workordercontent = $"楼道灯不亮（{number}）",
        area = ExchangeSite.Community,
        place = "临江苑四栋",
        appealType = "2",
        callerName = "王一",
        contactPhone = "19900000077",
        processlimited = "5个工作日",
        traceCode = "T-1",
    };

    private static string ResultOf(JsonElement answer) => answer.GetProperty("orders")[0].GetProperty("result").GetString()!;

    private static string NumberOf(JsonElement item) => item.GetProperty("number").GetString()!;

    private static string KindOf(JsonElement item) => item.GetProperty("kind").GetString()!;

    private static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address, object? body)
    {
        using var answer = body is null ? await client.PostAsync(address, null, Cancel) : await client.PostAsJsonAsync(address, body, Cancel);
        return answer.StatusCode;
    }

    private async Task<Guid> TakenAsync(HttpClient program, object order) =>
        (await ExchangeSite.SendAsync(program, Orders, order)).GetProperty("orders")[0].GetProperty("matter").GetGuid();

    private async Task<IReadOnlyList<JsonElement>> WaitingAsync(HttpClient program, string query = "") =>
        [.. (await program.GetFromJsonAsync<JsonElement>(Answers + query, Cancel)).GetProperty("items").EnumerateArray()];

    private async Task<Guid> TypedAsync(string number)
    {
        var by = await _site.PersonAsync("clerk");
        var request = new Matters.UseCases.RaiseRequest { Detail = "来电反映楼道灯坏了", Area = ExchangeSite.Community, Platform = _code, OutsideNumber = number, IsForSomebodyElse = true };
        return ExchangeSite.Sure(await _site.DoAsync(services => services.GetRequiredService<Matters.IMatterIntake>().TakeInAsync(request, null, by, Cancel))).MatterId;
    }

    private async Task PushUntilQuietAsync()
    {
        for (var rounds = 0; rounds < 30; rounds++)
        {
            await _site.PushAsync();
            _site.Clock.MoveTo(_site.Clock.GetUtcNow().AddMinutes(10));
        }
    }

    /// <summary>What is stuck, as the page shows it.</summary>
    private async Task<IReadOnlyList<(Guid Id, string Number, string Error)>> ListAsync() => await _site.DoAsync(async services =>
    {
        var platform = await PlatformOfAsync(services);
        var rows = await services.GetRequiredService<Queries.ListAnswers>().RunAsync(platform, Queries.AnswerShow.Stuck, null, null, Cancel);
        return (IReadOnlyList<(Guid, string, string)>)[.. rows.Select(row => (row.Id, row.Number, row.LastError ?? ""))];
    });

    private async Task<Result<Guid>> SettleAsync(Func<SettleAnswers, Platform, Viewer, Task<Result<Guid>>> act)
    {
        var by = await _site.PersonAsync("clerk");
        return await _site.DoAsync(async services => await act(services.GetRequiredService<SettleAnswers>(), await PlatformOfAsync(services), by));
    }

    private async Task<Platform> PlatformOfAsync(IServiceProvider services) =>
        (await services.GetRequiredService<Platforms.Platforms>().FindAsync(_code, Organizations.Permission.ManageRules, Viewer.System, Cancel))!;
}

public sealed class ExchangeOnSqlite(ExchangeSiteOnSqlite site) : ExchangeContract(site), IClassFixture<ExchangeSiteOnSqlite>;

public sealed class ExchangeOnPostgres(ExchangeSiteOnPostgres site) : ExchangeContract(site), IClassFixture<ExchangeSiteOnPostgres>;
