using System.Globalization;
using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Figures.Tests;

/// <summary>
/// How long the pages' questions take over 100,000 matters of a year. Run by name: <c>--explicit only</c>; prints
/// milliseconds, the second of two runs.
/// </summary>
public abstract class Measurement(DemoSite site)
{
    private const int Matters = 100_000;

    private static readonly string[] Periods = ["2026-05", "2026"];
    private static readonly string[] Codes = ["on-time-due", "satisfied", "whole-ninety", "backlog"];
    private static readonly string[] Acts = ["matter.Dispatch", "matter.SignFor", "matter.HandBack"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_matters()
    {
        var county = AreaCode.Parse("430199");
        await using var scope = site.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await FillAsync(services.GetRequiredService<BandengDb>(), county);
        var table = services.GetRequiredService<FigureTable>();
        var viewer = new Viewer(Guid.CreateVersion7(), "", [new HeldPost(Guid.CreateVersion7(), nameof(Role.District), county, null, null)]);
        Assert.True((await services.GetRequiredService<ScopeOfViewer>().ReadAsync(new(null), viewer, Cancel)).TryGet(out var whole, out _));
        foreach (var period in Periods.Select(text => Period.Parse(text)!))
        {
            await PrintAsync($"{period} 18 figures, last period, last year", () => table.CompareAsync(FigureBook.Reported, period, whole, Cancel));
            foreach (var figure in Codes.Select(code => FigureBook.Find(code)!))
            {
                await PrintAsync($"{period} {figure.Code} by body", () => table.CrossAsync([figure], Breakdown.Body, period, whole, Cancel));
                await PrintAsync($"{period} {figure.Code} opened", () => services.GetRequiredService<ListCounted>().RunAsync(
                    new(figure, period, whole, site.Clock.GetUtcNow()), FigurePart.Denominator, null, 51, Cancel));
            }
        }

        await PrintAsync("weekly", () => table.CrossAsync(TableFigures.Weekly, Breakdown.Body, Period.Parse("2026-W21")!, whole, Cancel));
        await PrintAsync("tomorrow", () => table.CrossAsync(TableFigures.Tomorrow, Breakdown.Body, Period.Parse("2026-06")!, whole, Cancel));
    }

    private static async Task PrintAsync<T>(string what, Func<Task<T>> ask)
    {
        await ask();
        var start = TimeProvider.System.GetTimestamp();
        await ask();
        var took = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {took:0} ms"));
    }

    private async Task FillAsync(BandengDb db, AreaCode county)
    {
        var dice = new Random(7);
        AreaCode[] areas = [.. Enumerable.Range(1, 200).Select(i => AreaCode.Parse($"{county}{i % 15 + 1:D3}{i:D3}"))];
        Guid[] bodies = [.. Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7())];
        List<PlainMatter> matters =
            [.. Enumerable.Range(0, Matters).Select(_ => PlainMatter.Any(dice, site.Clock.Start.AddDays(-dice.Next(300)), areas, bodies))];
        await PlainMatter.InsertAsync(db, matters, Cancel);
        await DispatchesAsync(db, matters.Where(m => m.DispatchedAt is not null));
        await db.ExecuteAsync("analyze", null, Cancel);
    }

    // Only for the time it takes: these lines are not chained.
    private static async Task DispatchesAsync(BandengDb db, IEnumerable<PlainMatter> matters)
    {
        var isPostgres = db.IsPostgres();
        object Id(Guid id) => isPostgres ? id : id.ToString().ToUpperInvariant();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await db.InsertManyAsync(
            "trail_events",
            ["chain", "seq", "id", "subject_kind", "subject_id", "action", "at", "words", "facts", "prev_hash", "hash"],
            matters.Index().SelectMany(m => Acts.Select((action, i) => new[]
            {
                430199L, (object)(m.Index * 3L + i), Id(Guid.CreateVersion7()), "matter", Id(m.Item.Id), action,
                m.Item.DispatchedAt!.Value.AddHours(i).ToUnixTimeMilliseconds(), "", $$"""{"body":"{{m.Item.Body}}"}""", "", "",
            })),
            Cancel);
        await transaction.CommitAsync(Cancel);
    }
}

public sealed class MeasurementOnSqlite(DemoSiteOnSqlite site) : Measurement(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class MeasurementOnPostgres(DemoSiteOnPostgres site) : Measurement(site), IClassFixture<DemoSiteOnPostgres>;
