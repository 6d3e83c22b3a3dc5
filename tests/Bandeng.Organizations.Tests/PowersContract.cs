using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.Lists;
using Bandeng.Organizations.Powers;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>The catalogue of powers handed down, by hand and by list, with its days, on either database.</summary>
public sealed class PowersContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private const string Catalogue =
        "事项名称,类别,原实施部门,承接街道,下放日期,收回日期,依据,事项分类\n"
        + "对占道经营的处罚,行政处罚,区城管局,乐坪街道,2026-03-01,,政发〔2026〕3号第一条,0302\n"
        + "低保对象的确认,确认,区城管局,,2026-01-01,2026-12-31,政发〔2026〕3号第二条,\n"
        + "无主之权,处罚,无此局,乐坪街道,2026-03-01,,政发〔2026〕3号,\n错类之权,什么类,区城管局,乐坪街道,2026-03-01,,政发〔2026〕3号,\n";

    [Theory, OnBothEngines]
    public async Task A_catalogue_is_brought_in_may_be_run_again_and_holds_on_its_days_alone(Engine engine)
    {
        await using var house = await OpenAsync(engine);

        var done = await ImportAsync(house, Catalogue);
        Assert.Equal(
            (2, 0, 0, 2), (done.Report.Added, done.Report.Changed, done.Report.Unchanged, done.Report.Refused));
        Assert.Equal((0, 0, 2, 2), await AgainAsync(house, Catalogue));
        Assert.Equal(
            (0, 1, 1, 2),
            await AgainAsync(
                house,
                Catalogue.Replace(
                    "2026-03-01,,政发〔2026〕3号第一条", "2026-03-01,2026-06-30,政发〔2026〕3号第一条", StringComparison.Ordinal)));

        var power = Assert.Single(
            await house.DoAsync<IPowers, IReadOnlyList<HandedDownPower>>(powers =>
                powers.OfCategoryAsync("0302", default)));
        Assert.Equal(("区城管局", PowerClass.Penalty, House.Town), (power.Department, power.Class, power.To));
        Assert.False(power.Holds(House.Community, new DateOnly(2026, 2, 28)));
        Assert.True(power.Holds(House.Community, new DateOnly(2026, 6, 30)));
        Assert.False(power.Holds(House.Community, new DateOnly(2026, 7, 1)));
        Assert.False(power.Holds(AreaCode.Parse("431302002001"), Monday));
        Assert.Equal(
            ["低保对象的确认", "对占道经营的处罚"],
            (await ListAsync(house, new(null, null, House.Community, Monday, null))).Select(row => row.Name));
        Assert.Single(await ListAsync(house, new("占道", PowerClass.Penalty, null, null, null)));
        Assert.Empty(await ListAsync(house, new(null, null, House.Town, new DateOnly(2025, 12, 31), null)));
    }

    [Theory, OnBothEngines]
    public async Task By_hand_only_within_ones_area_by_a_named_document_and_never_from_a_stale_form(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var department = await house.DoAsync<IBodies, Result<Body>>(bodies => bodies.MeantAsync("区城管局", null, default));
        var fields = new PowerFields(
            Guid.CreateVersion7(), "临时占道许可", PowerClass.Permit, House.Sure(department).Id, House.Town, Monday, null,
            "政发〔2026〕3号");
        var elsewhere = new Viewer(
            Guid.CreateVersion7(), "邻区",
            [new(Guid.CreateVersion7(), nameof(Role.District), AreaCode.Parse("431321"), null, null)]);

        Assert.Equal("admin.area", await CodeAsync(house, fields, elsewhere));
        Assert.Equal("power.basis", await CodeAsync(house, fields with { Basis = " " }));
        Assert.Equal("power.to", await CodeAsync(house, fields with { To = House.Community }));
        Assert.Equal("power.department", await CodeAsync(house, fields with { Department = Guid.CreateVersion7() }));
        Assert.Equal("post.last-day", await CodeAsync(house, fields with { LastDay = Monday.AddDays(-1) }));
        Assert.Equal("went through", await CodeAsync(house, fields));
        Assert.Equal("went through", await CodeAsync(house, fields));
        Assert.Equal(1, await house.CountAsync("select count(*) from powers"));
        House.Sure(
            await house.DoAsync<KeepPowers, Result<Guid>>(act =>
                act.BindAsync(fields.Id, 1, ["0302", "0303"], Viewer.System, default)));
        Assert.Equal(
            "admin.changed",
            House.Code(
                await house.DoAsync<KeepPowers, Result<Guid>>(act =>
                    act.EndAsync(fields.Id, 1, Monday, Viewer.System, default))));
        House.Sure(
            await house.DoAsync<KeepPowers, Result<Guid>>(act =>
                act.EndAsync(fields.Id, 2, Monday.AddDays(1), Viewer.System, default)));
        Assert.Equal("0302 0303", (await ListAsync(house, new(null, null, null, Monday, null))).Single().Categories);
        Assert.Equal(3, await house.CountAsync("select count(*) from trail_events where subject_kind = 'power'"));
    }

    [Theory, OnBothEngines]
    public async Task The_same_power_is_handed_down_once_at_a_time_and_bound_to_categories_that_there_are(Engine engine)
    {
        await using var house = await OpenAsync(engine, services => services.AddScoped<ICategoryBook>(_ => new Book()));
        var department = House.Sure(
            await house.DoAsync<IBodies, Result<Body>>(bodies => bodies.MeantAsync("区城管局", null, default))).Id;
        PowerFields Fields(DateOnly from, DateOnly? last) => new(
            Guid.CreateVersion7(), "临时占道许可", PowerClass.Permit, department, House.Town, from, last, "政发〔2026〕3号");
        var first = Fields(Monday, Monday.AddDays(9));

        Assert.Equal("power.category", await CodeAsync(house, first with { Categories = ["0302", "9999"] }));
        Assert.Equal("went through", await CodeAsync(house, first with { Categories = ["0302"] }));
        Assert.Equal("power.category", House.Code(await house.DoAsync<KeepPowers, Result<Guid>>(act =>
            act.BindAsync(first.Id, 1, ["0302", "9999"], Viewer.System, default))));
        Assert.Equal("power.twice", await CodeAsync(house, Fields(Monday.AddDays(9), null)));
        Assert.Equal("power.twice", await CodeAsync(house, Fields(Monday.AddDays(-9), null)));
        Assert.Equal("went through", await CodeAsync(house, Fields(Monday.AddDays(10), null)));
        Assert.Equal("power.twice", House.Code(await house.DoAsync<KeepPowers, Result<Guid>>(act =>
            act.EndAsync(first.Id, 1, Monday.AddDays(10), Viewer.System, default))));
        Assert.Equal("went through", await CodeAsync(house, Fields(Monday, null) with { To = House.OtherTown }));

        var list = await ImportAsync(
            house, Catalogue.Split('\n')[0] + "\n临时占道许可,许可,区城管局,乐坪街道,2026-03-04,,政发〔2026〕3号,\n"
            + "夜间施工许可,许可,区城管局,乐坪街道,2026-03-04,,政发〔2026〕3号,9999\n");
        Assert.Equal((0, 2), (list.Report.Added, list.Report.Refused));
        Assert.Contains("9999", await File.ReadAllTextAsync(list.RefusedPath!, TestContext.Current.CancellationToken));
    }

    private sealed class Book : ICategoryBook
    {
        public Task<IReadOnlyList<(string Code, string Name)>> TodayAsync(CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<(string Code, string Name)>>([("0302", "占道经营")]);
    }

    private static async Task<House> OpenAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var house = await ListedPlaces.OpenAsync(engine, more);
        Assert.Null((await house.BodiesAsync("名称,类别,区划代码\n区城管局,部门,431302\n")).RefusedPath);
        return house;
    }

    internal static Task<ListImported> ImportAsync(
        House house, string list, string kind = "powers", AreaCode? within = null) =>
        house.DoAsync<IServiceProvider, ListImported>(services => services.GetServices<IListKind>().Single(one => one.Name == kind)
            .RunAsync(new(ListedPlaces.Write(list), within ?? House.District), Viewer.System, default));

    private static async Task<(int, int, int, int)> AgainAsync(House house, string list)
    {
        var report = (await ImportAsync(house, list)).Report;
        return (report.Added, report.Changed, report.Unchanged, report.Refused);
    }

    private static async Task<string> CodeAsync(House house, PowerFields fields, Viewer? by = null) =>
        House.Code(
            await house.DoAsync<KeepPowers, Result<Guid>>(act =>
                act.HandDownAsync(fields, by ?? Viewer.System, default)));

    private static Task<IReadOnlyList<PowerRow>> ListAsync(House house, PowerFilter filter) =>
        house.DoAsync<ListPowers, IReadOnlyList<PowerRow>>(query => query.RunAsync(filter, 50, default));
}
