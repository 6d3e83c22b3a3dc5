using Bandeng.Households.Care;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

public sealed class NeedsOnSqlite() : NeedsContract(Engine.Sqlite);

public sealed class NeedsOnPostgres() : NeedsContract(Engine.Postgres);

/// <summary>
/// Care is held with consent, for a purpose, until a day, seen by few, and erased by rule, on whichever database.
/// </summary>
public abstract class NeedsContract(Engine engine) : IAsyncLifetime
{
    private const string Phone = "13912345678";
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly DateOnly Today = new(2026, 6, 1);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer Clerk = On(Role.Clerk, Community);

    private HouseholdSite _site = null!;
    private Guid _resident;
    private Guid _household;

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        await using (var act = _site.Scope())
        {
            await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
                """
                insert into people (id, display_name, created_at, version) values (@PersonId, '陈志远', 0, 1);
                insert into posts (id, person_id, role, area_code, valid_from, version) values (@PostId, @PersonId, 'Clerk', @Value, '2020-01-01', 1);
                """,
                new { Clerk.PersonId, Clerk.Posts[0].PostId, Community.Value }, None);
        }

        await _site.PeopleAsync($"社区,楼栋,单元,房号,姓名,电话\n街心,5号楼,1,301,王大山,{Phone}\n街心,5号楼,1,302,李小花,\n");
        _resident = (await _site.RowsAsync<Guid>("select id from residents where name = '王大山'"))[0];
        _household = (await _site.RowsAsync<Guid>($"select household_id from household_members where resident_id = '{Id(_resident)}'"))[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_is_held_without_purpose_consent_and_a_last_day()
    {
        Assert.Equal("need.until", await CodeAsync(Form(until: null)));
        Assert.Equal("need.until", await CodeAsync(Form(until: Today)));
        Assert.Equal("need.until-far", await CodeAsync(Form(until: Today.AddDays(400))));
        Assert.Equal("need.purpose", await CodeAsync(Form(purpose: " ")));
        Assert.Equal("need.purpose-not-held", await CodeAsync(Form(purpose: "他信佛")));
        Assert.Equal("need.paper", await CodeAsync(Form() with { Consent = Paper(Today.AddDays(9)) with { Paper = " " } }));
        Assert.Equal(
            "need.consent-day",
            await CodeAsync(Form() with { Consent = Paper(Today.AddDays(9)) with { On = Today.AddDays(1) } }));
        Assert.Equal(
            "need.guardian",
            await CodeAsync(Form() with { Consent = Paper(Today.AddDays(9)) with { By = ConsentBy.Guardian } }));
        Assert.Equal("need.kind", await CodeAsync(Form() with { Kind = "rich" }));
        Assert.Equal("need.contact", await CodeAsync(Form() with { Contact = "12" }));
        Assert.Equal("need.unknown", await CodeAsync(Form(), On(Role.Clerk, AreaCode.Parse("431302001002"))));
        Assert.Equal("need.unknown", await CodeAsync(Form(), On(Role.GridWorker, Community)));
        Assert.Equal(0, await _site.CountAsync("select count(*) from needs"));

        var form = Form();
        Assert.True((await EnterAsync(form)).TryGet(out _, out _));
        Assert.True((await EnterAsync(form)).TryGet(out _, out _));
        Assert.Equal("need.twice", await CodeAsync(Form()));
        Assert.Equal(1, await _site.CountAsync("select count(*) from needs"));
    }

    [Fact]
    public async Task What_the_system_does_not_hold_is_dropped_at_the_door_and_said()
    {
        Assert.True(
            (await EnterAsync(Form() with { Note = "腿脚不便，民族：苗族，信佛；住民族路5号。爱听戏" })).TryGet(out var entered, out _));

        Assert.Equal(["民族：苗族", "信佛"], entered.Dropped);
        var opened = await OpenAsync(entered.Id, "上门", Clerk);
        Assert.Equal("腿脚不便，住民族路5号。爱听戏", opened.Note);
    }

    [Fact]
    public async Task Who_has_somebodys_number_reads_only_what_is_held_under_their_own_name()
    {
        await _site.PeopleAsync(
            $"社区,楼栋,单元,房号,姓名,电话\n街心,5号楼,1,302,李小花,{Phone}\n街心,5号楼,1,303,谢明,13900009999\n");
        var posts = HouseholdSite.Write(
            $"姓名,电话,岗位,社区\n王大山,{Phone},包村领导,街心\n别人,13900009999,包村领导,街心\n");
        Assert.Null((await ActAsync((ImportPosts act) => act.RunAsync(new(posts), Viewer.System, None))).RefusedPath);

        Assert.Equal([_resident], await HeldOfAsync("王大山"));
        Assert.Empty(await HeldOfAsync("别人"));
        await _site.RowsAsync<int>("update people set display_name = '居民 9999' where display_name = '别人' returning 1");
        Assert.Empty(await HeldOfAsync("居民 9999"));
        await _site.RowsAsync<int>("update people set display_name = '居民 5678' where display_name = '王大山' returning 1");
        Assert.Empty(await HeldOfAsync("居民 5678"));
    }

    [Theory]
    [InlineData(2012, 6, 2, "need.under-age")]
    [InlineData(2012, 6, 1, "")]
    public void A_child_under_fourteen_does_not_consent_alone(int year, int month, int day, string code)
    {
        var born = new DateOnly(year, month, day);

        Assert.Equal(code, string.Join(',', Paper(Today.AddDays(300)).Faults(Today, 366, born)));
        Assert.Empty((Paper(Today.AddDays(300)) with { By = ConsentBy.Guardian, Name = "王大山" }).Faults(Today, 366, born));
    }

    [Fact]
    public async Task Closed_fields_are_not_in_the_table_and_found_by_their_whole_number_alone()
    {
        await EnterAsync(Form() with { Note = "高血压", Certificate = "43139919560712001x", Contact = "139 0000 0001", ContactName = "王小山" });

        foreach (var column in new[] { "note", "certificate", "contact", "contact_name", "certificate_fingerprint" })
        {
            var stored = (await _site.RowsAsync<string>($"select {column} from needs"))[0];
            Assert.DoesNotContain("高血压", stored, StringComparison.Ordinal);
            Assert.DoesNotContain("4313991956", stored, StringComparison.Ordinal);
            Assert.DoesNotContain("13900000001", stored, StringComparison.Ordinal);
        }

        Assert.Single(await ListAsync(Clerk, new(Search: "43139919560712001X")));
        Assert.Single(await ListAsync(Clerk, new(Search: "13900000001")));
        Assert.Empty(await ListAsync(Clerk, new(Search: "1390000000")));
        Assert.Single(await ListAsync(Clerk, new(Search: "大山")));
    }

    [Fact]
    public async Task Only_the_links_that_the_consent_names_and_the_clerk_see_it()
    {
        await EnterAsync(Form() with { Seers = [CareLevel.Household] });
        var link = On(Role.LinkedHead, Community);

        Assert.Single(await ListAsync(Clerk));
        Assert.Empty(await ListAsync(link));
        Assert.Empty(await ListAsync(On(Role.CareLeader, Community)));
        Assert.Empty(await ListAsync(On(Role.GridWorker, Community)));
        Assert.Empty(await ListAsync(Viewer.Nobody));
        Assert.Empty(await ListAsync(On(Role.Town, AreaCode.Parse("431302001"))));

        await using (var act = _site.Scope())
        {
            var links = act.ServiceProvider.GetRequiredService<LinkHouseholds>();
            await links.LinkAsync(link.Posts[0].PostId, [_household], Community, Viewer.System, None);
            await act.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(None);
        }

        Assert.Single(await ListAsync(link));
        Assert.Empty(await ListAsync(On(Role.LinkedHead, Community)));
        Assert.Single(await HomesAsync(link, "*"));
        Assert.Equal(Today.AddDays(7), (await HomesAsync(link, "alone"))[0].NeedDue);
        Assert.Empty(await HomesAsync(On(Role.GridWorker, Community), "*"));
        Assert.Equal(2, (await HomesAsync(On(Role.GridWorker, Community), null)).Count);
        Assert.Null((await HomesAsync(On(Role.GridWorker, Community), null))[0].NeedDue);

        // With the consent ends what it opened.
        var need = (await ListAsync(Clerk))[0];
        await ActAsync((KeepNeed keep) => keep.EndAsync(need.Id, need.Version, NeedEnd.Withdrawn, Clerk, None));
        Assert.Single(await ListAsync(Clerk, new(Show: "ended")));
        Assert.Empty(await ListAsync(link, new(Show: "ended")));
        Assert.Equal(
            "need.ended",
            (await ActAsync((OpenNeed open) => open.RunAsync(need.Id, "再看看", Clerk, None))).TryGet(out _, out var no)
                ? "" : no.Code);
    }

    [Fact]
    public async Task A_code_to_the_own_telephone_is_consent_once_and_for_one_kind()
    {
        Assert.True((await SendAsync()).TryGet(out var masked, out _));
        Assert.Equal("139******78", masked);
        Assert.Equal("need.code-often", (await SendAsync()).TryGet(out _, out var often) ? "" : often.Code);
        var code = System.Text.RegularExpressions.Regex.Match(await TextSentAsync(), "把 ([0-9]{6}) 告诉").Groups[1].Value;
        var consent = new ConsentForm(ConsentBy.Self, null, ConsentWay.Code, null, null, code, Today.AddDays(30));

        Assert.Equal("need.code", await CodeAsync(Form() with { Consent = consent with { Code = "x" } }));
        Assert.Equal("need.code", await CodeAsync(Form() with { Consent = consent, Kind = "elder" }));
        Assert.True((await EnterAsync(Form() with { Consent = consent })).TryGet(out var entered, out _));
        Assert.Equal(
            ("Code", "2026-06-01"),
            (await _site.RowsAsync<ConsentRow>("select consent_way as way, consent_on as day from needs"))[0].Both);
        Assert.Equal("need.code", (await ActAsync((KeepNeed keep) => keep.RenewAsync(
            entered.Id, 1, consent with { Until = Today.AddDays(60) }, Clerk,
            None))).TryGet(out _, out var used) ? "" : used.Code);
    }

    [Fact]
    public async Task A_look_states_its_purpose_and_is_on_the_trail_of_the_person()
    {
        await EnterAsync(Form() with { Note = "高血压" });
        var id = (await ListAsync(Clerk))[0].Id;

        Assert.Equal(
            "contact.purpose",
            (await ActAsync((OpenNeed open) => open.RunAsync(id, " ", Clerk, None))).TryGet(out _, out var why)
                ? ""
                : why.Code);
        Assert.Equal(
            "need.unknown",
            (await ActAsync((OpenNeed open) => open.RunAsync(id, "上门", On(Role.GridWorker, Community), None)))
                .TryGet(out _, out why)
                ? ""
                : why.Code);
        Assert.Equal("高血压", (await OpenAsync(id, "上门前看一下", Clerk)).Note);
        Assert.Equal(
            1,
            await _site.CountAsync(
                $"select count(*) from trail_events where action = 'need.look' and subject_id = '{Id(_resident)}'"));
    }

    [Fact]
    public async Task It_ends_by_itself_the_clerk_hears_before_and_a_due_visit_goes_to_the_nearest_link()
    {
        await EnterAsync(Form(until: Today.AddDays(40)));
        await RoundAsync();
        Assert.Empty(await NewsAsync());

        _site.Clock.MoveTo(_site.Clock.Start.AddDays(7));
        await RoundAsync();
        await RoundAsync();
        Assert.Equal(["need.due"], await NewsAsync());

        await VisitedAsync(Today.AddDays(8));
        Assert.Equal((Today.AddDays(8), Today.AddDays(15)), await DueAsync());
        await VisitedAsync(Today.AddDays(2));
        Assert.Equal((Today.AddDays(8), Today.AddDays(15)), await DueAsync());

        _site.Clock.MoveTo(_site.Clock.Start.AddDays(12));
        await RoundAsync();
        Assert.Equal(["need.due", "need.ending"], await NewsAsync());
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(41));
        await RoundAsync();
        Assert.Equal("Expired", (await _site.RowsAsync<string>("select ended_why from needs"))[0]);
        Assert.Contains("need.ended", await NewsAsync());
        Assert.Empty(await ListAsync(Clerk));
    }

    [Fact]
    public async Task Who_moves_to_another_community_is_asked_anew_there_and_the_old_care_ends()
    {
        await EnterAsync(Form() with { Note = "高血压" });
        await _site.PeopleAsync("社区,楼栋,单元,房号,姓名,电话\n贤童,1号楼,,201,谢明,\n");
        var there = On(Role.Clerk, AreaCode.Parse("431302001002"));
        var old = await MoveAsync("5号楼", Today);
        Assert.NotEqual(Guid.Empty, old);
        Assert.Single(await ListAsync(Clerk));
        await RoundAsync();
        Assert.Single(await ListAsync(Clerk));

        await MoveAsync("1号楼", Today);
        Assert.Empty(await ListAsync(there));
        Assert.Empty(await HomesAsync(there, "*"));
        Assert.Equal("need.unknown", await EndAsync(there));
        await RoundAsync();
        Assert.Empty(await ListAsync(there, new(Show: "ended")));
        Assert.Equal(["need.ended"], await NewsAsync());
        Assert.Equal(NeedEnd.Over, Assert.Single(await ListAsync(Clerk, new(Show: "ended"))).EndedWhy);

        Assert.Equal("", await CodeAsync(Form(), there));
        Assert.Single(await ListAsync(there));
        Assert.Empty(await ListAsync(Clerk));
    }

    [Fact]
    public async Task What_was_agreed_with_the_former_community_does_not_stand_in_the_way_of_a_new_consent()
    {
        await EnterAsync(Form());
        await _site.PeopleAsync("社区,楼栋,单元,房号,姓名,电话\n贤童,1号楼,,201,谢明,\n");
        await MoveAsync("1号楼", Today);

        Assert.Equal("", await CodeAsync(Form(), On(Role.Clerk, AreaCode.Parse("431302001002"))));
        Assert.Equal(
            ["Over", "running"], (await _site.RowsAsync<string>("select coalesce(ended_why, 'running') from needs")).Order());
    }

    [Fact]
    public async Task News_of_care_go_to_who_answers_for_it_today_not_to_whose_post_is_over()
    {
        await EnterAsync(Form(until: Today.AddDays(20)));
        await using (var act = _site.Scope())
        {
            await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
                """
                update posts set valid_to = '2026-06-02' where person_id = @PersonId;
                insert into people (id, display_name, created_at, version) values (@next, '谭新', 0, 1);
                insert into posts (id, person_id, role, area_code, valid_from, version) values (@next, @next, 'Clerk', @Value, '2026-06-03', 1);
                """,
                new { Clerk.PersonId, next = Guid.CreateVersion7(), Community.Value }, None);
        }

        _site.Clock.MoveTo(_site.Clock.Start.AddDays(8));
        await RoundAsync();
        Assert.Equal(["need.due", "need.ending"], await NewsAsync());
        Assert.Equal(["谭新"], (await _site.RowsAsync<string>(
            "select distinct p.display_name from notices n join people p on p.id = n.person_id")).Distinct());
    }

    [Fact]
    public async Task What_was_mistyped_is_put_right_with_a_trail_and_erased_with_the_rest()
    {
        Assert.True((await EnterAsync(Form(purpose: "每周上门看一次"))).TryGet(out var entered, out _));
        var right = new NeedPutRight(entered.Id, 1, "elder", "每月量一次血压", Today.AddDays(200));
        Assert.Equal("need.unknown", await PutRightAsync(right, On(Role.Clerk, AreaCode.Parse("431302001002"))));
        Assert.Equal("place.overtaken", await PutRightAsync(right with { Version = 9 }));
        Assert.Equal("need.kind", await PutRightAsync(right with { Kind = "rich" }));
        Assert.Equal("need.purpose-not-held", await PutRightAsync(right with { Purpose = "信佛" }));
        Assert.Equal("need.until-far", await PutRightAsync(right with { Until = new DateOnly(2206, 6, 1) }));
        Assert.Equal(
            ["need.kind", "need.purpose", "need.until"],
            (await ActAsync((CorrectNeed act) =>
                act.FaultsAsync(new(entered.Id, 1, null, "", new DateOnly(27, 6, 1)), None))).Select(one => one.Code));

        Assert.Equal("", await PutRightAsync(right));
        var row = Assert.Single(await ListAsync(Clerk));
        Assert.Equal(("elder", Today.AddDays(200), Today.AddDays(30)), (row.Kind, row.EndsOn, row.NextDue));
        var facts = (await _site.RowsAsync<string>("select facts from trail_events where action = 'need.correct'"))[0];
        Assert.Contains("alone", facts, StringComparison.Ordinal);
        Assert.Equal(2, await _site.CountAsync("select count(*) from texts where body in ('每周上门看一次', '每月量一次血压')"));

        await EnterAsync(Form());
        Assert.Equal("need.twice", await PutRightAsync(right with { Version = 2, Kind = "alone" }));
        await ActAsync((KeepNeed keep) => keep.EndAsync(entered.Id, 2, NeedEnd.Over, Clerk, None));
        Assert.Equal("need.ended", await PutRightAsync(right with { Version = 3 }));
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(300));
        await EraseAsync();
        Assert.Equal(0, await _site.CountAsync("select count(*) from texts where body = '每月量一次血压'"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_form_of_care_is_said_at_once()
    {
        var form = Form(until: Today, purpose: "") with
        {
            Kind = "",
            Consent = new(ConsentBy.Guardian, " ", ConsentWay.Paper, "", null, null, new DateOnly(27, 1, 1)),
            Note = new string('长', 1001),
            Certificate = new string('1', 41),
            ContactName = new string('王', 41),
            Contact = "12",
        };
        var faults = await ActAsync(async (EnterNeed enter) => await enter.FaultsAsync(
            form, new(_resident, "王大山", null, null, _household, default, Community, "", null, "", ""), None));

        Assert.Equal(
            [
                "need.kind", "need.purpose", "need.until", "need.guardian", "need.paper", "need.consent-day", "need.note",
                "need.certificate", "need.contact-name", "need.contact",
            ],
            faults.Select(one => one.Code));
        Assert.DoesNotContain("", faults.Select(one => Pages.Needs.NeedInput.FieldOf(one.Code)));
    }

    [Fact]
    public async Task What_was_kept_long_enough_is_erased_by_the_rule_of_the_day_and_the_trail_stays_whole()
    {
        await EnterAsync(Form(until: Today.AddDays(10)) with { Note = "高血压", Certificate = "C1" });
        var admin = On(Role.Admin, AreaCode.Parse("431302"));
        Assert.Equal(
            "rule.from", (await RetainAsync(admin, 5, Today.AddDays(-1))).TryGet(out _, out var why) ? "" : why.Code);
        Assert.True((await RetainAsync(admin, 90, Today.AddDays(20))).TryGet(out _, out _));
        Assert.Equal(
            "rule.later", (await RetainAsync(admin, 5, Today.AddDays(1))).TryGet(out _, out why) ? "" : why.Code);

        _site.Clock.MoveTo(_site.Clock.Start.AddDays(11));
        await RoundAsync();
        Assert.Equal(0, await EraseAsync());
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(101));
        Assert.Equal(0, await EraseAsync());
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(103));
        Assert.Equal(1, await EraseAsync());
        Assert.Equal(0, await EraseAsync());

        Assert.Equal(1, await _site.CountAsync(
            "select count(*) from needs where note is null and certificate is null and certificate_fingerprint is null and erased_at is not null"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from texts where erased_ground like '%（90天）'"));
        await using var act = _site.Scope();
        var report = await VerifyTrail.RunAsync(act.ServiceProvider.GetRequiredService<BandengDb>(), None);
        Assert.Null(report.Fault);
        Assert.Single(report.Tombstones);
    }

    [Fact]
    public async Task Who_moved_away_is_forgotten_after_three_years_and_ends_what_they_consented_to()
    {
        await EnterAsync(Form());
        await using (var act = _site.Scope())
        {
            var member = (await _site.RowsAsync<Guid>($"select id from household_members where resident_id = '{Id(_resident)}'"))[0];
            Assert.True(
                (await act.ServiceProvider.GetRequiredService<KeepPeople>().LeaveAsync(member, 1, Today, Clerk, None))
                    .TryGet(out _, out _));
        }

        await RoundAsync();
        Assert.Equal("Over", (await _site.RowsAsync<string>("select ended_why from needs"))[0]);
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(1096));
        await EraseAsync();
        Assert.Equal(
            1,
            await _site.CountAsync(
                "select count(*) from residents where name = '（已删除）' and phone is null and erased_at is not null"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from residents where name = '李小花'"));
    }

    private sealed record ConsentRow(string Way, string Day)
    {
        public (string, string) Both => (Way, Day);
    }

    private static Viewer On(Role role, AreaCode area) =>
        new(Guid.CreateVersion7(), role.ToString(), [new(Guid.CreateVersion7(), role.ToString(), area, null, null)]);

    private string Id(Guid id) => engine is Engine.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private static ConsentForm Paper(DateOnly? until) =>
        new(ConsentBy.Self, null, ConsentWay.Paper, "2026 关爱卷 1 号", Today, null, until);

    private NewNeed Form(string purpose = "每周上门看一次") => Form(Today.AddDays(300), purpose);

    private NewNeed Form(DateOnly? until, string purpose = "每周上门看一次") => new(
        Guid.CreateVersion7(), _resident, "alone", purpose, [CareLevel.Area, CareLevel.Household], Paper(until), null,
        null, null, null);

    private async Task<T> ActAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = _site.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private async Task<IReadOnlyList<Guid>> HeldOfAsync(string name)
    {
        var person = (await _site.RowsAsync<Guid>($"select id from people where display_name = '{name}'"))[0];
        return (await ActAsync((FindHeldPerson find) => find.RunAsync(person, None))).ResidentIds;
    }

    private Task<Result<EnteredNeed>> EnterAsync(NewNeed form, Viewer? by = null) =>
        ActAsync((EnterNeed enter) => enter.RunAsync(form, by ?? Clerk, None));

    private async Task<string> CodeAsync(NewNeed form, Viewer? by = null) =>
        (await EnterAsync(form, by)).TryGet(out _, out var refusal) ? "" : refusal.Code;

    private Task<IReadOnlyList<NeedRow>> ListAsync(Viewer viewer, NeedFilter? filter = null) =>
        ActAsync((ReadNeeds read) => read.ListAsync(filter ?? new(), viewer, 10, None));

    private Task<IReadOnlyList<HomeToVisit>> HomesAsync(Viewer viewer, string? kind) =>
        ActAsync((IHomes homes) => homes.OfAsync(new(NeedKind: kind), viewer, None));

    private Task<Result<string>> SendAsync() =>
        ActAsync((ConsentCodes codes) => codes.SendAsync(_resident, "alone", Clerk, None));

    private async Task<OpenedNeed> OpenAsync(Guid id, string purpose, Viewer by) =>
        (await ActAsync((OpenNeed open) => open.RunAsync(id, purpose, by, None)))
            .TryGet(out var opened, out var refusal)
            ? opened : throw new InvalidOperationException(refusal.Code);

    private async Task<string> PutRightAsync(NeedPutRight form, Viewer? by = null) =>
        (await ActAsync((CorrectNeed act) => act.RunAsync(form, by ?? Clerk, None))).TryGet(out _, out var refusal)
            ? "" : refusal.Code;

    private async Task<string> EndAsync(Viewer by)
    {
        var need = (await _site.RowsAsync<Guid>("select id from needs where ended_on is null"))[0];
        return (await ActAsync((KeepNeed keep) => keep.EndAsync(need, 1, NeedEnd.Over, by, None)))
            .TryGet(out _, out var refusal) ? "" : refusal.Code;
    }

    /// <summary>The person leaves where they are and lives in a household of another building; says which.</summary>
    private async Task<Guid> MoveAsync(string building, DateOnly on)
    {
        await using var act = _site.Scope();
        var db = act.ServiceProvider.GetRequiredService<BandengDb>();
        var into = await db.RowAsync<Guid>(
            """
            select h.id from households h join dwelling_facts d on d.id = h.dwelling_id
            where d.building = @building and h.valid_to is null order by d.room desc limit 1
            """,
            new { building }, None);
        await db.ExecuteAsync(
            """
            update household_members set valid_to = @on where resident_id = @_resident and valid_to is null;
            insert into household_members (id, household_id, resident_id, relation, valid_from, version)
                values (@id, @into, @_resident, '', @on, 1);
            """,
            new { on, _resident, into, id = Guid.CreateVersion7() }, None);
        return into;
    }

    private Task<int> RoundAsync() => ActAsync((NeedRound round) => round.RunAsync(None));

    private Task<int> EraseAsync() => ActAsync((EraseByRule erase) => erase.RunAsync(None));

    private Task<Result<string>> RetainAsync(Viewer by, int days, DateOnly from) =>
        ActAsync((KeepNeedRules rules) => rules.RetentionAsync("need", days, "居民公约", from, by, None));

    private async Task VisitedAsync(DateOnly day)
    {
        await using var scope = _site.Scope();
        await scope.ServiceProvider.GetRequiredService<IHomes>().VisitedAsync(_household, day, None);
        await scope.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(None);
    }

    private async Task<(DateOnly?, DateOnly)> DueAsync() =>
        (await ListAsync(Clerk))[0] is var row ? (row.LastVisit, row.NextDue) : default;

    private async Task<string[]> NewsAsync() =>
        [.. await _site.RowsAsync<string>("select code from notices order by at, code")];

    private async Task<string> TextSentAsync()
    {
        await using var scope = _site.Scope();
        var box = scope.ServiceProvider.GetRequiredService<Bandeng.Kernel.Secrets.SecretBox>();
        var body = (await _site.RowsAsync<string>("select message from outbox_messages"))[0];
        return box.Unprotect(body) ?? body;
    }
}
