using System.Globalization;
using Bandeng.Households.Grids;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>From a list of buildings to adopted grids, on whichever database the site runs on.</summary>
public abstract class GridPlanContract(Engine engine) : IAsyncLifetime
{
    private const string Square =
        """{"type":"Polygon","coordinates":[[[112.0,27.7],[112.01,27.7],[112.01,27.71],[112.0,27.71],[112.0,27.7]]]}""";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly Viewer Clerk = new(
        Guid.CreateVersion7(), "clerk", [new HeldPost(Guid.CreateVersion7(), "Clerk", Community, null, null)]);

    private HouseholdSite _site = null!;

    private static GridDecision Decision => new("街心〔2026〕3号", new(2026, 5, 30), new(2026, 5, 10), new(2026, 5, 20));

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        await using var act = _site.Scope();
        await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into area_outlines values (431302001001000000, @Square, 112.0, 27.7, 112.01, 27.71, 0)", new { Square }, None);
        var list = "社区,楼栋,户数,经度,纬度\n" + string.Concat(Enumerable.Range(0, 12).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"街心,{101 + i}号楼,100,{112.001 + i % 4 * 0.0025:F4},{27.702 + i / 4 * 0.003:F4}\n")));
        await act.ServiceProvider.GetRequiredService<ImportBuildings>().RunAsync(new(HouseholdSite.Write(list)), Viewer.System, None);
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
    public async Task Three_proposals_a_move_that_changes_the_figures_and_an_adoption_with_codes()
    {
        Assert.Equal("", await ActAsync((divide, _) => CodeAsync(divide.ProposeAsync(Community, 300, 500, Clerk, None))));
        var plans = await PlansAsync();
        Assert.Equal(Enum.GetValues<GridStyle>(), plans.Select(plan => plan.Style).Order());
        var plan = plans.Single(one => one.Style == GridStyle.Near);
        var before = await SheetAsync(plan);
        Assert.Equal(0, before.Proposal.Figures.Missed);
        Assert.Equal(1200, before.Proposal.Grids.Sum(grid => grid.Households));

        var (from, to) = (before.Proposal.Grids[0], before.Proposal.Grids[1]);
        var building = before.Land.Buildings[from.Buildings[0]].Id;
        Assert.Equal("", await ActAsync((divide, _) => CodeAsync(divide.MoveAsync(plan.Id, plan.Version, building, to.Id, Clerk, None))));
        Assert.Equal("place.overtaken", await ActAsync((divide, _) => CodeAsync(divide.MoveAsync(plan.Id, plan.Version, building, from.Id, Clerk, None))));
        var after = await SheetAsync((await PlansAsync()).Single(one => one.Id == plan.Id));
        Assert.Equal(from.Households - 100, after.Proposal.Grids[0].Households);
        Assert.Equal(to.Households + 100, after.Proposal.Grids[1].Households);

        Assert.Equal("decision.open", await AdoptAsync(plan.Id, Decision with { ObjectionsTo = new(2026, 6, 1) }));
        Assert.Equal("decision.window-short", await AdoptAsync(plan.Id, Decision with { ObjectionsTo = new(2026, 5, 12) }));
        Assert.Equal("", await AdoptAsync(plan.Id, Decision));
        Assert.Equal("plan.adopted", await AdoptAsync(plan.Id, Decision));

        await using var act = _site.Scope();
        var grids = await act.ServiceProvider.GetRequiredService<IAreas>().ChildrenAsync(Community, None);
        Assert.Equal(["431302001001001", "431302001001002", "431302001001003"], grids.Select(grid => grid.Code.ToString()));
        Assert.Equal("第一网格", grids[0].Name);
        var card = await CardAsync(act.ServiceProvider, building);
        Assert.Equal(grids[1].Code, card.Place.AreaCode.Parent);
        Assert.Equal(AreaLevel.Building, card.Place.AreaCode.Level);
        Assert.Equal(1, await _site.CountAsync("select count(*) from trail_events where action = 'area.grids'"));
    }

    [Fact]
    public async Task Grids_redrawn_get_new_numbers_and_the_codes_of_yesterday_keep_their_days()
    {
        await DecideAsync();
        var old = (await _site.RowsAsync<long>("select area_code from places where name = '101号楼'"))[0];
        _site.Clock.MoveTo(_site.Clock.Start.AddDays(60));
        await DecideAsync();

        await using var act = _site.Scope();
        var grids = await act.ServiceProvider.GetRequiredService<IAreas>().ChildrenAsync(Community, None);
        Assert.Equal("431302001001004", grids[0].Code.ToString());
        var place = (await _site.RowsAsync<Guid>("select id from places where name = '101号楼'"))[0];
        var card = await CardAsync(act.ServiceProvider, place);
        Assert.Equal(2, card.Codes.Count);
        Assert.Equal(AreaCode.FromValue(old).ToString(), card.Codes[1].Value);
        Assert.Equal(new DateOnly(2026, 7, 31), card.Codes[1].ValidTo);
        Assert.Equal("2026-07-31", (await _site.RowsAsync<string>($"select valid_to from areas where code = {old}"))[0]);
        Assert.NotNull((await PlansAsync()).First(plan => plan.ValidFrom == new DateOnly(2026, 6, 1)).Adopted);
    }

    [Fact]
    public async Task Who_holds_no_post_there_divides_nothing()
    {
        Assert.Equal("place.unknown", await ActAsync((divide, _) => CodeAsync(
            divide.ProposeAsync(AreaCode.Parse("431302001002"), 300, 500, Clerk, None))));
        Assert.Equal("place.unknown", await ActAsync((divide, _) => CodeAsync(divide.ProposeAsync(Community, 300, 500, Viewer.Nobody, None))));
        Assert.Equal("plan.bounds", await ActAsync((divide, _) => CodeAsync(divide.ProposeAsync(Community, 500, 300, Clerk, None))));
    }

    private static async Task<string> CodeAsync<T>(Task<Result<T>> act)
        where T : notnull => (await act).TryGet(out _, out var refusal) ? "" : refusal.Code;

    private static async Task<PlaceCard> CardAsync(IServiceProvider services, Guid id)
    {
        var read = services.GetRequiredService<ReadPlace>();
        return await read.CardAsync((await read.LineAsync(id, None))!, None);
    }

    private async Task DecideAsync()
    {
        Assert.Equal("", await ActAsync((divide, _) => CodeAsync(divide.ProposeAsync(Community, 300, 500, Clerk, None))));
        Assert.Equal("", await AdoptAsync((await PlansAsync()).First(plan => plan is { Style: GridStyle.Near, ValidFrom: null }).Id, Decision));
    }

    private Task<string> AdoptAsync(Guid id, GridDecision decision) => ActAsync(async (divide, db) => await CodeAsync(
        divide.AdoptAsync(id, (await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == id, None)).Version, decision, Clerk, None)));

    private async Task<IReadOnlyList<GridPlan>> PlansAsync()
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>().Plans.AsNoTracking().ToListAsync(None);
    }

    private async Task<GridSheet> SheetAsync(GridPlan plan)
    {
        await using var act = _site.Scope();
        return (await act.ServiceProvider.GetRequiredService<GridTable>().WeighAsync(plan, None)).TryGet(out var sheet, out var refusal)
            ? sheet : throw new InvalidOperationException(refusal.Code);
    }

    private async Task<string> ActAsync(Func<DivideGrids, BandengDb, Task<string>> act)
    {
        await using var scope = _site.Scope();
        return await act(scope.ServiceProvider.GetRequiredService<DivideGrids>(), scope.ServiceProvider.GetRequiredService<BandengDb>());
    }
}

public sealed class GridPlanOnSqlite() : GridPlanContract(Engine.Sqlite);

public sealed class GridPlanOnPostgres() : GridPlanContract(Engine.Postgres);
