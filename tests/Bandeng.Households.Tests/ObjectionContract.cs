using System.Globalization;
using Bandeng.Households.Grids;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.Objecting;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>
/// A plan of grids is shown, objected to, answered and adopted for a day, on whichever database the site runs on.
/// </summary>
public abstract class ObjectionContract(Engine engine) : IAsyncLifetime
{
    private const string Phone = "13907380001";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly DateOnly First = new(2026, 6, 1);
    private static readonly DateOnly Last = new(2026, 6, 10);
    private static readonly Viewer Clerk = new(
        Guid.CreateVersion7(), "clerk", [new HeldPost(Guid.CreateVersion7(), "Clerk", Community, null, null)]);
    private static readonly Viewer Neighbour = new(
        Guid.CreateVersion7(), "clerk2",
        [new HeldPost(Guid.CreateVersion7(), "Clerk", AreaCode.Parse("431302001002"), null, null)]);

    private HouseholdSite _site = null!;
    private Viewer _resident = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        var list = "社区,楼栋,户数,经度,纬度\n" + string.Concat(Enumerable.Range(0, 6).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"街心,{101 + i}号楼,100,{112.001 + i * 0.0015:F4},27.702\n")));
        await ActAsync((ImportBuildings import) =>
            import.RunAsync(new(HouseholdSite.Write(list)), Viewer.System, None));
        _resident = await PersonAsync(Phone);
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(90)]
    public async Task The_first_and_the_last_day_of_a_window_both_count(int days)
    {
        var plan = await ProposedAsync();

        Assert.Equal("", await ShowAsync(plan, First, First.AddDays(days - 1)));
    }

    [Fact]
    public async Task What_is_shown_stays_as_it_is_until_it_is_taken_back()
    {
        var plan = await ProposedAsync();
        foreach (var (from, to, code) in new (DateOnly?, DateOnly?, string)[]
        {
            (null, Last, "showing.from"), (First.AddDays(-1), Last, "showing.from"),
            (First, null, "decision.window-short"),
            (First, First.AddDays(5), "decision.window-short"), (First, First.AddDays(90), "showing.long"),
            (First.AddDays(91), First.AddDays(100), "showing.long"),
        })
        {
            Assert.Equal(code, await ShowAsync(plan, from, to));
        }

        Assert.Equal(
            "plan.unknown",
            await CodeAsync((ShowPlan show) => show.ShowAsync(plan.Id, plan.Version, First, Last, Neighbour, None)));
        Assert.Equal("", await ShowAsync(plan, First, Last));
        Assert.Equal("place.overtaken", await ShowAsync(plan, First, Last));
        Assert.Equal("plan.shown", await ShowAsync(await AgainAsync(plan), First, Last));
        Assert.Equal(1, await _site.CountAsync("select count(*) from grid_showings"));

        // It stays: nobody moves a building of it, new proposals stand beside it, another is neither shown nor adopted.
        var building = plan.GridOf().Keys.First();
        Assert.Equal("plan.shown", await CodeAsync((DivideGrids divide) => MoveAsync(divide, plan.Id, building)));
        var other = await ProposedAsync();
        Assert.NotEqual(plan.Id, other.Id);
        Assert.Equal(plan.Assignment, (await AgainAsync(plan)).Assignment);
        Assert.Equal("showing.other", await ShowAsync(other, First, Last));
        Assert.Equal("showing.other", await AdoptAsync(other, new("居〔2026〕1号", First) { NotShownWhy = "没有变化" }));

        Assert.Equal("showing.reason", await TakeBackAsync(plan, " "));
        Assert.Equal(
            "plan.unknown",
            await CodeAsync((ShowPlan show) => show.TakeBackAsync(plan.Id, plan.Version + 1, "不归我管", Neighbour, None)));
        Assert.Equal("", await TakeBackAsync(plan, "第二格画错了"));
        Assert.Equal("showing.none", await TakeBackAsync(plan, "第二格画错了"));
        Assert.Equal("", await CodeAsync((DivideGrids divide) => MoveAsync(divide, plan.Id, building)));
        await ProposedAsync();
        Assert.Equal("", await ShowAsync(await AgainAsync(plan), First, Last));
        Assert.Equal(
            ["grid-plan.show", "grid-plan.show", "grid-plan.take-back"],
            await _site.RowsAsync<string>(
                "select action from trail_events where action like 'grid-plan.%' order by action"));
        await VerifyAsync();
    }

    [Fact]
    public async Task Anyone_objects_in_the_window_once_and_nobody_outside_of_it()
    {
        var plan = await ShownAsync(First.AddDays(2), Last);
        var sent = Objection(plan, "我们楼离第一格更近") with { Name = "曾师傅", Phone = "139 0738 0009" };
        Assert.Equal("objection.early", await SendAsync(sent, Viewer.Nobody));
        At(First.AddDays(2));
        Assert.Equal("plan.unknown", await SendAsync(sent with { PlanId = Guid.CreateVersion7() }, Viewer.Nobody));
        Assert.Equal("objection.name", await SendAsync(sent with { Name = " " }, Viewer.Nobody));
        Assert.Equal("phone.unreadable", await SendAsync(sent with { Phone = "12" }, Viewer.Nobody));
        Assert.Equal("objection.words", await SendAsync(sent with { Words = "\u200b \n" }, Viewer.Nobody));
        Assert.Equal("objection.words", await SendAsync(sent with { Words = new string('长', 2001) }, Viewer.Nobody));
        Assert.Equal(
            "objection.building", await SendAsync(sent with { Building = Guid.CreateVersion7() }, Viewer.Nobody));
        Assert.Equal(0, await _site.CountAsync("select count(*) from grid_objections"));

        // Two taps, the form opened anew, and two taps at the same moment are one; other words under the same form are
        // not taken.
        var code = await CodeOfAsync(sent, Viewer.Nobody);
        Assert.Equal(code, await CodeOfAsync(sent, Viewer.Nobody));
        Assert.Equal(code, await CodeOfAsync(sent with { Id = Guid.CreateVersion7() }, Viewer.Nobody));
        Assert.Equal("objection.sent", await SendAsync(sent with { Words = "另外的话" }, Viewer.Nobody));
        Assert.Equal("objection.sent", await SendAsync(sent with { Phone = "13907380010" }, Viewer.Nobody));
        var mine = Objection(plan, "请把两栋楼放在一起") with { Building = plan.GridOf().Keys.First() };
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => CodeOfAsync(mine, _resident)));
        Assert.Equal(both[0], both[1]);
        Assert.Equal(2, await _site.CountAsync("select count(*) from grid_objections"));
        Assert.Equal(
            2, await _site.CountAsync("select count(*) from trail_events where action = 'grid-objection.send'"));
        Assert.Equal(
            0,
            await _site.CountAsync(
                "select count(*) from grid_objections where name like '%曾%' or phone like '%0738%'"));

        // At the counter the clerk enters it in the resident's name.
        Assert.Equal(
            "", await SendAsync(Objection(plan, "大爷当面说的") with { Name = "刘大爷", Phone = "13907380011" }, Clerk));
        Assert.Equal(1, await _site.CountAsync("select count(*) from grid_objections where person_id is not null"));
        for (var i = 1; i < ObjectToPlan.Most; i++)
        {
            Assert.Equal(
                "",
                await SendAsync(
                    Objection(plan, $"第 {i} 条") with { Name = "曾师傅", Phone = "13907380009" }, Viewer.Nobody));
        }

        Assert.Equal(
            "objection.many",
            await SendAsync(Objection(plan, "再来一条") with { Name = "曾师傅", Phone = "13907380009" }, Viewer.Nobody));
        At(Last);
        Assert.Equal("", await SendAsync(Objection(plan, "最后一天也收"), _resident));
        At(Last.AddDays(1));
        Assert.Equal("objection.late", await SendAsync(Objection(plan, "晚了一天"), _resident));
        Assert.Equal(code, await CodeOfAsync(sent, Viewer.Nobody));
        Assert.Equal("", await TakeBackAsync(plan, "要改"));
        Assert.Equal("objection.ended", await SendAsync(Objection(plan, "收回以后"), _resident));
        await VerifyAsync();
    }

    [Fact]
    public async Task The_office_answers_each_once_and_who_objected_is_told()
    {
        var plan = await ShownAsync(First, Last);
        var one = Objection(plan, "我们楼离第一格更近") with { Name = "曾师傅", Phone = "13907380009" };
        var code = await CodeOfAsync(one, Viewer.Nobody);
        var mine = Objection(plan, "请把两栋楼放在一起");
        await SendAsync(mine, _resident);
        await SendAsync(Objection(plan, "请把两栋楼，放在一起！") with { Name = "吴师傅", Phone = "13907380012" }, Viewer.Nobody);

        Assert.Equal("objection.unknown", await AnswerAsync(new(one.Id, 1, true, "采纳，第二格改划"), Neighbour));
        Assert.Equal("objection.unknown", await AnswerAsync(new(Guid.CreateVersion7(), 1, true, "采纳，第二格改划")));
        Assert.Equal("objection.choice", await AnswerAsync(new(one.Id, 1, null, "采纳，第二格改划")));
        Assert.Equal("objection.answer", await AnswerAsync(new(one.Id, 1, true, "好")));
        Assert.Equal("place.overtaken", await AnswerAsync(new(one.Id, 7, true, "采纳，第二格改划")));
        Assert.Equal("", await AnswerAsync(new(one.Id, 1, true, "采纳，第二格改划")));
        Assert.Equal("objection.answered", await AnswerAsync(new(one.Id, 1, false, "换一个说法")));
        Assert.Equal("objection.answered", await AnswerAsync(new(one.Id, 2, false, "换一个说法")));

        // Two clerks at once: one answer stands. The copy with other marks is answered with it.
        var race = await Task.WhenAll(
            AnswerAsync(new(mine.Id, 1, false, "隔着马路，不便巡查", Same: true)), AnswerAsync(new(mine.Id, 1, true, "可以放在一起")));
        Assert.Single(race, result => result.Length == 0);
        Assert.Equal(1, await _site.CountAsync($"select count(*) from trail_events where subject_id = '{Id(mine.Id)}' and action <> 'grid-objection.send'"));

        var read = await ActAsync((ReadObjections objections) =>
            objections.OfCodeAsync(code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), None));
        Assert.Equal((ObjectionState.Accepted, "采纳，第二格改划", null), (read!.State, read.Answer, read.Words));
        Assert.Null(await ActAsync((ReadObjections objections) => objections.OfCodeAsync("22222-22222", None)));
        var own = Assert.Single(
            await ActAsync((ReadObjections objections) => objections.OfPersonAsync(_resident.PersonId!.Value, None)));
        Assert.Equal("请把两栋楼放在一起", own.Words);
        Assert.Equal(
            1,
            await _site.CountAsync(
                $"select count(*) from notices where person_id = '{Id(_resident.PersonId!.Value)}'"));
        Assert.InRange(await _site.CountAsync("select count(*) from outbox_messages"), 1, 2);
        var cards = await ActAsync((ReadObjections objections) => objections.OfPlanAsync(plan.Id, None));
        Assert.Contains("曾师傅", cards.Select(card => card.Who));
        Assert.All(await ActAsync((ReadObjections objections) => objections.PublicAsync(plan.Id, None)), shown =>
            Assert.DoesNotContain("曾师傅", $"{shown}", StringComparison.Ordinal));
        await VerifyAsync();
    }

    [Fact]
    public async Task It_is_adopted_after_the_window_with_every_objection_answered_as_it_was_shown()
    {
        var plan = await ShownAsync(First, Last);
        var sent = Objection(plan, "第二格太大");
        await SendAsync(sent, _resident);
        var (decided, decision) = (Last.AddDays(1), new GridDecision("居〔2026〕3号", Last.AddDays(1)));
        Assert.Equal("decision.open", await AdoptAsync(plan, decision with { DecidedOn = First }));
        At(Last);
        Assert.Equal("decision.open", await AdoptAsync(plan, decision with { DecidedOn = Last, NotShownWhy = "不用公示" }));
        At(decided);
        Assert.Equal("decision.number", await AdoptAsync(plan, decision with { Number = " " }));
        Assert.Equal("decision.day", await AdoptAsync(plan, decision with { DecidedOn = decided.AddDays(1) }));
        Assert.Equal("decision.early", await AdoptAsync(plan, decision with { DecidedOn = Last }));
        Assert.Equal("decision.from-day", await AdoptAsync(plan, decision with { HoldsFrom = decided.AddDays(-1) }));
        Assert.Equal("decision.from-day", await AdoptAsync(plan, decision with { HoldsFrom = decided.AddDays(367) }));
        Assert.Equal("objections.open", await AdoptAsync(plan, decision));
        Assert.Equal(
            "plan.unknown",
            await CodeAsync((DivideGrids divide) =>
                divide.AdoptAsync(plan.Id, plan.Version + 1, decision, Neighbour, None)));
        await AnswerAsync(new(sent.Id, 1, false, "没有超过上限，不拆"));

        // A house was built since: it goes to the grid in whose outline it lies, and nothing was proposed anew.
        await ActAsync((ImportBuildings import) => import.RunAsync(
            new(HouseholdSite.Write("社区,楼栋,户数,经度,纬度\n街心,新楼,10,112.0011,27.7021\n")), Viewer.System, None));
        var race = await Task.WhenAll(AdoptAsync(plan, decision), AdoptAsync(plan, decision));
        Assert.Single(race, result => result.Length == 0);
        Assert.Equal("plan.adopted", await AdoptAsync(plan, decision));
        Assert.Equal(plan.GridOf().Values.Distinct().Count(), (await ChildrenAsync()).Count);
        Assert.Equal(1, await _site.CountAsync("select count(*) from trail_events where action = 'grid-plan.adopt'"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from trail_events where action = 'area.grids'"));
        Assert.Equal("Adopted", (await _site.RowsAsync<string>("select ended_why from grid_showings"))[0]);
        Assert.Equal(
            AreaLevel.Building,
            AreaCode.FromValue((await _site.RowsAsync<long>("select area_code from places where name = '新楼'"))[0])
                .Level);
        Assert.Equal("plan.adopted", await ShowAsync(await AgainAsync(plan), decided, decided.AddDays(9)));
        await VerifyAsync();
    }

    [Fact]
    public async Task From_a_later_day_the_grids_hold_on_that_day_and_not_before()
    {
        var plan = await ProposedAsync();
        var (today, day) = (First, First.AddDays(20));
        Assert.Equal("plan.not-shown", await AdoptAsync(plan, new("居〔2026〕4号", today, day)));
        Assert.Equal(
            "showing.reason",
            await AdoptAsync(plan, new("居〔2026〕4号", today, day) { NotShownWhy = new string('长', 301) }));
        Assert.Equal("", await AdoptAsync(plan, new("居〔2026〕4号", today, day) { NotShownWhy = "只改编号，边界不变" }));
        Assert.Equal(1, await _site.CountAsync("select count(*) from texts where body = '只改编号，边界不变'"));
        Assert.Empty(await ChildrenAsync());
        At(day.AddDays(-1));
        Assert.Equal(0, await ActAsync((BeginGrids begin) => begin.RunAsync(None)));
        Assert.Empty(await ChildrenAsync());

        At(day);
        var begun = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => ActAsync((BeginGrids begin) => begin.RunAsync(None))));
        Assert.Equal(1, begun.Sum());
        Assert.Equal(0, await ActAsync((BeginGrids begin) => begin.RunAsync(None)));
        Assert.NotEmpty(await ChildrenAsync());
        Assert.All(
            await _site.RowsAsync<string>("select valid_from from areas where level = 6"),
            from => Assert.Equal("2026-06-21", from));
        Assert.Equal((day, day), (await AgainAsync(plan)) is var after ? (after.ValidFrom, after.BegunOn) : default);
        Assert.Equal(1, await _site.CountAsync("select count(*) from trail_events where action = 'area.grids'"));
        await VerifyAsync();
    }

    [Fact]
    public async Task It_is_seen_taken_along_and_erased_by_its_sender_and_by_rule_and_looks_at_the_number_are_read()
    {
        var plan = await ShownAsync(First, Last);
        var (mine, phoned) =
            (Objection(plan, "请把两栋楼放在一起"), Objection(plan, "那天没登录，打电话也行") with { Name = "林阿姨", Phone = Phone });
        var foreign = Objection(plan, "别人的话") with { Name = "曾师傅", Phone = "13907380009" };
        await SendAsync(mine, _resident);
        await SendAsync(phoned, Viewer.Nobody);
        await SendAsync(foreign, Viewer.Nobody);
        Assert.Equal(
            "contact.purpose", await CodeAsync((OpenObjector open) => open.RunAsync(phoned.Id, " ", Clerk, None)));
        Assert.Equal(
            "objection.unknown",
            await CodeAsync((OpenObjector open) => open.RunAsync(phoned.Id, "核实情况", Neighbour, None)));
        var opened = await ActAsync((OpenObjector open) => open.RunAsync(phoned.Id, "核实情况", Clerk, None));
        Assert.Equal(new("林阿姨", Phone), opened.TryGet(out var number, out _) ? number : null);
        Assert.Equal("", await CodeAsync((OpenObjector open) => open.RunAsync(mine.Id, "再问一句", Clerk, None)));
        Assert.Equal(
            ["再问一句", "核实情况"],
            (await ActAsync((LooksAtMe looks) => looks.RunAsync(_resident.PersonId!.Value, None)))
                .Select(look => look.Purpose).Order());

        var person = new HeldPerson(_resident.PersonId!.Value, [], []);
        var held = await ActAsync((HeldOfPerson all) => all.ReadAsync(person, None));
        var section = held.Single(one => one.Key == "objections");
        Assert.Equal(["请把两栋楼放在一起", "那天没登录，打电话也行"], section.Records.Select(one => one.Facts[0].Value).Order());
        await AnswerAsync(new(phoned.Id, 1, false, "隔着马路，不便巡查"));
        Assert.Equal("", await CodeAsync((HeldOfPerson all) => all.EraseAsync(["objections"], _resident, None)));
        Assert.Empty(
            (await ActAsync((HeldOfPerson all) => all.ReadAsync(person, None)))
                .Single(one => one.Key == "objections").Records);
        Assert.Equal(
            ["Open", "Refused", "Withdrawn"],
            (await _site.RowsAsync<string>("select state from grid_objections")).Order());
        Assert.Equal(1, await _site.CountAsync("select count(*) from grid_objections where phone is not null"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from texts where body = '隔着马路，不便巡查'"));
        Assert.Equal(0, await _site.CountAsync("select count(*) from texts where body like '%两栋楼放在一起%'"));
        Assert.Equal(
            "contact.none", await CodeAsync((OpenObjector open) => open.RunAsync(phoned.Id, "核实情况", Clerk, None)));

        // What nobody answered is kept; three years after the answer it goes.
        await AnswerAsync(new(foreign.Id, 1, true, "采纳，已经改划"));
        At(First.AddDays(1090));
        Assert.Equal(0, await ActAsync((EraseByRule erase) => erase.RunAsync(None)));
        At(First.AddDays(1100));
        Assert.Equal(1, await ActAsync((EraseByRule erase) => erase.RunAsync(None)));
        Assert.Equal(
            0,
            await _site.CountAsync(
                "select count(*) from grid_objections where phone is not null or erased_at is null"));
        await VerifyAsync();
    }

    [Fact]
    public async Task The_public_pages_of_an_area_lead_to_what_is_shown_there()
    {
        var plan = await ShownAsync(First, Last);
        foreach (var area in new[] { Community, AreaCode.Parse("431302") })
        {
            var news = Assert.Single(await NewsAsync(area));
            Assert.Equal($"/grids/{plan.Id}", news.Link);
        }

        Assert.Empty(await NewsAsync(AreaCode.Parse("431302001002")));
        At(Last.AddDays(1));
        Assert.Equal("", await AdoptAsync(plan, new("居〔2026〕5号", Last.AddDays(1))));
        Assert.Single(await NewsAsync(Community));
        At(Last.AddDays(70));
        Assert.Empty(await NewsAsync(Community));
    }

    private Task<IReadOnlyList<AreaNews>> NewsAsync(AreaCode area) =>
        ActAsync((IEnumerable<IAreaNews> all) => all.AllAsync(area, None));

    private string Id(Guid id) => engine is Engine.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private void At(DateOnly day) => _site.Clock.MoveTo(ChinaTime.ToInstant(day.ToDateTime(new(9, 0))));

    private static ObjectionToSend Objection(GridPlan plan, string words) => new(Guid.CreateVersion7(), plan.Id, words);

    /// <summary>One that was never shown, reckoned just now.</summary>
    private async Task<GridPlan> ProposedAsync()
    {
        var asked = new DivisionRequest(Community, 200, 400)
        {
            Seconds = 1,
            Wishes = PlanWishes.Usual with { NearToday = false },
        };
        Assert.Equal("", await CodeAsync((DivideGrids divide) => divide.ProposeAsync(asked, Clerk, None)));
        return await ActAsync((BandengDb db) =>
        {
            var showings = db.Showings;
            return db.Plans.AsNoTracking()
                .SingleAsync(
                    plan => plan.Style == GridStyle.Fresh && !showings.Any(showing => showing.PlanId == plan.Id), None);
        });
    }

    private async Task<GridPlan> ShownAsync(DateOnly from, DateOnly to)
    {
        var plan = await ProposedAsync();
        Assert.Equal("", await ShowAsync(plan, from, to));
        return plan;
    }

    private Task<GridPlan> AgainAsync(GridPlan plan) =>
        ActAsync((BandengDb db) => db.Plans.AsNoTracking().SingleAsync(one => one.Id == plan.Id, None));

    /// <summary>Into a grid of its own.</summary>
    private async Task<Result<Guid>> MoveAsync(DivideGrids divide, Guid id, Guid building)
    {
        var plan = await ActAsync((BandengDb db) => db.Plans.AsNoTracking().SingleAsync(one => one.Id == id, None));
        return await divide.MoveAsync(id, plan.Version, building, plan.GridOf().Values.Max() + 2, Clerk, None);
    }

    private Task<string> ShowAsync(GridPlan plan, DateOnly? from, DateOnly? to) =>
        CodeAsync((ShowPlan show) => show.ShowAsync(plan.Id, plan.Version, from, to, Clerk, None));

    private async Task<string> TakeBackAsync(GridPlan plan, string reason)
    {
        var version = (await AgainAsync(plan)).Version;
        return await CodeAsync((ShowPlan show) => show.TakeBackAsync(plan.Id, version, reason, Clerk, None));
    }

    private async Task<string> AdoptAsync(GridPlan plan, GridDecision decision)
    {
        var version = (await AgainAsync(plan)).Version;
        return await CodeAsync((DivideGrids divide) => divide.AdoptAsync(plan.Id, version, decision, Clerk, None));
    }

    private Task<string> SendAsync(ObjectionToSend sent, Viewer by) =>
        CodeAsync((ObjectToPlan act) => act.RunAsync(sent, by, None));

    private async Task<string> CodeOfAsync(ObjectionToSend sent, Viewer by) =>
        (await ActAsync((ObjectToPlan act) => act.RunAsync(sent, by, None))).TryGet(out var code, out var refusal)
            ? code : throw new InvalidOperationException(refusal.Code);

    private Task<string> AnswerAsync(ObjectionAnswer answer, Viewer? by = null) =>
        CodeAsync((AnswerObjection act) => act.RunAsync(answer, by ?? Clerk, None));

    private async Task<IReadOnlyList<AreaName>> ChildrenAsync() =>
        await ActAsync((IAreas areas) => areas.ChildrenAsync(Community, None));

    private async Task VerifyAsync()
    {
        Assert.Null((await ActAsync((BandengDb db) => VerifyTrail.RunAsync(db, None))).Fault);
    }

    private async Task<Viewer> PersonAsync(string phone)
    {
        var id = Guid.CreateVersion7();
        await using var scope = _site.Scope();
        var box = scope.ServiceProvider.GetRequiredService<SecretBox>();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into people (id, display_name, phone, phone_fingerprint, created_at, version) values (@id, '居民', @phone, @print, 1, 1)",
            new { id, phone = box.Protect(phone), print = box.Fingerprint(phone) }, None);
        return new(id, "居民", []);
    }

    private async Task<TResult> ActAsync<T, TResult>(Func<T, Task<TResult>> act)
        where T : notnull
    {
        await using var scope = _site.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task<string> CodeAsync<T, TResult>(Func<T, Task<Result<TResult>>> act)
        where T : notnull
        where TResult : notnull => (await ActAsync(act)).TryGet(out _, out var refusal) ? "" : refusal.Code;
}

public sealed class ObjectionOnSqlite() : ObjectionContract(Engine.Sqlite);

public sealed class ObjectionOnPostgres() : ObjectionContract(Engine.Postgres);
