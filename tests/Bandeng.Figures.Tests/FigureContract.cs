using Bandeng.Figures.Definitions;
using Bandeng.Figures.Frozen;
using Bandeng.Figures.Queries;
using Bandeng.Figures.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Figures.Tests;

/// <summary>
/// Figures over many random matters, held against a second count, on whichever database the site runs.
/// </summary>
public abstract class FigureContract(DemoSite site) : IAsyncLifetime
{
    // Another county than the demo's, a fresh one for each test, so that nothing else is counted.
    private static int _counties = 430100;

    private static readonly string[] Tails = ["", "001", "001001", "001001002", "002001", "002003"];

    private readonly AreaCode _county = AreaCode.Parse(
        Interlocked.Increment(ref _counties).ToString(System.Globalization.CultureInfo.InvariantCulture));
    private readonly Guid[] _bodies = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
    private List<PlainMatter> _matters = [];
    private IServiceProvider _services = null!;
    private AsyncServiceScope _scope;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Period May { get; } = Period.Parse("2026-05")!;

    private DateTimeOffset Now => site.Clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _scope = site.Services.CreateAsyncScope();
        _services = _scope.ServiceProvider;
        var dice = new Random(20260601);
        AreaCode[] areas = [.. Tails.Select(tail => AreaCode.Parse(_county + tail))];
        _matters = [.. Enumerable.Range(0, 700).Select(_ => PlainMatter.Any(dice, site.Clock.Start, areas, _bodies))];
        _matters = [.. _matters.Select(
            (m, i) => i > 0 && dice.Next(9) == 0 ? m with { Continues = _matters[i - 1].Id } : m)];
        _matters = [.. _matters.Select((m, i) => i % 3 == 0 ? m with { Kind = "errand" } : m)];
        await PlainMatter.InsertAsync(Ask<BandengDb>(), _matters, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _scope.DisposeAsync();
    }

    [Theory]
    [InlineData("2026-05")]
    [InlineData("2026-06")]
    [InlineData("2026-W21")]
    [InlineData("2026")]
    [InlineData("2026-05-03..2026-05-29")]
    public async Task Every_figure_is_what_a_second_count_finds(string period)
    {
        foreach (var figure in FigureBook.Reported)
        {
            var question = await QuestionAsync(figure, Period.Parse(period)!);

            Assert.Equal(
                (figure.Code, CounterOf(question).Over(figure, _matters)),
                (figure.Code, await Count.TotalAsync(question, Cancel)));
        }
    }

    [Fact]
    public async Task The_random_matters_leave_no_figure_without_something_to_count()
    {
        foreach (var figure in FigureBook.Reported)
        {
            var counted = await Count.TotalAsync(await QuestionAsync(figure, May), Cancel);

            Assert.True(counted.Denominator > 10 && counted.Numerator > 0, figure.Code);
            Assert.True(figure.Unit is not FigureUnit.Share || counted.Numerator < counted.Denominator, figure.Code);
            Assert.True(!figure.LeavesOutExcluded || counted.DenominatorBefore > counted.Denominator, figure.Code);
        }
    }

    [Theory]
    [InlineData(Breakdown.Area)]
    [InlineData(Breakdown.Body)]
    [InlineData(Breakdown.Category)]
    [InlineData(Breakdown.Type)]
    [InlineData(Breakdown.Channel)]
    public async Task The_parts_are_right_each_and_together(Breakdown by)
    {
        foreach (var figure in FigureBook.Reported)
        {
            var question = await QuestionAsync(figure, May);
            var groups = await Count.RunAsync(question, by, Cancel);
            var whole = await Count.TotalAsync(question, Cancel);

            Assert.Equal(
                (whole.Denominator, whole.Numerator, whole.DenominatorBefore, whole.NumeratorBefore),
                (groups.Sum(g => g.Denominator), groups.Sum(g => g.Numerator), groups.Sum(g => g.DenominatorBefore), groups.Sum(g => g.NumeratorBefore)));
            Assert.All(groups, group => Assert.Equal(
                CounterOf(question).Over(figure, _matters.Where(m => KeyOf(by, m) == group.Key)) with { Key = group.Key }, group));
        }
    }

