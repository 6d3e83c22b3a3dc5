using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Testing;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Bandeng.Visits.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Visits.Tests;

public sealed class VisitsOnSqlite(DemoSiteOnSqlite site) : VisitsContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class VisitsOnPostgres(DemoSiteOnPostgres site) : VisitsContract(site), IClassFixture<DemoSiteOnPostgres>;

/// <summary>
/// One entry at a door feeds the list, the dates of care and matters; rounds, coverage and files are counted from it,
/// on whichever database.
/// </summary>
public abstract class VisitsContract(DemoSite site)
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode Grid = AreaCode.Parse("431302001001001");
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Question[] Form =
    [
        new("q1", QuestionKind.YesNo, "有没有老人", [], "", true),
        new("q2", QuestionKind.SeveralOf, "希望办什么", ["路灯", "电梯"], "", false),
        new("q3", QuestionKind.Number, "面积", [], "平方米", false),
        new("q4", QuestionKind.Words, "还有什么", [], "", false),
        new("q5", QuestionKind.Promise, "答应了什么", [], "", false),
    ];

    private DateOnly Today => ChinaTime.DayOf(site.Clock.GetUtcNow());

    [Fact]
    public async Task A_promise_becomes_a_matter_with_its_day_and_everything_lands_together_and_once()
    {
        var worker = await WorkerAsync();
        var home = (await HomesAsync(worker, "*")).First(one => one.NeedDue is not null);
        var visit = Visit(home.Id) with { Promise = "周五前把楼道灯修好", PromisedFor = Today.AddDays(5), Words = "老人腿疼。信佛", Day = Today };

        Assert.Equal("visit.promised-for", Code(await EnterAsync(visit with { PromisedFor = null }, worker)));
        Assert.Equal("visit.day", Code(await EnterAsync(visit with { Day = Today.AddDays(-8) }, worker)));
        Assert.Equal("visit.unknown", Code(await EnterAsync(visit, await PersonAsync("19900000005"))));
        Assert.Equal("visit.unknown", Code(await EnterAsync(visit with { Household = Guid.CreateVersion7() }, worker)));
        Assert.True((await EnterAsync(visit, worker)).TryGet(out var entered, out _));
        Assert.True((await EnterAsync(visit, worker)).TryGet(out var again, out _));
        Assert.Equal(entered.MatterId, again.MatterId);
        Assert.Equal(["信佛"], entered.Dropped);
        Assert.Equal("visit.overtaken", Code(await EnterAsync(visit, await PersonAsync("19900000004"))));

        var matter = (await RowsAsync<MatterRow>(
            "select m.channel, m.area_code, m.outer_due_at from matters_facts m where m.id = @MatterId",
            new { entered.MatterId }))[0];
        Assert.Equal(
            new MatterRow(
                "Visit", home.AreaCode, ChinaTime.ToInstant(Today.AddDays(5).ToDateTime(new TimeOnly(18, 0)))),
            matter);
        var row = (await LogAsync(worker, new(Promise: "open"))).Single(one => one.Id == visit.Id);
        Assert.Equal((entered.MatterId, Today.AddDays(5), "Raised"), (row.MatterId, row.PromisedFor, row.Stage));
        Assert.True((await HomesAsync(worker, "*")).Single(one => one.Id == home.Id).NeedDue > Today);
        Assert.Empty(await LogAsync(await PersonAsync("19900000005"), new()));
    }

    [Fact]
    public async Task What_was_done_at_the_door_makes_no_matter()
    {
        var worker = await WorkerAsync();
        var home = (await HomesAsync(worker, null))[^1];
        var visit = Visit(home.Id) with { Promise = "换了灯泡", OnTheSpot = true };

        Assert.True((await EnterAsync(visit, worker)).TryGet(out var entered, out _));

        Assert.Null(entered.MatterId);
        Assert.Contains(await LogAsync(worker, new(Promise: "spot")), row => row.Id == visit.Id);
    }

    [Fact]
    public async Task Who_is_cared_for_every_week_is_not_asked_for_twice_on_one_day()
    {
        var worker = await WorkerAsync();
        var home = (await HomesAsync(worker, "alone"))[0];

        Assert.True((await EnterAsync(Visit(home.Id) with { Day = Today }, worker)).TryGet(out _, out _));

        Assert.True((await HomesAsync(worker, "alone")).Single(one => one.Id == home.Id).NeedDue <= Today.AddDays(7));
        var stop = Assert.Single(
            (await RoundAsync(null, 100, worker)).Buildings.SelectMany(building => building.Stops),
            one => one.Home.Id == home.Id);
        Assert.Equal((VisitOutcome.Done, true), (stop.Outcome, stop.IsToday));
    }

    [Fact]
    public async Task A_round_goes_building_by_building_and_doors_come_again_until_they_are_met_or_refuse()
    {
        var worker = await WorkerAsync();
        var programme = await ProgrammeAsync(Form);
        var first = await RoundAsync(programme, 1000, worker);
        var stops = first.Buildings.SelectMany(building => building.Stops).ToList();
        Assert.Equal((await HomesAsync(worker, null)).Count, stops.Count + (first.Left - stops.Count));
        Assert.Equal(first.Buildings.Count, first.Buildings.DistinctBy(building => building.Id).Count());
        Assert.True(first.Metres > 0);
        var (met, away, no) = (stops[0].Home.Id, stops[1].Home.Id, stops[2].Home.Id);

        await EnterAsync(Visit(met, programme) with { Answers = Said("yes") }, worker);
        await EnterAsync(Visit(away, programme) with { Outcome = VisitOutcome.NobodyHome }, worker);
        await EnterAsync(Visit(no, programme) with { Outcome = VisitOutcome.Refused }, worker);

        var then = await RoundAsync(programme, 1000, worker);
        Assert.Equal((3, first.Left - 3), (then.DoneToday, then.Left));
        var start = site.Clock.GetUtcNow();
        site.Clock.MoveTo(start.AddDays(1));
        var tomorrow = await RoundAsync(programme, 1000, worker);
        site.Clock.MoveTo(start);
        Assert.Equal((0, first.Left - 2), (tomorrow.DoneToday, tomorrow.Left));
        Assert.Equal(
            1, tomorrow.Buildings.SelectMany(building => building.Stops).Single(stop => stop.Home.Id == away).Tries);
        Assert.DoesNotContain(
            tomorrow.Buildings.SelectMany(building => building.Stops),
            stop => stop.Home.Id == met || stop.Home.Id == no);
        Assert.Single(
            (await RoundAsync(programme, 1, worker)).Buildings.SelectMany(building => building.Stops),
            stop => stop.Outcome is null);

        var coverage = await ActAsync((ReadProgrammes read) =>
            ProgrammeRowAsync(read, programme, worker)
                .ContinueWith(row => read.CoverageAsync(row.Result, Today, None)).Unwrap());
        Assert.Equal(
            (1, 1, 1),
            (coverage.Sum(one => one.Done), coverage.Sum(one => one.Refused), coverage.Sum(one => one.Tried)));
        Assert.Equal(first.Left, coverage.Sum(one => one.Homes));
        Assert.Equal(first.Left - 2, coverage.Sum(one => one.Left));
    }

    [Fact]
    public async Task The_way_of_a_round_is_the_way_by_its_own_doors()
    {
        var worker = await WorkerAsync();
        var programme = await ProgrammeAsync(Form);

        var all = await RoundAsync(programme, 1000, worker);
        var one = await RoundAsync(programme, 1, worker);

        Assert.True(all.Metres > 0);
        Assert.Single(one.Buildings);
        Assert.Equal((0, 0), (one.Metres, one.Unplaced));
        Assert.Equal(all.Left, one.Left);
    }

    [Fact]
    public async Task What_is_over_or_has_not_begun_is_no_round_and_is_covered_by_the_homes_of_its_last_day()
    {
        var (worker, clerk) = (await WorkerAsync(), await PersonAsync("19900000004"));
        var programme = await ProgrammeAsync(Form);
        var row = await RowOfAsync(programme, worker);
        Assert.Equal((ProgrammeState.Running, true), (row.StateOn(Today), row.TakesVisitsOn(Today)));
        Assert.Equal((ProgrammeState.Planned, false), (row.StateOn(Today.AddDays(-1)), row.TakesVisitsOn(Today.AddDays(-1))));
        Assert.Equal(
            (ProgrammeState.Over, true), (row.StateOn(row.EndsOn.AddDays(1)), row.TakesVisitsOn(row.EndsOn.AddDays(1))));
        Assert.False(row.TakesVisitsOn(row.EndsOn.AddDays(EnterVisit.DaysBack + 1)));

        var start = site.Clock.GetUtcNow();
        site.Clock.MoveTo(start.AddDays(3));
        var closed = await ActAsync((PlanProgramme plan) => plan.CloseAsync(programme, row.Version, clerk, None));
        Assert.Equal("", Code(closed));
        site.Clock.MoveTo(start);
        row = await RowOfAsync(programme, worker);
        Assert.Equal(Today.AddDays(2), row.LastDay);
        Assert.Equal(ProgrammeState.Over, row.StateOn(Today.AddDays(3)));
        var before = (await CoverageAsync(row, Today.AddDays(2))).Sum(one => one.Homes);
        await ActAsync((BandengDb db) => db.ExecuteAsync(
            "update households set valid_to = @day where id = (select id from households where valid_to is null order by id limit 1)",
            new { day = Today.AddDays(3) }, None));
        Assert.Equal(before, (await CoverageAsync(row, row.LastDay)).Sum(one => one.Homes));
        Assert.Equal(before - 1, (await CoverageAsync(row, Today.AddDays(3))).Sum(one => one.Homes));
        await ActAsync((BandengDb db) => db.ExecuteAsync(
            "update households set valid_to = null where valid_to = @day", new { day = Today.AddDays(3) }, None));

        async Task<IReadOnlyList<Coverage>> CoverageAsync(ProgrammeRow one, DateOnly day) =>
            await ActAsync((ReadProgrammes read) => read.CoverageAsync(one, day, None));
        async Task<ProgrammeRow> RowOfAsync(Guid id, Viewer viewer) =>
            await ActAsync((ReadProgrammes read) => ProgrammeRowAsync(read, id, viewer));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_visit_a_programme_or_a_hazard_is_said_at_once()
    {
        var (worker, clerk) = (await WorkerAsync(), await PersonAsync("19900000004"));
        var programme = await ProgrammeAsync(Form);
        var visit = Visit((await HomesAsync(worker, null))[6].Id, programme) with
        {
            Day = Today.AddDays(1),
            Words = new string('长', 501),
            Promise = "修灯",
            PromisedFor = new DateOnly(27, 1, 1),
            Answers = Said("maybe", ("q2", ["泳池"]), ("q3", ["-3"])),
        };

        Assert.Equal(
            [
                "answer.YesNo", "answer.SeveralOf", "answer.Number", "visit.words", "visit.promised-for", "visit.day",
            ],
            (await ActAsync((EnterVisit enter) => enter.FaultsAsync(visit, worker, None))).Select(one => one.Code));
        Assert.Equal("answer.YesNo", Code(await EnterAsync(visit, worker)));
        Assert.Equal(
            [
                "programme.name", "programme.not-held", "programme.area", "programme.kind", "programme.body", "programme.starts",
                "programme.ends",
            ],
            (await ActAsync((PlanProgramme plan) => plan.FaultsAsync(
                new(Guid.CreateVersion7(), " ", "走访回民户", Guid.CreateVersion7(), "431302001002", "rich", null, new(27, 1, 1)), clerk,
                None))).Select(one => one.Code));
        Assert.Equal(
            ["hazard.kind-unknown", "hazard.not-held"], KeepHazard.Faults("zz", "他是回民").Select(one => one.Code));
        var found = await ActAsync((KeepHazard keep) =>
            keep.FindAsync(Guid.CreateVersion7(), Grid, "Fire", "电线裸露，他家信佛", worker, None));
        Assert.Equal(["他家信佛"], found.TryGet(out var hazard, out _) ? hazard.Dropped : []);
        await ActAsync((BandengDb db) =>
            db.ExecuteAsync("delete from hazards where id = @Id", new { hazard!.Id }, None));
    }

    [Theory]
    [InlineData("是不是回民", "")]
    [InlineData("信什么", "佛教")]
    [InlineData("您的民族", "")]
    [InlineData("政治面貌", "")]
    public async Task A_form_asks_for_nothing_that_is_not_held(string question, string option)
    {
        var clerk = await PersonAsync("19900000004");
        var programme = await ProgrammeAsync(Form);
        Question[] asked = [option.Length == 0 ? new("q1", QuestionKind.YesNo, question, [], "", false)
            : new("q1", QuestionKind.OneOf, question, [option, "不信"], "", false)];

        Assert.Equal(
            "question.not-held",
            Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(programme, 2001, asked, clerk, None))));
    }

    [Fact]
    public async Task Two_questions_under_one_key_are_two_questions()
    {
        var clerk = await PersonAsync("19900000004");
        var programme = await ProgrammeAsync(
            [Form[0], new("q1", QuestionKind.YesNo, "有没有猫", [], "", false)]);

        Assert.Equal(
            ["q1", "q2"],
            (await ActAsync((ReadProgrammes read) => read.QuestionsAsync(programme, None))).Select(one => one.Key));
        Assert.Equal("", Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(programme, 2001, Form, clerk, None))));
    }

    [Fact]
    public async Task A_form_that_was_answered_stays_and_answers_are_read_by_their_kind()
    {
        var (worker, clerk) = (await WorkerAsync(), await PersonAsync("19900000004"));
        var programme = await ProgrammeAsync(Form);
        var home = (await HomesAsync(worker, null))[5].Id;
        var visit = Visit(home, programme);

        Assert.Equal(
            "answer.missing",
            Code(await EnterAsync(visit with { Answers = new Dictionary<string, IReadOnlyList<string>>() }, worker)));
        Assert.Equal("answer.YesNo", Code(await EnterAsync(visit with { Answers = Said("maybe") }, worker)));
        Assert.Equal(
            "answer.SeveralOf",
            Code(await EnterAsync(visit with { Answers = Said("yes", ("q2", ["路灯", "泳池"])) }, worker)));
        Assert.Equal(
            "answer.Number", Code(await EnterAsync(visit with { Answers = Said("yes", ("q3", ["很大"])) }, worker)));
        Assert.Equal(
            "answer.Number", Code(await EnterAsync(visit with { Answers = Said("yes", ("q3", ["-3"])) }, worker)));
        Assert.Equal(
            "answer.Words",
            Code(await EnterAsync(visit with { Answers = Said("yes", ("q4", [new string('长', 201)])) }, worker)));
        Assert.True((await EnterAsync(
            visit with { Answers = Said("yes", ("q2", ["路灯", "电梯"]), ("q3", ["88.5"]), ("q4", ["党员，想要座椅"])) },
            worker)).TryGet(out var entered, out _));
        Assert.Equal(["党员"], entered.Dropped);

        var counts = await ActAsync((ReadProgrammes read) => read.AnswersAsync(programme, None));
        Assert.Contains(new AnswerCount("q1", "yes", 1, null), counts);
        Assert.Contains(new AnswerCount("q2", "电梯", 1, null), counts);
        Assert.Contains(new AnswerCount("q3", null, 1, 88.5), counts);
        Assert.Single(await LogAsync(worker, new(programme, Question: "q2", Choice: "路灯")));
        Assert.True((await EnterAsync(visit with { Id = Guid.CreateVersion7(), Answers = Said("no") }, worker)).TryGet(out _, out _));
        Assert.Equal(
            [new AnswerCount("q1", "no", 1, null)],
            await ActAsync((ReadProgrammes read) => read.AnswersAsync(programme, None)));

        Assert.Equal("question.answered", Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(
            programme, 2001, [Form[0] with { Kind = QuestionKind.Words }], clerk, None))));
        Assert.True(
            (await ActAsync((PlanProgramme plan) => plan.AskAsync(programme, 2001, Form[..1], clerk, None)))
                .TryGet(out _, out _));
        Assert.Equal(
            "visit.overtaken",
            Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(programme, 2001, Form[..2], clerk, None))));
        Assert.Equal(
            "visit.unknown",
            Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(programme, 1002, Form[..2], worker, None))));
        Assert.Equal(
            [(1L, 5), (2L, 1)],
            (await ActAsync(async (BandengDb db) => await db.VisitForms.Where(form => form.ProgrammeId == programme).OrderBy(form => form.Number).ToListAsync()))
                .Select(form => (form.Number, Question.Read(form.Questions).Count)));
        Assert.Equal("", Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(
            programme, 1002, [Form[0], new("q3", QuestionKind.Day, "哪天搬来", [], "", false)], clerk, None))));
        Assert.Equal(
            ["q1", "q6", "q2", "q3", "q4", "q5"],
            (await ActAsync((ReadProgrammes read) => read.QuestionsAsync(programme, None))).Select(one => one.Key));
        Assert.Equal("question.options-few", Code(await ActAsync((PlanProgramme plan) => plan.AskAsync(
            programme, 1002, [Form[1] with { Options = ["一个"] }], clerk, None))));
    }

    [Fact]
    public async Task The_file_of_a_grid_names_its_public_units_whether_it_was_drawn_or_not()
    {
        var drawn = await ActAsync((GridFile file) => file.RunAsync(Grid, Today.AddDays(-89), Today, None));
        Assert.NotEmpty(drawn.Facilities);

        await ActAsync((BandengDb db) =>
            db.ExecuteAsync("update area_outlines set code = -code where code = @Value", new { Grid.Value }, None));
        var undrawn = await ActAsync((GridFile file) => file.RunAsync(Grid, Today.AddDays(-89), Today, None));
        await ActAsync((BandengDb db) =>
            db.ExecuteAsync("update area_outlines set code = -code where code < 0", null, None));

        Assert.NotEmpty(undrawn.Facilities);
        Assert.All(undrawn.Facilities, unit => Assert.True(Grid.Community.Contains(unit.AreaCode)));
    }

    [Fact]
    public async Task The_file_of_a_grid_is_what_a_recount_says_on_any_day()
    {
        var sheet = await ActAsync((GridFile file) => file.RunAsync(Grid, Today.AddDays(-89), Today, None));

        Assert.Equal(await CountAsync("select count(*) from households h join dwelling_facts d on d.id = h.dwelling_id where h.valid_to is null"), sheet.Households);
        Assert.Equal(await CountAsync("select count(*) from household_members where valid_to is null"), sheet.People);
        Assert.Equal(
            await CountAsync($"select count(*) from matters where raised_at >= {Instant(Today.AddDays(-89))} and merged_into is null and area_code between {Grid.Range.First} and {Grid.Range.Last}"),
            sheet.Raised);
        Assert.All(sheet.Care, one => Assert.True(one.Number is null or >= GridFile.FewCare));
        Assert.Contains(sheet.Care, one => one.Number is null);
        Assert.Contains(sheet.Workers, worker => worker is { Name: "刘小军", Role: Role.GridWorker });
        Assert.True(sheet.Visits > 0);
        Assert.Equal(3, sheet.Hazards.Sum(one => one.Number));

        var before = await ActAsync((GridFile file) => file.RunAsync(Grid, new(2015, 1, 1), new(2015, 3, 1), None));
        Assert.Equal((0, 0, 0, 0), (before.Households, before.People, before.Visits, before.OpenMatters));
    }

    [Fact]
    public async Task What_was_said_is_erased_by_rule_and_the_trail_stays_whole()
    {
        var worker = await WorkerAsync();
        var home = (await HomesAsync(worker, null))[7].Id;
        var visit = Visit(home) with { Words = "说了些话" };
        Assert.True((await EnterAsync(visit, worker)).TryGet(out _, out _));

        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        var retained = scope.ServiceProvider.GetServices<IRetained>().Single(one => one.Kind == "visit");
        Assert.Equal(0, await retained.EraseAsync(Today.AddDays(-400), "保存期满", None));
        Assert.True(await retained.EraseAsync(Today.AddDays(1), "保存期满", None) > 0);
        await db.SaveAsync(None);

        Assert.Equal(
            0,
            await CountAsync(
                "select count(*) from visits v join texts t on t.id = v.words_id where t.body is not null"));
        Assert.Equal(0, await CountAsync("select count(*) from visit_answers"));
        Assert.Null((await VerifyTrail.RunAsync(db, None)).Fault);
    }

    private sealed record MatterRow(string Channel, AreaCode AreaCode, DateTimeOffset? OuterDueAt);

    private static Dictionary<string, IReadOnlyList<string>> Said(
        string first, params (string Key, string[] Values)[] more) =>
        more.Select(one => (one.Key, (IReadOnlyList<string>)one.Values))
            .Prepend(("q1", [first])).ToDictionary(one => one.Item1, one => one.Item2);

    private NewVisit Visit(Guid home, Guid? programme = null) => new(
        Guid.CreateVersion7(), home, programme, VisitOutcome.Done, Today,
        new Dictionary<string, IReadOnlyList<string>>(), null, null, false, null);

    private static string Code<T>(Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? "" : refusal.Code;

    private static long Instant(DateOnly day) =>
        ChinaTime.ToInstant(day.ToDateTime(TimeOnly.MinValue)).ToUnixTimeMilliseconds();

    private async Task<T> ActAsync<TService, T>(Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private Task<Viewer> WorkerAsync() => PersonAsync("19900000003");

    private Task<Viewer> PersonAsync(string phone) => ActAsync(async (IPeople people) =>
        await people.ViewerAsync((await people.FindByPhoneAsync(phone, None))!.Id, None));

    private Task<IReadOnlyList<HomeToVisit>> HomesAsync(Viewer viewer, string? kind) =>
        ActAsync((IHomes homes) => homes.OfAsync(new(Community, kind), viewer, None));

    private Task<Result<EnteredVisit>> EnterAsync(NewVisit visit, Viewer by) =>
        ActAsync((EnterVisit enter) => enter.RunAsync(visit, by, None));

    private Task<IReadOnlyList<VisitRow>> LogAsync(Viewer viewer, VisitFilter filter) =>
        ActAsync((VisitLog log) => log.ListAsync(filter, viewer, 100, None));

    private async Task<Guid> ProgrammeAsync(Question[] questions)
    {
        var clerk = await PersonAsync("19900000004");
        var made = await ActAsync((PlanProgramme plan) => plan.MakeAsync(
            new(Guid.CreateVersion7(), "走访", "问一问", null, Community.ToString(), null, Today, Today.AddDays(30)), clerk,
            None));
        Assert.True(made.TryGet(out var id, out _));
        Assert.True(
            (await ActAsync((PlanProgramme plan) => plan.AskAsync(id, 1001, questions, clerk, None)))
                .TryGet(out _, out _));
        return id;
    }

    private Task<TodayRound> RoundAsync(
        Guid? programme, int most, Viewer viewer) => ActAsync(async (IServiceProvider services) =>
        await services.GetRequiredService<PlanRound>().RunAsync(
            await services.GetRequiredService<BandengDb>().Programmes.AsNoTracking()
                .SingleOrDefaultAsync(one => one.Id == programme),
            most, viewer, None));

    private static async Task<ProgrammeRow> ProgrammeRowAsync(ReadProgrammes read, Guid id, Viewer viewer) =>
        (await read.FindAsync(id, viewer, None))!;

    private Task<IReadOnlyList<T>> RowsAsync<T>(string sql, object values) =>
        ActAsync((BandengDb db) => db.RowsAsync<T>(sql, values, None));

    private async Task<long> CountAsync(string sql) => (await RowsAsync<long>(sql, new { }))[0];
}
