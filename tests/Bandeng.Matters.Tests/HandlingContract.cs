using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>
/// The page of one matter and the desks around it, over HTTP and on whichever database the site runs.
/// </summary>
public abstract partial class HandlingContract
{
    private static readonly string?[] Readers =
        [null, "resident", "gridworker", "clerk", "handler", "checker", "caller", "convenor", "town", "district", "leader", "auditor"];

    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected HandlingContract(DemoSite site)
    {
        (_site, _here) = (site, new(site));
        // A visitor's cookies run by the clock of the machine, so the site does too.
        site.Clock.MoveTo(TimeProvider.System.GetUtcNow());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<MatterStage> Stages => [.. Enum.GetValues<MatterStage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task The_page_draws_exactly_the_open_arrows_for_everybody(MatterStage stage)
    {
        var id = await InStageAsync(stage);
        Assert.Equal(stage, (await _here.ReadAsync(id, "clerk")).Stage);
        foreach (var reader in Readers)
        {
            var html = await PageAsync(reader, $"/matters/{id}");

            var drawn = DrawnActs().Matches(html).SelectMany(match => match.Groups[1].Value.Split(' ')).Order();
            var open = (await _here.ReadAsync(id, reader ?? "")).Acts.Select(arrow => arrow.Action.ToString()).Order();
            Assert.Equal((reader, string.Join(' ', open)), (reader, string.Join(' ', drawn)));
        }
    }

    [Fact]
    public async Task A_protected_matter_hides_name_telephone_and_room_from_who_handles_it()
    {
        var id = await _here.InHandAsync(new()
        {
            Detail = "消防通道被占",
            Area = Community,
            PlaceWords = "3号楼2单元502室",
            RequestType = RequestType.Report,
            Name = "林某某",
            Phone = "13812341234",
        });

        foreach (var address in new[] { $"/matters/{id}", $"/api/v1/matters/{id}" })
        {
            var (handler, clerk) = (await PageAsync("handler", address), await PageAsync("clerk", address));
            Assert.All(
                ["林某某", "林阿姨", "502室", "1381234", "138****1234"], secret => Assert.DoesNotContain(secret, handler));
            Assert.Contains("502室", clerk);
        }

        Assert.Contains("138****1234", await PageAsync("clerk", $"/matters/{id}"));
        Assert.Equal("contact.forbidden", await LookAsync(id, "handler", "约上门时间"));
        Assert.Equal("13812341234", await LookAsync(id, "clerk", "约上门时间"));
    }

    [Theory]
    [InlineData("{\"detail\":")]
    [InlineData("[]")]
    [InlineData("{\"detail\":\"灯坏了\",\"requestType\":\"Nonsense\"}")]
    [InlineData("{\"detail\":\"灯坏了\",\"id\":\"7\"}")]
    public async Task What_a_program_sends_and_nobody_can_read_is_refused_with_a_code(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _site.Stranger().PostAsync("/api/v1/matters", content, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "\"code\":\"request.unreadable\"", await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("handler", "约上门时间", "13812341234")]
    [InlineData("caller", "回访", "13812341234")]
    [InlineData("handler", "约", "contact.purpose")]
    [InlineData("handler", null, "contact.purpose")]
    [InlineData("handler2", "约上门时间", "matter.unknown")]
    [InlineData("resident", "看看", "matter.unknown")]
    [InlineData("leader", "看看", "contact.forbidden")]
    public async Task A_number_is_opened_for_a_purpose_by_who_may(string who, string? purpose, string said)
    {
        var id = await _here.InHandAsync(WithPhone());

        Assert.Equal(said, await LookAsync(id, who, purpose));

        var looks = (await _here.ReadAsync(id, "clerk")).History.Where(line => line.Action == "SeeContact").ToList();
        Assert.Equal(said.StartsWith('1') ? [purpose!] : [], looks.SelectMany(line => line.Words));
    }

    [Fact]
    public async Task A_look_is_told_to_the_office_and_not_to_neighbours_or_strangers()
    {
        var id = await _here.InHandAsync(WithPhone());
        await _here.DoAsync(id, LetOut, "clerk");
        await _here.JoinAsync(id, "buildinghead");
        await LookAsync(id, "handler", "约上门时间");

        Assert.Contains("约上门时间", await PageAsync("clerk", $"/matters/{id}"));
        Assert.Contains("约上门时间", await PageAsync("resident", $"/matters/{id}/seen"));
        Assert.All([null, "buildinghead", "handler"], reader =>
            Assert.DoesNotContain(
                (_here.ReadAsync(id, reader ?? "").GetAwaiter().GetResult()).History,
                line => line.Action == "SeeContact"));
    }

    [Fact]
    public async Task A_number_is_shown_for_a_minute_and_kept_nowhere()
    {
        var id = await _here.InHandAsync(WithPhone());
        var handler = await _site.VisitorAsync("handler");

        using var answer = await DemoSite.PostAsync(
            handler, $"/matters/{id}/contact", new() { ["Purpose"] = "约上门时间" }, $"/matters/{id}");

        Assert.Contains("13812341234", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal($"60; url=/matters/{id}", answer.Headers.GetValues("Refresh").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Passing_on_offers_and_takes_only_the_bodys_own_people()
    {
        var id = await _here.InHandAsync();
        var (own, other) =
            ((await _here.PersonAsync("handler")).PersonId, (await _here.PersonAsync("handler2")).PersonId);

        var html = await PageAsync("handler", $"/matters/{id}");

        Assert.Contains($"value=\"{own}\"", html);
        Assert.DoesNotContain($"value=\"{other}\"", html);
        Assert.Equal("act.person", await _here.RefusedAsync(id, PassOn, "handler", new() { Person = other }));
    }

    [Fact]
    public async Task A_neighbour_who_joined_learns_neither_name_nor_room()
    {
        var id = await _here.RaisedAsync(
            request: new() { Detail = "灯坏了", Area = Community, PlaceWords = "3号楼2单元502室" });
        await _here.JoinAsync(id, "buildinghead");

        var sheet = await _here.ReadAsync(id, "buildinghead");

        Assert.Null(sheet.PlaceWords);
        Assert.DoesNotContain(sheet.History, line => line.Who == "林阿姨");
        Assert.Equal("3号楼2单元502室", (await _here.ReadAsync(id, "resident")).PlaceWords);
    }

    [Fact]
    public async Task A_caller_never_calls_about_what_their_own_body_did()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        var caller = await _here.PersonAsync("caller");
        var colleague = caller with { Posts = [caller.Posts[0] with { BodyId = await _here.BodyAsync("桥头物业") }] };

        Assert.Contains(id, await CallsAsync(caller));
        Assert.DoesNotContain(id, await CallsAsync(colleague));
        Assert.DoesNotContain(id, await CallsAsync(await _here.PersonAsync("clerk2")));
    }

    [Fact]
    public async Task What_a_caller_enters_names_the_caller()
    {
        var id = await _here.InHandAsync(WithPhone());
        await _here.DoAsync(id, HandBack, "handler", Done);
        var caller = await _site.VisitorAsync("caller");
        var address = $"/callbacks/{id}";

        var fields = new Dictionary<string, string>
        {
            ["Form.RaiserOutcome"] = "Solved",
            ["Form.Rating"] = "Acceptable",
        };
        using var answer = await DemoSite.PostAsync(caller, $"{address}?handler=Hear", fields);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(MatterStage.Settled, (await _here.ReadAsync(id, "clerk")).Stage);
        Assert.Contains("entered by 肖敏", await PageAsync("clerk", $"/matters/{id}"));
    }

    [Fact]
    public async Task Who_says_that_it_is_not_settled_is_asked_what_was_not_done_and_a_settled_one_asks_again_only_folded()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        var resident = await _site.VisitorAsync("resident");
        var fields = new Dictionary<string, string>
        {
            ["Form.RaiserOutcome"] = "NotSolved",
            ["Form.Rating"] = "Dissatisfied",
        };

        using var answer = await DemoSite.PostAsync(resident, $"/matters/{id}?handler=Hear", fields);

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(2, html.Split("Say in a sentence what was not done.").Length - 1);
        Assert.Matches("id=\"act-NotSettled-Words\"[^>]*aria-invalid=\"true\"", html);
        Assert.DoesNotContain("<summary><h2 id=\"hear-title\"", html, StringComparison.Ordinal);
        await _here.DoAsync(id, Confirm, "resident", Happy);
        Assert.Contains(
            "<summary><h2 id=\"hear-title\"", await PageAsync("resident", $"/matters/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_survives_a_lost_race_and_goes_through_the_second_time()
    {
        var id = await _here.InHandAsync();
        var handler = await _site.VisitorAsync("handler");
        var old = (await _here.ReadAsync(id, "handler")).Version;
        await _here.DoAsync(id, Note, "clerk", new() { InnerWords = "请快一点" });
        var fields = new Dictionary<string, string>
        {
            ["Form.Action"] = "HandBack",
            ["Form.Version"] = $"{old}",
            ["Form.Outcome"] = "Solved",
            ["Form.Words"] = "已换三盏声控灯。",
        };

        using var lost = await DemoSite.PostAsync(handler, $"/matters/{id}", fields);
        var html = await lost.Content.ReadAsStringAsync(Cancel);
        fields["Form.Version"] = $"{(await _here.ReadAsync(id, "handler")).Version}";
        using var won = await DemoSite.PostAsync(handler, $"/matters/{id}", fields);

        Assert.Contains("role=\"alert\"", html);
        Assert.Contains("已换三盏声控灯。", html);
        Assert.Contains($"name=\"Form.Version\" value=\"{fields["Form.Version"]}\"", html);
        Assert.Equal($"/matters/{id}?done=HandBack", won.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("clerk", "Dispatch", "Limit", "LimitAmount", "三天")]
    [InlineData("clerk", "Dispatch", "Limit", "LimitAmount", "2.5")]
    [InlineData("handler", "RequestExtension", "Days", "Days", "两天")]
    [InlineData("clerk", "Suspend", "Until", "Until", "2026-13-45")]
    public async Task A_number_or_a_day_that_nobody_can_read_is_refused_at_its_field_and_stays(
        string who, string action, string need, string field, string typed)
    {
        var id = action == "Dispatch" ? await _here.RaisedAsync() : await _here.InHandAsync();
        var before = await _here.ReadAsync(id, "clerk");
        using var answer = await DemoSite.PostAsync(await _site.VisitorAsync(who), $"/matters/{id}", new()
        {
            ["Form.Action"] = action,
            ["Form.Version"] = $"{before.Version}",
            ["Form.Body"] = (await _here.BodyAsync("桥头物业")).ToString(),
            ["Form.LimitClass"] = "WorkingDay",
            ["Form.Reason"] = "season",
            ["Form.Words"] = "等天晴",
            ["Form.InnerWords"] = "等配件",
            [$"Form.{field}"] = typed,
        });

        var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Contains($"<a href=\"#act-{action}-{need}\">", html, StringComparison.Ordinal);
        Assert.Matches($"name=\"Form.{field}\"[^>]* value=\"{typed}\"", html);
        Assert.Equal(before.Version, (await _here.ReadAsync(id, "clerk")).Version);
    }

    [Fact]
    public async Task All_that_an_act_wants_is_said_at_once_each_at_its_field()
    {
        var id = await _here.InHandAsync();
        using var answer = await DemoSite.PostAsync(await _site.VisitorAsync("handler"), $"/matters/{id}", new()
        {
            ["Form.Action"] = "Return",
            ["Form.Version"] = $"{(await _here.ReadAsync(id, "handler")).Version}",
            ["Form.InnerWords"] = " ",
        });

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        string[] fields = ["Reason", "Basis", "InnerWords"];
        Assert.Equal(
            fields, Regex.Matches(html, "<a href=\"#act-Return-(\\w+)\">").Select(link => link.Groups[1].Value));
        Assert.All(
            fields, field => Assert.Contains($"id=\"act-Return-{field}-wrong\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_limit_of_a_unit_that_is_none_is_refused()
    {
        var id = await _here.RaisedAsync();
        var dispatch = await _here.ToBridgeAsync();

        Assert.Equal("limit.amount", await _here.RefusedAsync(
            id, Dispatch, "clerk", dispatch with { LimitAmount = 5, LimitClass = (LimitClass)9 }));
    }

    [Fact]
    public async Task An_inbox_signs_for_all_and_lists_by_place()
    {
        Guid[] ids = [await _here.RaisedAsync(), await _here.RaisedAsync(
            request: new() { Detail = "井盖松了", Area = NextDoor })];
        await _here.DoAsync(ids[0], Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(ids[1], Dispatch, "clerk2", await _here.ToBridgeAsync());
        var handler = await _site.VisitorAsync("handler");
        var html = await handler.GetStringAsync("/handling", Cancel);
        Assert.All(ids, id => Assert.Contains($"data-matter=\"{id}\"", html));
        Assert.Contains("贤童社区", html);

        using var answer = await DemoSite.PostAsync(handler, "/handling?handler=SignAll", []);

        Assert.Contains("unsigned=0", answer.Headers.Location!.OriginalString);
        Assert.All(
            ids,
            id => Assert.Equal(MatterStage.Accepted, _here.ReadAsync(id, "clerk2").GetAwaiter().GetResult().Stage));
        Assert.DoesNotContain($"data-matter=\"{ids[0]}\"", await PageAsync("handler2", "/handling?tab=Hand"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_a_post_ends_what_was_in_hand_goes_on(bool isNamed)
    {
        var id = await _here.InHandAsync();
        var (from, to) =
            (await _here.PersonAsync("handler"), isNamed ? (await _here.PersonAsync("handler2")).PersonId : null);
        var post = from.Posts[0];
        await _here.InScopeAsync(async services =>
        {
            var ending = new PostEnding(
                post.PostId, from.PersonId!.Value, Role.Handler, post.Area, post.BodyId, ChinaTime.DayOf(_here.Now), to,
                Viewer.System);
            await services.GetRequiredService<IPostEnded>().HandOverAsync(ending, Cancel);
            await services.GetRequiredService<BandengDb>().SaveAsync(Cancel);
            return true;
        });

        Assert.Equal(to, await HandlerAsync(id));
        Assert.Equal("HandOver", (await _here.ReadAsync(id, "clerk")).History[^1].Action);
    }

    [Fact]
    public async Task A_post_beside_the_one_that_handles_ends_and_takes_nothing_away()
    {
        var (id, handler) = (await _here.InHandAsync(), await _here.PersonAsync("handler"));
        var (me, body) = (handler.PersonId!.Value, handler.Posts[0].BodyId!.Value);
        var loose = await PostsAsync(posts =>
            posts.AppointAsync(me, Role.UnitHead, AreaCode.Parse(Community), Viewer.System, Cancel));
        var member = await PostsAsync(posts =>
            posts.SeatAsync(new(Guid.CreateVersion7(), me, Role.BodyMember, body, null), Viewer.System, Cancel));

        foreach (var post in new[] { loose, member })
        {
            await PostsAsync(posts =>
                posts.EndAsync(post, 0, ChinaTime.DayOf(_here.Now), null, Viewer.System, Cancel));

            Assert.Equal(me, await HandlerAsync(id));
        }
    }

    [Fact]
    public async Task What_is_in_hand_goes_to_somebody_who_may_go_on_and_it_is_said_how_much()
    {
        var (id, handler) = (await _here.InHandAsync(), await _here.PersonAsync("handler"));
        var second = (await _here.PersonAsync("handler2")).PersonId!.Value;
        var post = await PostsAsync(posts => posts.SeatAsync(
            new(Guid.CreateVersion7(), second, Role.Handler, handler.Posts[0].BodyId!.Value, null), Viewer.System, Cancel));
        await _here.DoAsync(id, PassOn, "handler", new() { Person = second });
        var (admin, page) = (await _site.VisitorAsync("admin"), $"/admin/people/{second}");
        Dictionary<string, string> fields = new()
        {
            ["postId"] = $"{post}",
            ["version"] = "0",
            ["lastDay"] = $"{ChinaTime.DayOf(_here.Now):yyyy-MM-dd}",
            ["atOnce"] = "true",
            ["who"] = "resident",
        };

        using var refused = await DemoSite.PostAsync(admin, $"{page}?handler=End", fields);
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains($"href=\"#heir-{post}\"", html);
        Assert.Contains("value=\"resident\"", html);
        Assert.Equal(second, await HandlerAsync(id));
        var inHand = await InHandOfAsync(second, handler.Posts[0].BodyId!.Value);
        fields["who"] = "handler";
        using var ended = await DemoSite.PostAsync(admin, $"{page}?handler=End", fields);

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(handler.PersonId, await HandlerAsync(id));
        Assert.Contains($"Handed over: Open matters {inHand}.", await admin.GetStringAsync(page, Cancel));
        Assert.DoesNotContain("Handed over", await admin.GetStringAsync(page, Cancel));
    }

    private async Task<Guid> PostsAsync(Func<IPosts, Task<Result<Guid>>> act) =>
        Sure(await _here.InScopeAsync(services => act(services.GetRequiredService<IPosts>())));

    private Task<int> InHandOfAsync(Guid person, Guid body) => _here.InScopeAsync(async services =>
        (await services.GetRequiredService<BandengDb>().Matters
            .Where(m => m.HandlerId == person && m.BodyId == body).Select(m => m.Stage).ToListAsync(Cancel))
            .Count(stage => !Life.Stages.Closed.Contains(stage)));

    private Task<Guid?> HandlerAsync(Guid id) => _here.InScopeAsync(services => services
        .GetRequiredService<BandengDb>().Matters.Where(m => m.Id == id).Select(m => m.HandlerId).SingleAsync(Cancel));

    private static RaiseRequest WithPhone() => new() { Detail = "楼道灯坏了", Area = Community, Phone = "13812341234" };

    private Task<string> LookAsync(Guid id, string who, string? purpose) => _here.LookAsync(id, who, purpose);

    private async Task<IEnumerable<Guid>> CallsAsync(Viewer viewer) => (await _here.InScopeAsync(services =>
        services.GetRequiredService<WaitingMatters>()
            .ForCallAsync(viewer, null, 1000, Cancel))).Lines.Select(line => line.Id);

    private async Task<string> PageAsync(string? reader, string address) =>
        await (await _site.VisitorAsync(reader)).GetStringAsync(address, Cancel);

    /// <summary>A matter brought to each stage by those whose work it is.</summary>
    private async Task<Guid> InStageAsync(MatterStage stage)
    {
        var words = new ActRequest { Words = "请到区人民法院立案庭咨询。", InnerWords = "说明" };
        switch (stage)
        {
            case MatterStage.Raised:
                return await _here.RaisedAsync();
            case MatterStage.Listed:
                return await AfterAsync(MatterStage.Raised, Accept, "clerk");
            case MatterStage.Dispatched:
                return await AfterAsync(MatterStage.Raised, Dispatch, "clerk", await _here.ToBridgeAsync());
            case MatterStage.Accepted:
                return await _here.InHandAsync();
            case MatterStage.Returned:
                return await AfterAsync(
                    MatterStage.Dispatched, Return, "handler", words with { Reason = "not-our-duty", Basis = "第三条" });
            case MatterStage.Suspended:
                return await AfterAsync(
                    MatterStage.Accepted, Suspend, "clerk",
                    words with { Reason = "season", Until = ChinaTime.DayOf(_here.Now).AddDays(90) });
            case MatterStage.Council:
                return await AfterAsync(MatterStage.Listed, TakeToCouncil, "clerk", words);
            case MatterStage.Handled or MatterStage.Checked:
                var id = await AfterAsync(MatterStage.Accepted, HandBack, "handler", Done);
                return stage is MatterStage.Checked ? id : await UncheckedAsync(id);
            case MatterStage.Answered:
                return await AfterAsync(MatterStage.Raised, AnswerAtOnce, "clerk", words);
            case MatterStage.Settled:
                return await AfterAsync(MatterStage.Checked, Confirm, "resident", Happy);
            case MatterStage.Reopened:
                return await AfterAsync(
                    MatterStage.Checked, NotSettled, "resident", words with { Rating = Rating.Dissatisfied });
            case MatterStage.Declined:
                return await AfterAsync(MatterStage.Raised, Decline, "clerk", words with { Reason = "no-facts" });
            case MatterStage.Appealed:
                return await AfterAsync(MatterStage.Declined, Appeal, "resident", words);
            case MatterStage.Redirected:
                return await AfterAsync(MatterStage.Raised, Redirect, "clerk", words with { Reason = "court" });
            case MatterStage.Merged:
                return await AfterAsync(
                    MatterStage.Raised, Merge, "clerk", new() { Target = await _here.RaisedAsync("buildinghead") });
            case MatterStage.Withdrawn:
                return await AfterAsync(MatterStage.Raised, Withdraw, "resident");
            default:
                return await SilentAsync(await InStageAsync(MatterStage.Checked));
        }
    }

    private async Task<Guid> AfterAsync(MatterStage before, MatterAction action, string who, ActRequest? request = null)
    {
        var id = await InStageAsync(before);
        await _here.DoAsync(id, action, who, request);
        return id;
    }

    // What only clocks and settings lead to is written as the tables would hold it.
    private async Task<Guid> UncheckedAsync(Guid id) => await StageAsync(id, MatterStage.Handled);

    private async Task<Guid> SilentAsync(Guid id) => await StageAsync(id, MatterStage.Unconfirmed);

    private Task<Guid> StageAsync(Guid id, MatterStage stage) => _here.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        await db.ExecuteAsync(
            "update matters set stage = @stage where id = @id", new { stage = stage.ToString(), id }, Cancel);
        return id;
    });

    [GeneratedRegex("""data-act="([^"]+)""")]
    private static partial Regex DrawnActs();
}

public sealed class HandlingOnSqlite(DemoSiteOnSqlite site) : HandlingContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class HandlingOnPostgres(DemoSiteOnPostgres site)
    : HandlingContract(site), IClassFixture<DemoSiteOnPostgres>;
