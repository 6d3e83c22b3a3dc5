using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>What offices do beside the straight life: limits by type, repeats, exclusions, 不满意重办.</summary>
public abstract class PracticeContract
{
    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected PracticeContract(DemoSite site)
    {
        _site = site;
        _here = new(site);
        // A Monday with five working days after it.
        _here.At("2026-06-08T09:00");
    }

    [Theory]
    [InlineData(RequestType.Enquiry, "0101", "2 working-day")]
    [InlineData(RequestType.Suggestion, "0101", "10 working-day")]
    [InlineData(RequestType.Help, null, "5 working-day")]
    public async Task The_type_of_request_sets_the_limit(RequestType type, string? category, string limit)
    {
        var id = await _here.InHandAsync(
            new() { Detail = "问一问", Area = Community, RequestType = type, Category = category });

        Assert.Equal(
            limit,
            (await _here.ReadAsync(id, "clerk"))
                .History.Single(line => line.Action == "Dispatch").Facts["limit"].GetString());
    }

    [Fact]
    public async Task A_repeat_is_declined_only_with_the_same_persons_closed_matter_cited()
    {
        var earlier = await SettledAsync(Happy);
        var somebodyElses = await _here.RaisedAsync("buildinghead");
        var id = await _here.RaisedAsync();
        var repeat = new ActRequest { Reason = MatterReasons.Repeat, Words = "这件事已经办结，没有新的情况。" };

        Assert.Equal("act.earlier", await _here.RefusedAsync(id, Decline, "clerk", repeat));
        Assert.Equal(
            "act.earlier-unknown",
            await _here.RefusedAsync(id, Decline, "clerk", repeat with { Target = somebodyElses }));
        Assert.Equal(
            "act.earlier-unknown", await _here.RefusedAsync(id, Decline, "clerk", repeat with { Target = id }));
        Assert.Equal(
            "act.earlier-unknown",
            await _here.RefusedAsync(id, Decline, "clerk", repeat with { Target = Guid.CreateVersion7() }));
        Assert.Equal(MatterStage.Declined, await _here.DoAsync(id, Decline, "clerk", repeat with { Target = earlier }));
        Assert.Equal(earlier, (await _here.ReadAsync(id, "resident")).History[^1].Earlier);
    }

