using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
namespace Bandeng.Exchange.Tests;

/// <summary>Answers back to a platform, in its words, until it has them.</summary>
public abstract class AnswersContract(ExchangeSite site) : PlatformTalk(site)
{
    [Fact]
    public async Task A_picture_that_was_handed_back_is_opened_with_the_key_of_the_platform()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var taken = await ExchangeSite.SendAsync(program, Orders, new[] { Order($"{Code}-1"), Order($"{Code}-2") });
        var matters = taken.GetProperty("orders").EnumerateArray()
            .Select(line => line.GetProperty("matter").GetGuid()).ToList();
        await Site.InHandAsync(matters[0]);
        using var picture = new MultipartFormDataContent
        {
            { new ByteArrayContent(Convert.FromBase64String(Picture)), "file", "after.png" },
            { new StringContent("After"), "moment" },
        };
        using var added = await (await Site.VisitorAsync("handler"))
            .PostAsync($"/api/v1/matters/{matters[0]}/files", picture, Cancel);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        await Site.ActAsync(matters[0], MatterAction.HandBack, "handler", ExchangeSite.Done);

        var answer = (await program.GetFromJsonAsync<JsonElement>(Answers, Cancel))
            .GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("kind").GetString() == "Outcome");
        var address = answer.GetProperty("fields").GetProperty("files").GetString()!;
        using var opened = await program.GetAsync(address, Cancel);
        Assert.Equal("image/png", opened.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await opened.Content.ReadAsByteArrayAsync(Cancel));

        // Of another answer, of another platform's address, and without the key there is no such file.
        using var strange = await program.GetAsync(
            address.Replace(Id(answer).ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        using var elsewhere = await program.GetAsync(address.Replace(Code, "12345", StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        using var stranger = Site.CreateClient();
        using var closed = await stranger.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task Answers_are_fetched_and_kept_until_they_are_acknowledged()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var matter = await TakenAsync(program, Order("F1"));
        await Site.InHandAsync(matter);
        await Site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);

        var items = await WaitingAsync(program);
        Assert.Equal(["SignedFor", "Outcome"], items.Select(item => item.GetProperty("kind").GetString()));
        Assert.Equal("已更换三层声控灯，请查看。", items[1].GetProperty("fields").GetProperty("replyContent").GetString());
        Assert.Equal("已解决", items[1].GetProperty("fields").GetProperty("result").GetString());
        Assert.Equal("桥头物业", items[1].GetProperty("fields").GetProperty("handleDept").GetString());
        Assert.Equal(items.Select(Id), (await WaitingAsync(program)).Select(Id));
        Assert.Equal([Id(items[1])], (await WaitingAsync(program, $"?after={Id(items[0])}")).Select(Id));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, $"{Answers}/{Id(items[0])}/ack", null));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, $"{Answers}/{Id(items[0])}/ack", null));
        Assert.Equal(
            HttpStatusCode.NotFound, await StatusAsync(program, $"{Answers}/{Guid.CreateVersion7()}/ack", null));
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync(
                program, $"{Answers}/{Id(items[1])}/ack", new { success = false, code = "E1", message = "已归档" }));
        Assert.Empty(await WaitingAsync(program));
        Assert.Equal("E1 已归档", Assert.Single(await ListAsync()).Error);

        Assert.Equal(
            "exchange.reason",
            ExchangeSite.CodeOf(
                await SettleAsync((settle, platform, by) =>
                    settle.ByHandAsync(platform, Id(items[1]), " ", by, Cancel))));
        ExchangeSite.Sure(
            await SettleAsync((settle, platform, by) =>
                settle.ByHandAsync(platform, Id(items[1]), "电话核实平台已登记", by, Cancel)));
        Assert.Equal(
            "exchange.answer-settled",
            ExchangeSite.CodeOf(
                await SettleAsync((settle, platform, by) => settle.AgainAsync(platform, Id(items[1]), by, Cancel))));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_reply_leaves_only_when_it_is_checked_and_a_redo_takes_it_back()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var matter = await TakenAsync(program, Order("H1"));
        await Site.InHandAsync(matter);
        await Site.ActAsync(matter, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await Site.ActAsync(matter, MatterAction.Redo, "clerk", new() { Reason = "not-done", InnerWords = "二层还没换" });
        Assert.Equal(["SignedFor"], (await WaitingAsync(program)).Select(item => item.GetProperty("kind").GetString()));

        await Site.ActAsync(
            matter, MatterAction.HandBack, "handler",
            new() { Outcome = HandlerOutcome.PartlySolved, Words = "二层明天换完，已告知。" });
        var fields = (await WaitingAsync(program))[1].GetProperty("fields");
        Assert.Equal(
            ("部分解决", "二层明天换完，已告知。"),
            (fields.GetProperty("result").GetString(), fields.GetProperty("replyContent").GetString()));
        Assert.DoesNotContain("二层还没换", fields.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_and_extensions_go_back_in_the_platforms_words_once_the_office_agrees()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var (back, longer) = (await TakenAsync(program, Order("R1")), await TakenAsync(program, Order("R2")));
        await Site.InHandAsync(back);
        await Site.ActAsync(
            back, MatterAction.Return, "handler",
            new() { Reason = "not-our-duty", Basis = "职责清单第 12 条", InnerWords = "不归物业管" });
        Assert.Single(await WaitingAsync(program));
        await Site.ActAsync(back, MatterAction.UpholdReturn, "town", new() { InnerWords = "成立" });
        await Site.ActAsync(back, MatterAction.Decline, "clerk", new() { Reason = "not-here", Words = "该路段由市公路局管养。" });

        await Site.InHandAsync(longer);
        await Site.ActAsync(longer, MatterAction.RequestExtension, "handler", new() { Days = 3, InnerWords = "等配件" });
        await Site.ActAsync(longer, MatterAction.EndorseExtension, "town", new() { InnerWords = "同意" });
        await Site.ActAsync(longer, MatterAction.ApproveExtension, "clerk", new() { Words = "配件到货后三天内修好。" });

        var items = (await WaitingAsync(program))
            .ToLookup(item => item.GetProperty("kind").GetString()!, item => item.GetProperty("fields"));
        var (returned, extended) = (Assert.Single(items["Return"]), Assert.Single(items["Extension"]));
        Assert.Equal(
            ("不属于本单位职责", "职责清单第 12 条"),
            (returned.GetProperty("backReason").GetString(), returned.GetProperty("backBasis").GetString()));
        Assert.Equal("该路段由市公路局管养。", returned.GetProperty("replyContent").GetString());
        Assert.Equal(
            ("3", "配件到货后三天内修好。"),
            (extended.GetProperty("delayDays").GetString(), extended.GetProperty("replyContent").GetString()));
        Assert.DoesNotContain(
            "等配件", string.Concat(items.SelectMany(group => group).Select(item => item.GetRawText())),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_matter_answers_each_number_and_a_typed_number_is_the_same_order()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var (lead, other) = (await TakenAsync(program, Order("M1")), await TakenAsync(program, Order("M2")));
        await Site.InHandAsync(lead);
        await Site.ActAsync(other, MatterAction.Merge, "clerk", new() { Target = lead });
        await Site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);

        var told = (await WaitingAsync(program))
            .Select(item => (item.GetProperty("number").GetString(), item.GetProperty("kind").GetString())).Order();
        Assert.Equal([("M1", "Outcome"), ("M1", "SignedFor"), ("M2", "Outcome"), ("M2", "SignedFor")], told);

        var typed = await TypedAsync("M3");
        await Site.InHandAsync(typed);
        Assert.Equal(typed, await TakenAsync(program, Order("M3")));
        Assert.Contains(
            (await WaitingAsync(program)).Select(item => item.GetProperty("number").GetString()),
            number => number == "M3");
    }

    [Fact]
    public async Task A_number_that_joins_late_is_told_what_was_answered_and_what_is_still_held()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var (lead, late) = (await TakenAsync(program, Order("J1")), await TakenAsync(program, Order("J2")));
        await Site.InHandAsync(lead);
        await Site.ActAsync(lead, MatterAction.RecordContact, "handler", new() { Reason = "by-visit" });
        await Site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await Site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });

        var told = (await WaitingAsync(program)).Where(item => NumberOf(item) == "J2")
            .ToDictionary(KindOf, item => item.GetProperty("fields"));
        Assert.Equal(["Contacted", "Outcome", "SignedFor"], told.Keys.Order());
        Assert.Equal("已更换三层声控灯，请查看。", told["Outcome"].GetProperty("replyContent").GetString());
        Assert.Equal("上门", told["Contacted"].GetProperty("contactType").GetString());

        var (answered, declined) = (await TypedAsync("J3"), await TypedAsync("J4"));
        await Site.ActAsync(answered, MatterAction.AnswerAtOnce, "clerk", new() { Words = "声控灯已经换好，请放心。" });
        await Site.ActAsync(
            declined, MatterAction.Decline, "clerk", new() { Reason = "not-here", Words = "该路段由市公路局管养。" });
        Assert.Equal(
            (answered, declined), (await TakenAsync(program, Order("J3")), await TakenAsync(program, Order("J4"))));
        var after = (await WaitingAsync(program)).Where(item => NumberOf(item) is "J3" or "J4").ToList();
        Assert.Equal([("J3", "Outcome", "声控灯已经换好，请放心。"), ("J4", "Return", "该路段由市公路局管养。")], after.Select(item =>
            (NumberOf(item), KindOf(item), item.GetProperty("fields").GetProperty("replyContent").GetString())));

        var (longer, joined) = (await TakenAsync(program, Order("J5")), await TakenAsync(program, Order("J6")));
        await Site.InHandAsync(longer);
        await Site.ActAsync(longer, MatterAction.RequestExtension, "handler", new() { Days = 3, InnerWords = "等配件" });
        await Site.ActAsync(joined, MatterAction.Merge, "clerk", new() { Target = longer });
        Assert.DoesNotContain(await WaitingAsync(program), item => KindOf(item) == "Extension");
        await Site.ActAsync(longer, MatterAction.EndorseExtension, "town", new() { InnerWords = "同意" });
        await Site.ActAsync(longer, MatterAction.ApproveExtension, "clerk", new() { Words = "配件到货后三天内修好。" });
        Assert.Equal(
            ["J5", "J6"],
            (await WaitingAsync(program)).Where(item => KindOf(item) == "Extension").Select(NumberOf).Order());
    }

    [Fact]
    public async Task A_reply_that_was_refuted_before_a_number_joined_is_not_told_to_it_and_no_reply_is_told_twice()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        var typed = await TypedAsync("K1");
        await Site.ActAsync(typed, MatterAction.AnswerAtOnce, "clerk", new() { Words = "声控灯已经换好，请放心。" });
        var voice = await Site.VoiceAsync(typed);
        await Site.ActAsync(
            typed, MatterAction.NotSettled, "caller",
            new() { Voice = voice, Words = "还是不亮", Rating = Rating.Dissatisfied });
        Assert.Equal(typed, await TakenAsync(program, Order("K1")));
        Assert.Empty(await WaitingAsync(program));

        var (lead, late) = (await TakenAsync(program, Order("K2")), await TakenAsync(program, Order("K3")));
        await Site.InHandAsync(lead);
        await Site.ActAsync(lead, MatterAction.HandBack, "handler", ExchangeSite.Done);
        await Site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });
        await Site.ActAsync(late, MatterAction.Split, "clerk", new() { InnerWords = "不是一回事" });
        await Site.ActAsync(late, MatterAction.Merge, "clerk", new() { Target = lead });
        Assert.Equal(
            ["Outcome", "SignedFor"],
            (await WaitingAsync(program)).Where(item => NumberOf(item) == "K3").Select(KindOf).Order());
    }

    [Fact]
    public async Task Answers_leave_by_file_in_the_platforms_columns_and_count_once_it_confirms()
    {
        await Site.PlatformAsync(Code, ExchangeSite.Community);
        using var program = await Site.ProgramAsync("clerk");
        await Site.InHandAsync(await TakenAsync(program, Order("X1")));
        var clerk = await Site.VisitorAsync("clerk");
        using var made = await DemoSite.PostAsync(clerk, $"/exchange/{Code}?handler=File", []);
        var csv = await clerk.GetStringAsync($"/exchange/{Code}/files/1/csv", Cancel);

        Assert.StartsWith("workordercode,state,", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("X1,10,", csv, StringComparison.Ordinal);
        Assert.Equal(csv, await clerk.GetStringAsync($"/exchange/{Code}/files/1/csv", Cancel));
        Assert.Empty(await WaitingAsync(program));
        Assert.Equal(1, await Site.CountAsync("select count(*) from exchange_answers where state = 'Waiting' and batch = 1 and platform_id = (select id from exchange_platforms where code = @Code)", new { Code }));
        Assert.Equal(
            2,
            await Site.CountAsync(
                "select count(*) from trail_events where action = 'answer.Export' and facts like @of",
                new { of = $"%\"{Code}\"%" }));

        using var taken = await DemoSite.PostAsync(
            clerk, $"/exchange/{Code}?handler=FileTaken", new() { ["batch"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(0, await Site.CountAsync("select count(*) from exchange_answers where state = 'Waiting' and platform_id = (select id from exchange_platforms where code = @Code)", new { Code }));
    }

    private const string Picture =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static string NumberOf(JsonElement item) => item.GetProperty("number").GetString()!;

    private static string KindOf(JsonElement item) => item.GetProperty("kind").GetString()!;

    private async Task<IReadOnlyList<JsonElement>> WaitingAsync(HttpClient program, string query = "") =>
        [.. (await program.GetFromJsonAsync<JsonElement>(Answers + query, Cancel)).GetProperty("items")
            .EnumerateArray()];

    private async Task<Guid> TypedAsync(string number)
    {
        var by = await Site.PersonAsync("clerk");
        var request = new Matters.UseCases.RaiseRequest
        {
            Detail = "来电反映楼道灯坏了",
            Area = ExchangeSite.Community,
            Platform = Code,
            OutsideNumber = number,
            IsForSomebodyElse = true,
        };
        return ExchangeSite.Sure(await Site.DoAsync(services => services.GetRequiredService<Matters.IMatterIntake>().TakeInAsync(request, null, by, Cancel))).MatterId;
    }
}

public sealed class AnswersOnSqlite(ExchangeSiteOnSqlite site)
    : AnswersContract(site), IClassFixture<ExchangeSiteOnSqlite>;

public sealed class AnswersOnPostgres(ExchangeSiteOnPostgres site)
    : AnswersContract(site), IClassFixture<ExchangeSiteOnPostgres>;