    [Fact]
    public async Task Every_number_opens_to_exactly_the_matters_it_counts()
    {
        foreach (var figure in FigureBook.Reported)
        {
            var question = await QuestionAsync(figure, May);
            var counter = CounterOf(question);
            foreach (var part in Enum.GetValues<FigurePart>())
            {
                var expected = _matters.Where(m => IsIn(part, figure, counter.Of(figure.Code, m), m)).Select(m => m.Id);
                var listed = await ListAsync(question, part);

                Assert.True(expected.Order().SequenceEqual(listed.Order()), $"{figure.Code} {part}");
            }
        }
    }

    [Fact]
    public async Task A_part_opens_to_the_matters_of_that_part()
    {
        var figure = FigureBook.Find("on-time-due")!;
        foreach (var by in Enum.GetValues<Breakdown>().Skip(1))
        {
            var question = await QuestionAsync(figure, May);
            foreach (var group in await Count.RunAsync(question, by, Cancel))
            {
                var opened = question with { Scope = question.Scope.To(by, group.Key) };

                Assert.Equal(group.Denominator, (await ListAsync(opened, FigurePart.Denominator)).Count);
                Assert.Equal(group.Denominator, (await Count.TotalAsync(opened, Cancel)).Denominator);
            }
        }
    }

    [Fact]
    public async Task Who_answers_for_one_town_counts_one_town_and_no_other()
    {
        var town = AreaCode.Parse($"{_county}002");
        var read = await Ask<ScopeOfViewer>().ReadAsync(new(null), Holder("Town", town), Cancel);
        Assert.True(read.TryGet(out var scope, out _));
        var question = new FigureQuestion(FigureBook.Find("raised")!, May, scope, Now);

        Assert.Equal(
            CounterOf(question).Over(question.Figure, _matters.Where(m => town.Contains(m.Area))),
            await Count.TotalAsync(question, Cancel));
        Assert.Equal("figures.outside", await RefusedAsync(_county.ToString(), Holder("Town", town)));
        Assert.Equal("figures.outside", await RefusedAsync($"{_county}001", Holder("Town", town)));
        Assert.Equal("figures.outside", await RefusedAsync(null, Holder("Handler", town)));
        Assert.Equal("figures.scope", await RefusedAsync("43x", Holder("Town", town)));
    }

    [Fact]
    public async Task A_frozen_month_stays_and_what_changed_later_is_listed()
    {
        var frozen = await FrozenAsync("2026-05");
        var scope = await ScopeAsync();
        Assert.All(await Frozen.CompareAsync(frozen, scope, Cancel), row => Assert.False(row.IsChanged));
        Assert.Empty(await Frozen.ChangedAsync(frozen, Cancel));

        var changed = _matters.First(m =>
            m is { Stage: "Settled", RaiserOutcome: "Solved", Type: "Help", Exclusion: null }
                && May.From <= m.AnsweredAt && m.AnsweredAt < May.To);
        site.Clock.MoveTo(Now.AddHours(1));
        await ActAsync(
            changed.Id, "matter.NotSettled", "update matters set raiser_outcome = 'NotSolved' where id = @id");

        var compared = await Frozen.CompareAsync(frozen, scope, Cancel);
        var solved = compared.Single(row => row.Figure!.Code == "solved-of-answers");
        Assert.True(solved.IsChanged);
        Assert.Equal(solved.Then.Numerator - 1, solved.Now!.Numerator);
        Assert.Equal(changed.Id, Assert.Single(await Frozen.ChangedAsync(frozen, Cancel)).Id);
        Assert.Null(await Verify.FirstFaultAsync(Cancel));
    }

    [Fact]
    public async Task A_month_is_frozen_once_when_it_is_over_by_who_may()
    {
        await FrozenAsync("2026-04");

        Assert.Equal("figures.frozen", await FreezeRefusedAsync("2026-04", Holder("District", _county)));
        Assert.Equal("figures.month-open", await FreezeRefusedAsync("2026-06", Holder("District", _county)));
        Assert.Equal("figures.not-yours", await FreezeRefusedAsync("2026-03", Holder("Leader", _county)));
        Assert.Equal(
            "figures.not-yours", await FreezeRefusedAsync("2026-03", Holder("Town", AreaCode.Parse($"{_county}001"))));
        Assert.Equal("figures.month", await FreezeRefusedAsync("2026-Q1", Holder("District", _county)));
    }

