using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>What comes in from outside: who may say what, and what nobody can keep, show or read.</summary>
public abstract class ComingInContract(DemoSite site)
{
    private readonly Neighbourhood _here = new(site);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("urgent", "true", "desk-only.urgent")]
    [InlineData("respondent", "\"0197a3f0-0000-7000-8000-000000000001\"", "desk-only.respondent")]
    [InlineData("outsideNumber", "\"SQ-3\"", "desk-only.number")]
    [InlineData("platform", "\"12345\"", "desk-only.number")]
    [InlineData("outerDueAt", "\"2026-12-01T10:00:00Z\"", "desk-only.outer-due")]
    [InlineData("channel", "\"Hotline\"", "desk-only.channel")]
    public async Task What_a_desk_alone_may_say_is_refused_from_everybody_else_by_its_field(
        string field, string value, string code)
    {
        foreach (var client in new[] { site.Stranger(), await site.VisitorAsync("resident") })
        {
            using var answer = await PostAsync(client, $$"""{"detail":"路灯不亮","area":"{{Community}}","{{field}}":{{value}}}""");
            Assert.Equal((HttpStatusCode.Forbidden, code), (answer.StatusCode, await CodeAsync(answer)));
        }
    }

    [Fact]
    public async Task A_post_elsewhere_opens_no_field_here()
    {
        var refused = await _here.RaiseAsync("clerk2", new() { Detail = "路灯不亮", Area = Community, Urgent = true });

        Assert.False(refused.TryGet(out _, out var refusal));
        Assert.Equal("desk-only.urgent", refusal!.Code);
    }

    [Fact]
    public async Task A_number_that_is_here_already_says_so_and_where()
    {
        var number = $"SQ{Guid.CreateVersion7():N}";
        var first = await _here.RaisedAsync("clerk", new() { Detail = "工单", Area = Community, OutsideNumber = number });
        var clerk = await site.VisitorAsync("clerk");

        using var answer = await PostAsync(clerk, $$"""{"detail":"工单","area":"{{Community}}","outsideNumber":"{{number}}"}""");
        var elsewhere = await _here.RaiseAsync(
            "clerk2", new() { Detail = "工单", Area = NextDoor, OutsideNumber = number });

        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(
            (HttpStatusCode.Conflict, "desk.number-known"), (answer.StatusCode, told.GetProperty("code").GetString()));
        Assert.Contains($"/matters/{first}", told.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            $"/matters/{first}", Assert.Single(told.GetProperty("details").EnumerateArray().ToList()).GetString());
        Assert.False(elsewhere.TryGet(out _, out var refusal));
        Assert.Equal("desk.number-elsewhere", refusal!.Code);
        Assert.DoesNotContain(first.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "这个工单编号已经登记过，点开看那一件：/matters/")]
    [InlineData("en", "This number is here already: /matters/")]
    public async Task A_number_that_is_here_already_is_said_in_the_language_that_is_asked(string language, string words)
    {
        var number = $"SQ{Guid.CreateVersion7():N}";
        await _here.RaisedAsync("clerk", new() { Detail = "工单", Area = Community, OutsideNumber = number });
        var clerk = await site.VisitorAsync("clerk");
        using var again = new HttpRequestMessage(HttpMethod.Post, "/api/v1/matters")
        {
            Content = JsonContent.Create(new { detail = "工单", area = Community, outsideNumber = number }),
        };
        again.Headers.AcceptLanguage.ParseAdd(language);

        using var answer = await clerk.SendAsync(again, Cancel);

        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.StartsWith(words, told.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_complained_of_must_be_known()
    {
        var refused = await _here.RaiseAsync(
            "clerk", new() { Detail = "反映", Area = Community, Respondent = Guid.CreateVersion7() });

        Assert.False(refused.TryGet(out _, out var refusal));
        Assert.Equal("matter.respondent-unknown", refusal!.Code);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("1999-12-31T15:59:59Z")]
    [InlineData("2199-12-31T16:00:00Z")]
    public async Task A_deadline_beyond_every_calendar_is_refused(string due)
    {
        var clerk = await site.VisitorAsync("clerk");

        using var answer = await PostAsync(clerk, $$"""{"detail":"远","area":"{{Community}}","outerDueAt":"{{due}}"}""");

        Assert.Equal((HttpStatusCode.BadRequest, "matter.outer-due"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Theory]
    [InlineData("""{"detail":"a\u0000"}""")]
    [InlineData("""{"detail":"a","title":"a\u0000"}""")]
    [InlineData("""{"detail":"a","placeWords":"a\u0000"}""")]
    [InlineData("""{"detail":"a","name":"a\u0000"}""")]
    [InlineData("""{"detail":"a","platform":"a\u0000","outsideNumber":"a\u0000"}""")]
    [InlineData("""{"detail":"\ud800"}""")]
    public async Task A_text_that_no_database_keeps_is_the_senders_mistake(string body)
    {
        var clerk = await site.VisitorAsync("clerk");
        var id = await _here.RaisedAsync();

        using var answer = await PostAsync(clerk, body);
        using var act = await PostAsync(clerk, """{"words":"a\u0000"}""", $"/api/v1/matters/{id}/acts/answer-at-once");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, act.StatusCode));
    }

    [Fact]
    public async Task Words_that_nobody_can_see_are_no_words()
    {
        var refused = await _here.RaiseAsync(
            "resident", new() { Detail = "\u200B\u200D\u2060 \uFEFF", Area = Community });
        var id = await _here.RaisedAsync(request: new() { Detail = "楼道灯坏了。", Title = "\u200B", Area = Community });

        Assert.False(refused.TryGet(out _, out var refusal));
        Assert.Equal("matter.detail", refusal!.Code);
        Assert.Equal("楼道灯坏了", (await _here.ReadAsync(id, "clerk")).Title);
        Assert.Equal(
            "act.words", await _here.RefusedAsync(id, AnswerAtOnce, "clerk", new() { Words = "\u200B\u200B" }));
    }

    [Fact]
    public async Task A_complaint_is_protected_of_itself_on_every_way_in()
    {
        var raised = await _here.RaisedAsync(
            request: new() { Detail = "物业收费不公示", Area = Community, RequestType = RequestType.Complaint });
        var sorted = await _here.RaisedAsync();
        Assert.False((await _here.ReadAsync(sorted, "clerk")).Protected);

        await _here.DoAsync(sorted, Correct, "clerk", new() { RequestType = RequestType.Complaint });

        Assert.True((await _here.ReadAsync(raised, "clerk")).Protected);
        Assert.True((await _here.ReadAsync(sorted, "clerk")).Protected);
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string body, string address = "/api/v1/matters") =>
        client.PostAsync(address, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
}

public sealed class ComingInOnSqlite(DemoSiteOnSqlite site) : ComingInContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ComingInOnPostgres(DemoSiteOnPostgres site)
    : ComingInContract(site), IClassFixture<DemoSiteOnPostgres>;
