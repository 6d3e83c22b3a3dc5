using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Organizations.Lists;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>
/// Dispatch reads the catalogue of powers handed down, before its day and after, on whichever database.
/// </summary>
public abstract class HandedDownContract
{
    private const string Stalls = "0204";
    private readonly Neighbourhood _here;

    protected HandedDownContract(DemoSite site) => _here = new(site);

    [Fact]
    public async Task The_town_decides_from_the_day_on_which_the_power_is_handed_down_until_it_is_taken_back()
    {
        await CatalogueAsync("对占道经营的处罚,处罚,区城管局,431302001,2026-06-10,2026-06-20,政发〔2026〕3号第一条,0204");
        var (department, town, committee) =
            (await _here.BodyAsync("区城管局"), await _here.BodyAsync("乐坪街道办事处"), await _here.BodyAsync("街心社区居委会"));

        _here.At("2026-06-09T10:00");
        var before = await RaisedAsync();
        Assert.Equal(
            "matter.not-handed-down", await _here.RefusedAsync(before, Dispatch, "clerk", new() { Body = town }));
        Assert.Equal(
            "matter.pushed-down", await _here.RefusedAsync(before, Dispatch, "clerk", new() { Body = committee }));
        Assert.Equal(
            MatterStage.Dispatched, await _here.DoAsync(before, Dispatch, "clerk", new() { Body = department }));

        _here.At("2026-06-10T10:00");
        var after = await RaisedAsync();
        var warned = await _here.TryAsync(after, Dispatch, "clerk", new() { Body = department });
        Assert.False(warned.TryGet(out _, out var warning));
        Assert.Equal("matter.handed-down-warn", warning!.Code);
        Assert.Contains("政发〔2026〕3号第一条", warning.Details);
        Assert.Equal(
            "matter.pushed-down", await _here.RefusedAsync(after, Dispatch, "clerk", new() { Body = committee }));
        Assert.Equal(town, await ProposedAsync(after));
        Assert.Equal(MatterStage.Dispatched, await _here.DoAsync(after, Dispatch, "clerk", new() { Body = town }));

        var reasoned = await RaisedAsync();
        Assert.Equal(
            MatterStage.Dispatched,
            await _here.DoAsync(reasoned, Dispatch, "clerk", new() { Body = department, InnerWords = "跨街道，需部门统一执法" }));

        _here.At("2026-06-21T10:00");
        var over = await RaisedAsync();
        Assert.Equal(
            "matter.not-handed-down", await _here.RefusedAsync(over, Dispatch, "clerk", new() { Body = town }));
        Assert.Equal(department, await ProposedAsync(over));
    }

    [Fact]
    public async Task Where_the_office_wants_no_exceptions_the_department_is_refused()
    {
        await CatalogueAsync("对小广告的处罚,处罚,区城管局,431302001,2026-07-01,,政发〔2026〕3号第二条,0205");
        _here.At("2026-07-06T09:00");
        await _here.InScopeAsync(services => services.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into matter_rules (valid_from, body) values (@day, @body)",
            new { day = "2026-07-06", body = RulesFile.Write(new MatterRules { HandedDown = HandedDownRule.Refuse }) },
            CancellationToken.None));
        var id = await _here.RaisedAsync(request: new() { Detail = "电线杆上贴满小广告", Area = Community, Category = "0205" });
        await _here.DoAsync(id, Accept, "clerk");

        Assert.Equal(
            "matter.handed-down",
            await _here.RefusedAsync(
                id, Dispatch, "clerk", new() { Body = await _here.BodyAsync("区城管局"), InnerWords = "还是部门办" }));
    }

    private async Task<Guid> RaisedAsync()
    {
        var id = await _here.RaisedAsync(request: new() { Detail = "摊点占了人行道", Area = Community, Category = Stalls });
        await _here.DoAsync(id, Accept, "clerk");
        return id;
    }

    private async Task<Guid?> ProposedAsync(Guid id)
    {
        var sheet = await _here.ReadAsync(id, "clerk");
        var viewer = await _here.PersonAsync("clerk");
        var options = await _here.InScopeAsync(services =>
            services.GetRequiredService<Queries.ActChoices>().ForAsync(sheet, viewer, CancellationToken.None));
        return options.Proposed(sheet.Category);
    }

    private async Task CatalogueAsync(string row)
    {
        var file = Path.Combine(Path.GetTempPath(), $"powers-{Guid.CreateVersion7():N}.csv");
        await File.WriteAllTextAsync(file, $"事项名称,类别,原实施部门,承接区划代码,下放日期,收回日期,依据,事项分类\n{row}\n");
        await _here.InScopeAsync(async services => await services.GetServices<IListKind>().Single(kind => kind.Name == "powers")
            .RunAsync(new(file, AreaCode.Parse("431302")), Viewer.System, CancellationToken.None));
    }
}

public sealed class HandedDownOnSqlite(DemoSiteOnSqlite site)
    : HandedDownContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class HandedDownOnPostgres(DemoSiteOnPostgres site)
    : HandedDownContract(site), IClassFixture<DemoSiteOnPostgres>;
