using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>The life of a matter among the people of the demo, on whichever database the site runs.</summary>
public abstract class LifeContract
{
    private readonly Neighbourhood _here;

    protected LifeContract(DemoSite site)
    {
        _here = new(site);
        // A Monday with five working days after it.
        _here.At("2026-06-08T09:00");
    }

    [Fact]
    public async Task The_straight_life_ends_when_the_raiser_says_so()
    {
        var id = await _here.RaisedAsync();
        Assert.Equal(MatterStage.Listed, await _here.DoAsync(id, Accept, "clerk"));
        Assert.Equal(MatterStage.Dispatched, await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync()));
        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, SignFor, "handler"));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, HandBack, "handler", Done));
        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, Confirm, "resident", Happy));

        var sheet = await _here.ReadAsync(id, "resident");
        Assert.Equal(
            ["Raise", "Accept", "Dispatch", "SignFor", "HandBack", "PassCheck", "Confirm"],
            sheet.History.Select(line => line.Action));
        Assert.Equal(
            (RaiserOutcome.Solved, Rating.Satisfied, false), (sheet.RaiserOutcome, sheet.Rating, sheet.Overdue));
    }

    [Fact]
    public async Task Sending_twice_makes_one_matter()
    {
        var request = new RaiseRequest { Id = Guid.CreateVersion7(), Detail = "垃圾没人清", Area = Community };

        var (first, second) = (Sure(await _here.RaiseAsync("", request)), Sure(await _here.RaiseAsync("", request)));

        Assert.Equal((first.Id, first.Code), (second.Id, second.Code));
        Assert.NotNull(first.Secret);
        Assert.Null(second.Secret);
    }

    [Fact]
    public async Task What_is_suspended_is_not_late()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(
            id, Suspend, "clerk", new() { Reason = "funding", Until = new(2026, 8, 1), Words = "等维修资金。" });
        _here.At("2026-07-20T09:00");
        Assert.False((await _here.ReadAsync(id, "handler")).Overdue);

        _here.At("2026-08-03T09:00");
        await _here.RoundAsync();
        Assert.Equal(MatterStage.Accepted, (await _here.ReadAsync(id, "handler")).Stage);
        Assert.False((await _here.ReadAsync(id, "handler")).Overdue);
        _here.At("2026-08-20T09:00");
        Assert.True((await _here.ReadAsync(id, "handler")).Overdue);
    }

    [Fact]
    public async Task A_kind_has_the_arrows_that_its_pack_selects()
    {
        var errand = await _here.RaisedAsync(
            request: new() { Kind = "errand", Detail = "帮我代办一下老年卡", Area = Community });
        await _here.DoAsync(errand, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(errand, SignFor, "handler");

        var sheet = await _here.ReadAsync(errand, "handler");
        Assert.DoesNotContain(sheet.Acts, arrow => arrow.Action is Return or RequestExtension);
        Assert.Equal("matter.stage", await _here.RefusedAsync(
            errand, Return, "handler", new() { Reason = "not-our-duty", Basis = "第 12 条", InnerWords = "不归我们" }));
        Assert.Equal(ChinaTime.ToInstant(new(2026, 6, 9, 18, 0, 0)), sheet.DueAt);
    }

    [Theory]
    [InlineData("errand", "Dispatched")]
    [InlineData("problem", "matter.pushed-down")]
    public async Task A_community_runs_an_errand_to_a_departments_counter_and_does_none_of_its_work(
        string kind, string expected)
    {
        var id = await _here.RaisedAsync(
            request: new() { Kind = kind, Detail = "请代交医保费", Area = Community, Category = "1104" });

        var result = await _here.TryAsync(id, Dispatch, "clerk", new() { Body = await _here.BodyAsync("街心社区居委会") });

        Assert.Equal(expected, result.TryGet(out var acted, out var refusal) ? acted.Stage.ToString() : refusal.Code);
    }

    [Theory]
    [InlineData("", "matter.detail")]
    [InlineData("   ", "matter.detail")]
    public async Task Nothing_said_is_nothing_raised(string detail, string code) =>
        Assert.Equal(code, Refusal(await _here.RaiseAsync("resident", new() { Detail = detail, Area = Community })));

    [Fact]
    public async Task Twenty_thousand_characters_are_taken_and_one_more_is_not()
    {
        await _here.RaisedAsync(request: new() { Detail = new string('水', 20_000) });
        Assert.Equal(
            "matter.detail", Refusal(await _here.RaiseAsync("resident", new() { Detail = new string('水', 20_001) })));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a code")]
    [InlineData("999999999999")]
    public async Task A_place_that_cannot_be_found_refuses_nothing(string? area)
    {
        var id = await _here.RaisedAsync(request: new() { Detail = "不知道哪里", Area = area });

        Assert.False((await _here.ReadAsync(id, "resident")).Placed);
    }

    [Fact]
    public async Task An_anonymous_raiser_confirms_by_the_secret_and_not_by_the_code()
    {
        var raised = Sure(await _here.RaiseAsync("", new() { Detail = "井盖松动", Area = Community }));
        await _here.DoAsync(raised.Id, AnswerAtOnce, "clerk", new() { Words = "已请市政今天加固，您路过请看看。" });

        Assert.Equal(
            "matter.unknown", await _here.RefusedAsync(raised.Id, Confirm, "", Happy with { Voice = raised.Code }));
        Assert.Equal(
            MatterStage.Settled, await _here.DoAsync(raised.Id, Confirm, "", Happy with { Secret = raised.Secret }));
    }

    [Fact]
    public async Task A_wrong_dispatch_is_taken_back_within_minutes_and_not_after()
    {
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        Assert.Equal(MatterStage.Listed, await _here.DoAsync(id, UndoDispatch, "clerk"));

        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        _here.At("2026-06-08T09:16");
        Assert.Equal("matter.undo-late", await _here.RefusedAsync(id, UndoDispatch, "clerk"));
    }

    [Fact]
    public async Task A_body_that_does_not_sign_has_signed()
    {
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        _here.At("2026-06-08T15:00");

        Assert.True(await _here.RoundAsync() > 0);
        Assert.Equal(MatterStage.Accepted, (await _here.ReadAsync(id, "handler")).Stage);
    }

    [Fact]
    public async Task A_return_is_ruled_on_and_the_second_ruling_is_the_last()
    {
        var objection = new ActRequest { Reason = "not-our-duty", Basis = "职责清单第 12 条", InnerWords = "属市政道路" };
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, Return, "handler", objection);
        Assert.Equal(
            "matter.not-yours", await _here.RefusedAsync(id, UpholdReturn, "clerk", new() { InnerWords = "同意" }));
        Assert.Equal(
            MatterStage.Accepted, await _here.DoAsync(id, RefuseReturn, "town", new() { InnerWords = "在小区红线内" }));
        await _here.DoAsync(id, Return, "handler", objection);
        await _here.DoAsync(id, RefuseReturn, "district", new() { InnerWords = "维持" });

        Assert.Equal("matter.return-final", await _here.RefusedAsync(id, Return, "handler", objection));
    }

    [Fact]
    public async Task A_return_comes_too_late_after_its_window()
    {
        var id = await _here.InHandAsync();
        _here.At("2026-06-09T18:01");

        Assert.Equal("matter.return-late", await _here.RefusedAsync(
            id, Return, "handler", new() { Reason = "not-our-duty", Basis = "第 12 条", InnerWords = "不归我们" }));
    }

    [Fact]
    public async Task A_third_upheld_return_takes_it_one_level_up()
    {
        var id = await _here.RaisedAsync();
        for (var i = 0; i < 3; i++)
        {
            await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
            await _here.DoAsync(
                id, Return, "handler", new() { Reason = "not-our-duty", Basis = "第 12 条", InnerWords = "不归我们" });
            await _here.DoAsync(id, UpholdReturn, "town", new() { InnerWords = "成立" });
        }

        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync()));
        Assert.Equal(MatterStage.Dispatched, await _here.DoAsync(id, Dispatch, "town", await _here.ToBridgeAsync()));
    }

    [Fact]
    public async Task A_question_to_the_raiser_stops_the_clock()
    {
        var id = await _here.InHandAsync();
        var before = (await _here.ReadAsync(id, "handler")).DueAt;
        await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "请问是几层的灯？" });
        _here.At("2026-06-10T09:00");
        await _here.DoAsync(id, RaiserReplies, "resident", new() { Words = "三层和四层。" });

        Assert.Equal(before!.Value.AddDays(2), (await _here.ReadAsync(id, "handler")).DueAt);
    }

    [Fact]
    public async Task An_extension_is_asked_for_in_time_and_granted_by_two()
    {
        var id = await _here.InHandAsync();
        var before = (await _here.ReadAsync(id, "handler")).DueAt!.Value;
        await _here.DoAsync(id, RequestExtension, "handler", new() { Days = 3, InnerWords = "配件在途" });
        Assert.Equal(
            "matter.no-extension",
            await _here.RefusedAsync(id, RequestExtension, "handler", new() { Days = 3, InnerWords = "再等" }));
        Assert.Equal(
            "matter.not-endorsed", await _here.RefusedAsync(id, ApproveExtension, "clerk", new() { Words = "同意" }));
        await _here.DoAsync(id, EndorseExtension, "clerk", new() { InnerWords = "情况属实" });
        Assert.Equal(
            "matter.not-endorsed", await _here.RefusedAsync(id, ApproveExtension, "clerk", new() { Words = "同意" }));
        Assert.Equal(
            "matter.endorsed", await _here.RefusedAsync(id, EndorseExtension, "town", new() { InnerWords = "同意" }));
        await _here.DoAsync(id, ApproveExtension, "town", new() { Words = "配件三天后到，会晚几天办好。" });

        var after = (await _here.ReadAsync(id, "handler")).DueAt!.Value;
        Assert.True(after > before && after <= before.AddDays(5), $"{before:O} {after:O}");

        _here.At("2026-07-01T09:00");
        Assert.Equal(
            "matter.no-extension",
            await _here.RefusedAsync(id, RequestExtension, "handler", new() { Days = 1, InnerWords = "晚了" }));
    }

    [Fact]
    public async Task A_suspension_ends_on_its_day_and_comes_once()
    {
        var suspension = new ActRequest { Reason = "season", Until = new(2026, 7, 1), Words = "雨季过后修。" };
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, Suspend, "clerk", suspension);
        _here.At("2026-07-01T00:01");
        await _here.RoundAsync();

        Assert.Equal(MatterStage.Accepted, (await _here.ReadAsync(id, "clerk")).Stage);
        Assert.Equal(
            "matter.suspended-once",
            await _here.RefusedAsync(id, Suspend, "clerk", suspension with { Until = new(2026, 8, 1) }));
    }

    [Fact]
    public async Task Overdue_is_fixed_at_hand_back()
    {
        var late = await _here.InHandAsync();
        var inTime = await _here.InHandAsync();
        await _here.DoAsync(inTime, HandBack, "handler", Done);
        _here.At("2026-06-30T09:00");
        await _here.DoAsync(late, HandBack, "handler", Done);

        Assert.True((await _here.ReadAsync(late, "clerk")).Overdue);
        Assert.False((await _here.ReadAsync(inTime, "clerk")).Overdue);
    }

    [Theory]
    [InlineData("您的来信已收悉。")]
    [InlineData("已转交相关部门办理。")]
    public async Task Received_or_passed_on_settles_nothing(string words)
    {
        var id = await _here.InHandAsync();

        Assert.Equal(
            "act.acknowledgement", await _here.RefusedAsync(id, HandBack, "handler", Done with { Words = words }));
    }

    [Fact]
    public async Task A_third_redo_takes_it_one_level_up()
    {
        var id = await _here.InHandAsync();
        for (var i = 0; i < 3; i++)
        {
            await _here.DoAsync(id, HandBack, "handler", Done);
            await _here.DoAsync(id, Redo, "clerk", new() { Reason = "not-done", InnerWords = "没换" });
        }

        Assert.Equal(MatterStage.Listed, (await _here.ReadAsync(id, "clerk")).Stage);
        Assert.Contains((await _here.ReadAsync(id, "town")).Acts, arrow => arrow.Action is Dispatch);
    }

    [Fact]
    public async Task A_joined_voice_that_is_not_settled_goes_on_in_a_matter_of_its_own()
    {
        var id = await _here.InHandAsync();
        var joined = Sure(await _here.JoinAsync(id, ""));
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, Confirm, "resident", Happy);

        var stage = await _here.DoAsync(id, NotSettled, "", new()
        {
            Words = "我们单元还是黑的",
            Rating = Rating.Dissatisfied,
            Secret = joined.Secret,
        });

        Assert.Equal(MatterStage.Settled, stage);
        var goesOn = (await _here.ReadAsync(id, "clerk")).History[^1].Facts["goesOn"].GetGuid();
        var own = await _here.ReadAsync(goesOn, "clerk");
        Assert.Equal((MatterStage.Reopened, id), (own.Stage, own.Continues));
        Assert.Equal(
            MatterStage.Dispatched, await _here.DoAsync(goesOn, Dispatch, "clerk", await _here.ToBridgeAsync()));
    }

    [Fact]
    public async Task The_same_person_twice_is_one_voice()
    {
        var id = await _here.RaisedAsync();
        var request = new RaiseRequest { Phone = "199 0000 4321" };

        var (first, second) = (Sure(await _here.JoinAsync(id, "", request)), Sure(
            await _here.JoinAsync(id, "", request)));

        Assert.Equal(first.Code, second.Code);
        Assert.Equal(2, (await _here.ReadAsync(id, "clerk")).Voices);
    }

    [Fact]
    public async Task Twenty_voices_at_once_are_all_counted()
    {
        var id = await _here.RaisedAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => _here.JoinAsync(id, "", new() { Phone = $"1990001{i:D4}" }))));

        Assert.Equal(21, (await _here.ReadAsync(id, "clerk")).Voices);
    }

    [Theory]
    [InlineData(RequestType.Complaint)]
    [InlineData(RequestType.Report)]
    public async Task Complaints_and_reports_cannot_be_joined_or_let_out(RequestType type)
    {
        var id = await _here.RaisedAsync(request: new() { Detail = "物业乱收费", Area = Community, RequestType = type });

        Assert.Equal("matter.unknown", Refusal(await _here.JoinAsync(id, "")));
        Assert.Equal("matter.not-public", await _here.RefusedAsync(id, LetOut, "clerk"));
    }

    [Fact]
    public async Task The_body_complained_of_is_never_the_one_that_handles()
    {
        var bridge = await _here.BodyAsync("桥头物业");
        var id = await _here.RaisedAsync("clerk", new()
        {
            Detail = "物业不开发票",
            Area = Community,
            RequestType = RequestType.Complaint,
            Respondent = bridge,
        });

        Assert.Equal("matter.respondent", await _here.RefusedAsync(id, Dispatch, "clerk", new() { Body = bridge }));
    }

    [Fact]
    public async Task Merged_matters_keep_their_voices_and_share_the_handling()
    {
        var lead = await _here.InHandAsync();
        var other = await _here.RaisedAsync("buildinghead");
        Assert.Equal(MatterStage.Merged, await _here.DoAsync(other, Merge, "clerk", new() { Target = lead }));
        Assert.Equal(2, (await _here.ReadAsync(lead, "clerk")).Voices);
        await _here.DoAsync(lead, HandBack, "handler", Done);

        Assert.Equal(MatterStage.Checked, await _here.DoAsync(lead, Confirm, "buildinghead", Happy));
        Assert.Equal(MatterStage.Settled, await _here.DoAsync(lead, Confirm, "resident", Happy));
        Assert.Equal(MatterStage.Listed, await _here.DoAsync(other, Split, "clerk", new() { InnerWords = "不是一回事" }));
        Assert.Equal(1, (await _here.ReadAsync(lead, "clerk")).Voices);
    }

    [Fact]
    public async Task Silence_is_not_consent()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        _here.At("2026-06-29T17:59");
        await _here.RoundAsync();
        Assert.Equal(MatterStage.Checked, (await _here.ReadAsync(id, "clerk")).Stage);

        _here.At("2026-07-01T09:00");
        await _here.RoundAsync();
        var sheet = await _here.ReadAsync(id, "clerk");
        Assert.Equal((MatterStage.Unconfirmed, (RaiserOutcome?)null), (sheet.Stage, sheet.RaiserOutcome));
        Assert.Equal(MatterStage.Reopened, await _here.DoAsync(
            id, NotSettled, "resident", new() { Words = "还是不亮", Rating = Rating.Dissatisfied }));
    }

    [Fact]
    public async Task A_caller_enters_what_the_raiser_says_and_is_named()
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, RecordAttempt, "caller", new() { Attempt = CallAttempt.NoAnswer });
        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, Confirm, "handler", Happy));

        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, Confirm, "caller", Happy));
        Assert.Equal("肖敏", (await _here.ReadAsync(id, "clerk")).History[^1].Who);
    }

    [Fact]
    public async Task Declined_may_be_appealed_once()
    {
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Decline, "clerk", new() { Reason = "no-facts", Words = "没有写清地点，请补充后再提。" });
        await _here.DoAsync(id, Appeal, "resident", new() { Words = "三号楼二单元，写得很清楚" });
        await _here.DoAsync(id, RefuseAppeal, "town", new() { Words = "仍无法核实。" });

        Assert.Equal("matter.appealed", await _here.RefusedAsync(id, Appeal, "resident", new() { Words = "再看看" }));
    }

    [Fact]
    public async Task Of_two_clerks_with_the_same_page_one_wins()
    {
        var id = await _here.RaisedAsync();
        var seen = (await _here.ReadAsync(id, "clerk")).Version;
        var request = await _here.ToBridgeAsync() with { Version = seen };

        var results = await Task.WhenAll(
            Task.Run(() => _here.TryAsync(id, Dispatch, "clerk", request)),
            Task.Run(() => _here.TryAsync(id, Accept, "clerk", new() { Version = seen })));

        Assert.Single(results, result => result.TryGet(out _, out _));
        Assert.Equal(seen + 1, (await _here.ReadAsync(id, "clerk")).Version);
    }

    [Fact]
    public async Task Reminders_come_before_the_end_and_the_ladder_after_it()
    {
        var id = await _here.InHandAsync();
        var due = (await _here.ReadAsync(id, "handler")).DueAt!.Value;
        foreach (var day in (int[])[-1, 2, 5, 9])
        {
            _here.At(
                Kernel.ChinaTime.OnTheWall(due.AddDays(day))
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            await _here.RoundAsync();
            await _here.RoundAsync();
        }

        Assert.Equal(
            ["Remind", "Remind", "Remind", "Supervise"],
            (await _here.ReadAsync(id, "clerk")).History.Select(line => line.Action)
                .Where(action => action is "Remind" or "Supervise"));
    }

    private static string Refusal<T>(Kernel.Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? "went through" : refusal.Code;
}

public sealed class LifeOnSqlite(DemoSiteOnSqlite site) : LifeContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class LifeOnPostgres(DemoSiteOnPostgres site) : LifeContract(site), IClassFixture<DemoSiteOnPostgres>;
