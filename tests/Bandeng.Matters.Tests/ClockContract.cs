using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>What stops the clock of a matter, what does not, and what nobody can wipe out.</summary>
public abstract class ClockContract(DemoSite site)
{
    private readonly Neighbourhood _here = new(site);

    [Fact]
    public async Task Ours_ends_before_the_deadline_of_an_outside_order()
    {
        _here.At("2026-06-01T09:00");
        var id = await _here.RaisedAsync("clerk", new()
        {
            Detail = "热线转来：路灯不亮",
            Area = Community,
            IsForSomebodyElse = true,
            Name = "某某",
            OuterDueAt = Moment("2026-06-03T10:00"),
        });
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        Assert.Equal(Moment("2026-06-02T16:00"), (await _here.ReadAsync(id, "clerk")).DueAt);

        await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "是几号楼？" });
        _here.At("2026-06-02T09:00");
        await _here.DoAsync(id, RaiserReplies, "clerk", new() { Words = "三号楼" });
        Assert.Equal(Moment("2026-06-02T16:00"), (await _here.ReadAsync(id, "clerk")).DueAt);

        await _here.DoAsync(id, RequestExtension, "handler", new() { Days = 5, InnerWords = "等配件" });
        await _here.DoAsync(id, EndorseExtension, "town", new() { InnerWords = "属实" });
        await _here.DoAsync(id, ApproveExtension, "clerk", new() { Words = "配件下周到。" });
        Assert.Equal(Moment("2026-06-02T16:00"), (await _here.ReadAsync(id, "clerk")).DueAt);
    }

    [Fact]
    public async Task Where_little_is_left_ours_ends_halfway_and_an_own_limit_that_is_shorter_stays()
    {
        _here.At("2026-06-01T09:00");
        var near = await OrderAsync("2026-06-01T11:00");
        var far = await OrderAsync("2026-06-30T18:00");
        await _here.DoAsync(near, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(
            far, Dispatch, "clerk",
            new() { Body = await _here.BodyAsync("桥头物业"), LimitAmount = 2, LimitClass = LimitClass.WorkingDay });

        Assert.Equal(Moment("2026-06-01T10:00"), (await _here.ReadAsync(near, "clerk")).DueAt);
        Assert.Equal(Moment("2026-06-03T18:00"), (await _here.ReadAsync(far, "clerk")).DueAt);
    }

    private Task<Guid> OrderAsync(string due) => _here.RaisedAsync("clerk", new()
    {
        Detail = "热线转来：路灯不亮",
        Area = Community,
        IsForSomebodyElse = true,
        Name = "某某",
        OuterDueAt = Moment(due),
    });

    [Theory]
    [InlineData(HandBack)]
    [InlineData(AskRaiser)]
    [InlineData(Redispatch)]
    [InlineData(Escalate)]
    public async Task What_was_late_stays_late_however_it_goes_on(MatterAction way)
    {
        _here.At("2026-06-01T09:00");
        var hour = new ActRequest
        {
            Body = await _here.BodyAsync("桥头物业"),
            LimitAmount = 1,
            LimitClass = LimitClass.Hour,
        };
        var id = await _here.InHandAsync(dispatch: hour);
        _here.At("2026-06-01T10:30");
        switch (way)
        {
            case AskRaiser:
                await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "是几号楼？" });
                break;
            case Redispatch:
                await _here.DoAsync(
                    id, Redispatch, "clerk", hour with { Body = await _here.BodyAsync("街心社区居委会") });
                await _here.DoAsync(id, SignFor, "gridworker");
                break;
            case Escalate:
                await _here.DoAsync(id, Escalate, "clerk", new() { Reason = "beyond-level", InnerWords = "办不了" });
                await _here.DoAsync(id, Dispatch, "town", hour);
                await _here.DoAsync(id, SignFor, "handler");
                break;
        }

        await _here.DoAsync(id, HandBack, way is Redispatch ? "gridworker" : "handler", Done);
        Assert.True((await _here.ReadAsync(id, "clerk")).Overdue);
    }

    [Fact]
    public async Task Sent_again_to_the_body_that_has_it_no_clock_starts_anew()
    {
        _here.At("2026-06-01T09:00");
        var bridge = await _here.ToBridgeAsync();
        var helped = bridge with { Assistants = [await _here.BodyAsync("街心社区居委会")] };
        var id = await _here.InHandAsync(
            dispatch: bridge with { LimitAmount = 2, LimitClass = LimitClass.WorkingDay });
        _here.At("2026-06-02T09:00");

        Assert.Equal("matter.same-body", await _here.RefusedAsync(id, Redispatch, "clerk", bridge));
        Assert.Equal("matter.same-body", await _here.RefusedAsync(
            id, Redispatch, "clerk", helped with { LimitAmount = 30, LimitClass = LimitClass.WorkingDay }));

        Assert.Equal(MatterStage.Dispatched, await _here.DoAsync(id, Redispatch, "clerk", helped));
        var sheet = await _here.ReadAsync(id, "clerk");
        Assert.Equal(
            (Moment("2026-06-03T18:00"), "2 working-day", 1),
            (sheet.DueAt, sheet.History[^1].Facts["limit"].GetString(), sheet.AssistantIds.Count));
        Assert.Equal(MatterStage.Accepted, await _here.DoAsync(id, SignFor, "handler"));

        // Its questions pause the clock that runs from the first dispatch.
        await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "是几号楼？" });
        _here.At("2026-06-03T09:00");
        await _here.DoAsync(id, RaiserReplies, "resident", new() { Words = "三号楼。" });
        Assert.Equal(Moment("2026-06-04T18:00"), (await _here.ReadAsync(id, "clerk")).DueAt);
    }

    [Fact]
    public async Task An_objection_that_was_upheld_is_no_lateness_of_who_gets_it_then()
    {
        _here.At("2026-06-01T09:00");
        var id = await _here.InHandAsync(
            dispatch: new() { Body = await _here.BodyAsync("桥头物业"), LimitAmount = 1, LimitClass = LimitClass.Hour });
        _here.At("2026-06-01T10:30");
        await _here.DoAsync(
            id, Return, "handler", new() { Reason = "not-our-duty", Basis = "第三条", InnerWords = "不归物业" });
        await _here.DoAsync(id, UpholdReturn, "town", new() { InnerWords = "属实" });
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, HandBack, "handler", Done);

        Assert.False((await _here.ReadAsync(id, "clerk")).Overdue);
    }

    [Fact]
    public async Task A_question_ends_where_the_work_goes_on_without_its_answer()
    {
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Accept, "clerk");
        await _here.DoAsync(id, AskRaiser, "clerk", new() { Words = "是几号楼？" });
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        Assert.False((await _here.ReadAsync(id, "clerk")).IsAsked);

        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, AskRaiser, "handler", new() { Words = "几点在家？" });
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.False((await _here.ReadAsync(id, "clerk")).IsAsked);
    }

    [Fact]
    public async Task An_answer_gives_the_office_its_time_to_dispatch_anew()
    {
        _here.At("2026-06-01T09:00");
        var id = await _here.RaisedAsync();
        await _here.DoAsync(id, Accept, "clerk");
        await _here.DoAsync(id, AskRaiser, "clerk", new() { Words = "是几号楼？" });
        _here.At("2026-06-03T09:00");
        await _here.DoAsync(id, RaiserReplies, "resident", new() { Words = "三号楼" });

        Assert.Equal(Moment("2026-06-03T15:00"), (await _here.ReadAsync(id, "clerk")).StageDueAt);
    }

    [Fact]
    public async Task The_time_of_the_check_is_given_back_to_whoever_does_it_again()
    {
        _here.At("2026-06-01T09:00");
        var id = await _here.InHandAsync(
            dispatch: new() { Body = await _here.BodyAsync("桥头物业"), LimitAmount = 5, LimitClass = LimitClass.Hour });
        _here.At("2026-06-01T10:00");
        await _here.DoAsync(id, HandBack, "handler", Done);
        _here.At("2026-06-01T13:00");
        await _here.DoAsync(id, Redo, "clerk", new() { Reason = "not-done", InnerWords = "还是不亮" });

        Assert.Equal(Moment("2026-06-01T17:00"), (await _here.ReadAsync(id, "clerk")).DueAt);
    }

    [Fact]
    public async Task Three_times_not_settled_takes_it_one_level_up()
    {
        var id = await _here.InHandAsync();
        for (var round = 1; round <= 3; round++)
        {
            await _here.DoAsync(id, HandBack, "handler", Done);
            var stage = await _here.DoAsync(
                id, NotSettled, "resident", new() { Words = "还是不亮", Rating = Rating.Dissatisfied });
            Assert.Equal(round < 3 ? MatterStage.Reopened : MatterStage.Listed, stage);
            if (round < 3)
            {
                await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
                await _here.DoAsync(id, SignFor, "handler");
            }
        }

        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync()));
    }

    [Fact]
    public async Task Only_bodies_of_the_place_assist_and_never_the_one_complained_of()
    {
        var bridge = await _here.BodyAsync("桥头物业");
        var id = await _here.RaisedAsync("clerk", new()
        {
            Detail = "物业乱收费",
            Area = Community,
            IsForSomebodyElse = true,
            Name = "某某",
            RequestType = RequestType.Complaint,
            Respondent = bridge,
        });
        var lead = await _here.BodyAsync("街心社区居委会");

        Assert.Equal(
            "matter.respondent-assists",
            await _here.RefusedAsync(id, Dispatch, "clerk", new() { Body = lead, Assistants = [bridge] }));
        Assert.Equal(
            "act.assistants",
            await _here.RefusedAsync(
                id, Dispatch, "clerk", new() { Body = lead, Assistants = [Guid.CreateVersion7()] }));
        var away = await _here.BodyAsync("安心物业", NextDoor);
        Assert.Equal(
            "act.assistants",
            await _here.RefusedAsync(id, Dispatch, "clerk", new() { Body = lead, Assistants = [away] }));
    }

    private static DateTimeOffset Moment(string local) =>
        ChinaTime.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture));
}

public sealed class ClockOnSqlite(DemoSiteOnSqlite site) : ClockContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ClockOnPostgres(DemoSiteOnPostgres site) : ClockContract(site), IClassFixture<DemoSiteOnPostgres>;