    [Fact]
    public async Task A_frozen_figure_cannot_be_changed_by_hand()
    {
        var frozen = await FrozenAsync("2026-03");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Db.ExecuteAsync(
            "update frozen_figures set numerator = numerator + 1 where month_id = @Id", new { frozen.Id }, Cancel));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Db.ExecuteAsync(
            "delete from frozen_figures where month_id = @Id", new { frozen.Id }, Cancel));
    }

    [Fact]
    public async Task The_weekly_table_counts_every_dispatch_and_what_came_back()
    {
        var (first, second) = (_matters[0].Id, _matters[1].Id);
        var monday = ChinaTime.ToInstant(new(2026, 5, 18, 9, 0, 0));
        await DispatchAsync(first, _bodies[0], monday);
        await DispatchAsync(second, _bodies[0], monday.AddHours(1));
        await TrailAsync(first, "matter.UpholdReturn", monday.AddHours(5), null);
        await DispatchAsync(first, _bodies[1], monday.AddHours(6));
        await DispatchAsync(_matters[2].Id, _bodies[1], monday.AddHours(7));
        await TrailAsync(_matters[2].Id, "matter.UndoDispatch", monday.AddHours(7).AddMinutes(2), null);
        await DispatchAsync(_matters[3].Id, _bodies[1], monday.AddDays(-7));

        Assert.Equal(
            [("week-received", _bodies[0], 2), ("week-received", _bodies[1], 1), ("week-returned", _bodies[0], 1),
                ("week-taken", _bodies[0], 1), ("week-taken", _bodies[1], 1)],
            await WeekAsync("week-received", "week-returned", "week-taken"));
        var received = await QuestionAsync(FigureBook.Find("week-received")!, Period.Parse("2026-W21")!);
        Assert.Equal(
            new[] { first, first, second }.Order(), (await ListAsync(received, FigurePart.Denominator)).Order());
    }

    [Fact]
    public async Task What_is_late_today_and_tomorrow_does_not_overlap()
    {
        List<Guid> seen = [];
        foreach (var figure in TableFigures.Tomorrow)
        {
            seen.AddRange(await ListAsync(await QuestionAsync(figure, May), FigurePart.Denominator));
        }

        var tonight = ChinaTime.ToInstant(ChinaTime.DayOf(Now).AddDays(1).ToDateTime(TimeOnly.MinValue));
        var midnight = ChinaTime.ToInstant(ChinaTime.DayOf(Now).AddDays(2).ToDateTime(TimeOnly.MinValue));
        var expected = _matters.Where(m => m.Body is not null && m.AskedAt is null && m.Stage is not ("Suspended" or "Returned")
            && m.DispatchedAt < tonight && !(m.HandedBackAt < tonight)
            && !(m.ClosedAt < tonight) && m.DueAt <= midnight);
        Assert.Equal(expected.Select(m => m.Id).Order(), seen.Order());
    }

    private CountFigure Count => Ask<CountFigure>();

    private FrozenMonths Frozen => Ask<FrozenMonths>();

    private BandengDb Db => Ask<BandengDb>();

    private IVerification Verify =>
        _services.GetServices<IVerification>().Single(check => check.Name == "figures.frozen");

    private T Ask<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private static Recount CounterOf(FigureQuestion question) =>
        new(question.Period.From, question.Period.To, question.AsOf, question.By);

    private static bool IsIn(FigurePart part, Figure figure, (bool Whole, bool Part) counted, PlainMatter matter) =>
        counted.Whole
        && (counted.Part || part is FigurePart.Denominator or FigurePart.DenominatorBefore)
        && (!matter.IsExcluded || !figure.LeavesOutExcluded || part is FigurePart.DenominatorBefore or FigurePart.NumeratorBefore);

    private string KeyOf(Breakdown by, PlainMatter matter) => by switch
    {
        Breakdown.Area =>
            (matter.Area == _county ? _county : AreaCode.Parse(matter.Area.ToString()[..9])).ToFullString(),
        Breakdown.Body => matter.Body?.ToString() ?? "none",
        Breakdown.Category => matter.Category ?? "none",
        Breakdown.Type => matter.Type,
        _ => matter.Channel,
    };

    private static Viewer Holder(string role, AreaCode area) =>
        new(Guid.CreateVersion7(), "someone", [new HeldPost(Guid.CreateVersion7(), role, area, null, null)]);

    private async Task<FigureScope> ScopeAsync() =>
        (await Ask<ScopeOfViewer>().ReadAsync(new(null), Holder("District", _county), Cancel))
            .TryGet(out var scope, out var refusal)
            ? scope : throw new InvalidOperationException(refusal.Code);

    private async Task<FigureQuestion> QuestionAsync(Figure figure, Period period) =>
        new(figure, period, await ScopeAsync(), Now);

    private async Task<string> RefusedAsync(string? area, Viewer viewer) =>
        (await Ask<ScopeOfViewer>().ReadAsync(new(area), viewer, Cancel)).TryGet(out var scope, out var refusal)
            ? scope.ToQuery()
            : refusal.Code;

    // Seven at a time, so that paging by key is walked through as well.
    private async Task<List<Guid>> ListAsync(FigureQuestion question, FigurePart part)
    {
        List<Guid> all = [];
        ListPlace? after = null;
        IReadOnlyList<CountedMatter> page;
        do
        {
            page = await Ask<ListCounted>().RunAsync(question, part, ListPlace.Parse(after?.ToString()), 7, Cancel);
            all.AddRange(page.Select(row => row.Id));
            after = page.Count == 0 ? null : new(page[^1].RaisedAt, page[^1].RowId);
        }
        while (page.Count == 7);
        return all;
    }

    private async Task<FrozenMonth> FrozenAsync(string month)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<FreezeMonth>()
            .RunAsync(_county, month, Holder("District", _county), Cancel);
        return result.TryGet(out var frozen, out var refusal)
            ? frozen
            : throw new InvalidOperationException(refusal.Code);
    }

    private async Task<string> FreezeRefusedAsync(string month, Viewer viewer) =>
        (await Ask<FreezeMonth>().RunAsync(_county, month, viewer, Cancel)).TryGet(out _, out var refusal)
            ? "frozen"
            : refusal.Code;

    private async Task ActAsync(Guid id, string action, string sql)
    {
        await Db.ExecuteAsync(sql, new { id }, Cancel);
        await PlainMatter.CountAsync(Db, _county, Cancel);
        await TrailAsync(id, action, Now, null);
    }

    private Task DispatchAsync(Guid id, Guid body, DateTimeOffset at) => TrailAsync(id, "matter.Dispatch", at, body);

    private async Task TrailAsync(Guid id, string action, DateTimeOffset at, Guid? body)
    {
        Db.Record(new TrailEntry("matter", id, _county, action, Viewer.System, at)
        {
            Facts = body is null ? null : new Dictionary<string, object?> { ["body"] = body },
        });
        await Db.SaveAsync(Cancel);
    }

    private async Task<List<(string, Guid, long)>> WeekAsync(params string[] figures)
    {
        List<(string, Guid, long)> counted = [];
        foreach (var code in figures)
        {
            var question = await QuestionAsync(FigureBook.Find(code)!, Period.Parse("2026-W21")!);
            counted.AddRange((await Count.RunAsync(question, Breakdown.Body, Cancel))
                .Select(group => (code, Guid.Parse(group.Key), group.Denominator))
                .OrderBy(row => Array.IndexOf(_bodies, row.Item2)));
        }

        return counted;
    }
}

public sealed class FiguresOnSqlite(DemoSiteOnSqlite site) : FigureContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class FiguresOnPostgres(DemoSiteOnPostgres site)
    : FigureContract(site), IClassFixture<DemoSiteOnPostgres>;