    [Fact]
    public async Task An_exclusion_is_applied_for_within_its_window_with_proof_that_the_raiser_does_not_see()
    {
        var id = await SettledAsync(Happy);
        var apply = new ActRequest { Reason = "policy-limit", InnerWords = "规划批复第 12 号" };
        Assert.Equal("act.proof", await _here.RefusedAsync(id, RequestExclusion, "handler", apply));
        var proof = await ProofAsync(id);

        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, RequestExclusion, "handler", apply));
        var office = await _here.ReadAsync(id, "town");
        Assert.Equal([proof], office.History[^1].Proof);
        Assert.Contains(office.Files, file => file.Id == proof);
        Assert.DoesNotContain((await _here.ReadAsync(id, "resident")).Files, file => file.Id == proof);
        Assert.Equal((404, 200), (await OpenedAsync("resident", proof), await OpenedAsync("handler", proof)));
    }

    [Theory]
    [InlineData("2026-06-15T18:00", "Settled")]
    [InlineData("2026-06-15T18:01", "matter.exclusion-late")]
    public async Task The_window_for_exclusions_is_five_working_days(string then, string what)
    {
        var id = await SettledAsync(Happy);
        await ProofAsync(id);
        _here.At(then);

        var result = await _here.TryAsync(
            id, RequestExclusion, "handler", new() { Reason = "policy-limit", InnerWords = "见附件" });

        Assert.Equal(what, result.TryGet(out var acted, out var refusal) ? acted.Stage.ToString() : refusal.Code);
        Assert.DoesNotContain((await _here.ReadAsync(id, "handler")).Acts, arrow => arrow.Action is RequestExclusion);
    }

    [Fact]
    public async Task Who_is_dissatisfied_with_what_is_settled_sends_it_back_once()
    {
        var unhappy = Happy with { RaiserOutcome = RaiserOutcome.PartlySolved, Rating = Rating.Dissatisfied };
        var id = await SettledAsync(unhappy, MatterStage.Reopened);
        var sheet = await _here.ReadAsync(id, "clerk");
        Assert.Equal(["Confirm", "SendBack"], sheet.History.TakeLast(2).Select(line => line.Action));
        Assert.Equal((Rating.Dissatisfied, null), (sheet.Rating, sheet.History[^1].Who));

        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.Equal(MatterStage.Settled, await _here.DoAsync(id, Confirm, "resident", unhappy));
    }

    [Fact]
    public async Task A_joined_voice_that_is_dissatisfied_goes_on_alone()
    {
        var id = await _here.InHandAsync();
        var joined = Sure(await _here.JoinAsync(id, ""));
        await _here.DoAsync(id, HandBack, "handler", Done);
        await _here.DoAsync(id, Confirm, "resident", Happy);

        await _here.DoAsync(id, Confirm, "", Happy with { Rating = Rating.Dissatisfied, Secret = joined.Secret });

        var sheet = await _here.ReadAsync(id, "clerk");
        Assert.Equal(MatterStage.Settled, sheet.Stage);
        Assert.Equal(
            MatterStage.Reopened, (await _here.ReadAsync(sheet.History[^1].Facts["goesOn"].GetGuid(), "clerk")).Stage);
    }

    private async Task<Guid> SettledAsync(ActRequest heard, MatterStage then = MatterStage.Settled)
    {
        var id = await _here.InHandAsync();
        await _here.DoAsync(id, HandBack, "handler", Done);
        Assert.Equal(then, await _here.DoAsync(id, Confirm, "resident", heard));
        _here.At("2026-06-08T10:00");
        return id;
    }

    [Fact]
    public async Task A_place_is_corrected_inside_ones_own_area_and_where_the_body_serves()
    {
        var (away, there) = (new ActRequest { Area = NextDoor }, new ActRequest { Area = Community });
        var id = await _here.RaisedAsync();
        Assert.Equal("act.area-elsewhere", await _here.RefusedAsync(id, Correct, "clerk", away));
        Assert.Equal(MatterStage.Raised, await _here.DoAsync(id, Correct, "town", away));
        Assert.Equal(MatterStage.Raised, await _here.DoAsync(id, Correct, "town", there));

        await _here.DoAsync(id, Dispatch, "clerk", new() { Body = await _here.BodyAsync("街心社区居委会") });

        Assert.Equal("act.area-not-served", await _here.RefusedAsync(id, Correct, "town", away));
        Assert.Equal(Community, $"{(await _here.ReadAsync(id, "town")).Area?.Code.Community}");
        await _here.DoAsync(id, Correct, "clerk", new() { Area = (await _here.BuildingAsync()).ToString() });
    }

    [Fact]
    public async Task A_reminder_that_comes_after_the_end_says_so()
    {
        var id = await _here.InHandAsync();
        _here.At("2026-07-06T10:00");

        await _here.RoundAsync();

        var told = (await _here.ReadAsync(id, "clerk")).History.First(line => line.Action == "Remind").InnerWords;
        Assert.Equal(["提醒：已经超过办理时限"], told);
    }

    [Fact]
    public async Task A_call_back_waits_for_the_working_day_on_which_the_rules_want_it()
    {
        // A Friday.
        _here.At("2026-09-04T10:00");
        await _here.InScopeAsync(async services =>
        {
            var set = await services.GetRequiredService<BandengDb>().ExecuteAsync(
                "insert into matter_rules (valid_from, body) values (@day, @body)",
                new { day = "2026-09-04", body = RulesFile.Write(new MatterRules { CallBackAfter = 1 }) },
                CancellationToken.None);
            services.GetRequiredService<Recent<DateOnly, MatterRules>>().Forget();
            return set;
        });
        var id = await _here.InHandAsync();
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(id, HandBack, "handler", Done));

        Assert.DoesNotContain(id, await CallsAsync());
        _here.At("2026-09-06T10:00");
        Assert.DoesNotContain(id, await CallsAsync());
        _here.At("2026-09-07T08:00");
        Assert.Contains(id, await CallsAsync());

        // Silence has its whole time from the Monday of the call on.
        Assert.Equal(
            Kernel.Clocks.Deadline.Of(_here.Now, new Limit(15, LimitClass.WorkingDay), WorkCalendar.Official).At,
            (await _here.ReadAsync(id, "clerk")).StageDueAt);
    }

    private async Task<IEnumerable<Guid>> CallsAsync()
    {
        var caller = await _here.PersonAsync("caller");
        return (await _here.InScopeAsync(services => services.GetRequiredService<WaitingMatters>()
            .ForCallAsync(caller, null, 1000, CancellationToken.None))).Lines.Select(line => line.Id);
    }

    [Fact]
    public async Task What_another_module_brings_in_is_here_once_and_its_sender_may_move_the_deadline()
    {
        var due = _here.Now.AddDays(9);
        var request = new RaiseRequest
        {
            Id = Guid.CreateVersion7(),
            Detail = "答应过的：装一个扶手",
            Area = Community,
            IsForSomebodyElse = true,
            Kind = "order",
            Channel = Channel.Hotline,
            Platform = "12345",
            OutsideNumber = $"N{Guid.CreateVersion7():N}",
            OuterDueAt = due,
        };
        var first = Sure(await TakeInAsync(request, "clerk", "来电人说下午在家"));
        var again = Sure(await TakeInAsync(request with { Id = null }, "clerk"));

        Assert.Equal((true, false, first.MatterId, first.Code), (first.IsNew, again.IsNew, again.MatterId, again.Code));
        Assert.NotNull(first.Secret);
        Assert.Null(again.Secret);
        Assert.False((await TakeInAsync(request with { Id = Guid.CreateVersion7(), OutsideNumber = null, Area = NextDoor }, "clerk")).TryGet(out _, out var no));
        Assert.Equal("matter.not-filing", no.Code);

        var moved = due.AddDays(2);
        var word = new LaterWord("改到周五以前")
        {
            Platform = "12345",
            OutsideNumber = request.OutsideNumber,
            OuterDueAt = moved,
        };
        Sure(await AddAsync(first.MatterId, word));
        Assert.Equal(moved, (await _here.ReadAsync(first.MatterId, "clerk")).OuterDueAt);
        Assert.Contains(
            "改到周五以前", (await _here.ReadAsync(first.MatterId, "clerk")).History.SelectMany(line => line.InnerWords));
        Assert.False((await AddAsync(Guid.CreateVersion7(), word)).TryGet(out _, out no));
        Assert.Equal("matter.unknown", no.Code);
    }

    private async Task<Result<TakenIn>> TakeInAsync(RaiseRequest request, string userName, string? aside = null)
    {
        var by = await _here.PersonAsync(userName);
        return await _here.InScopeAsync(services =>
            services.GetRequiredService<IMatterIntake>().TakeInAsync(request, aside, by, CancellationToken.None));
    }

    private async Task<Result<Guid>> AddAsync(Guid id, LaterWord word)
    {
        var by = await _here.PersonAsync("clerk");
        return await _here.InScopeAsync(services =>
            services.GetRequiredService<IMatterIntake>().AddAsync(id, word, by, CancellationToken.None));
    }

    private async Task<Guid> ProofAsync(Guid id)
    {
        var viewer = await _here.PersonAsync("handler");
        using var content = new MemoryStream(Files.Pictures.Jpeg());
        return Sure(await _here.InScopeAsync(services => services.GetRequiredService<AddFile>()
            .RunAsync(id, content, "批复.jpg", FileMoment.Proof, viewer, null, CancellationToken.None))).Id;
    }

    private async Task<int> OpenedAsync(string userName, Guid file)
    {
        using var client = _site.CreateDefaultClient(new Residents.CookieJar());
        using var signedIn = await DemoSite.SignInAsync(client, userName, DemoSite.Password);
        using var answer = await client.GetAsync($"/files/{file}");
        return (int)answer.StatusCode;
    }
}

public sealed class PracticeOnSqlite(DemoSiteOnSqlite site) : PracticeContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class PracticeOnPostgres(DemoSiteOnPostgres site)
    : PracticeContract(site), IClassFixture<DemoSiteOnPostgres>;
