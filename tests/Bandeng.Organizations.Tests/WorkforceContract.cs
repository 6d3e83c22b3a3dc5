using Bandeng.Kernel;
using Bandeng.Testing;
using Bandeng.Workforce;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Which averages may be released: none that tells one person's pay, alone or by subtraction.</summary>
public sealed class AveragesTests
{
    private static readonly AreaCode Root = AreaCode.Parse("431302");

    [Fact]
    public void Every_average_and_every_rest_has_enough_persons_or_none()
    {
        var leaf = from town in Gen.Choose(1, 4)
                   from village in Gen.Choose(1, 4)
                   from persons in Gen.Choose(1, 9)
                   select new PayOfArea(AreaCode.Parse($"431302{town:D3}{village:D3}"), persons, persons * 300_000L);
        Prop.ForAll(leaf.ArrayOf().ToArbitrary(), leaves =>
        {
            var released = Averages.Released(Root, leaves, 5, 50_000);
            foreach (var area in released)
            {
                Assert.True(area.Persons >= 5);
                var inside = released.Where(other => other.Area != area.Area && area.Area.Contains(other.Area))
                    .ToList();
                var rest = area.Persons - inside.Where(other => !inside.Exists(above => above.Area != other.Area && above.Area.Contains(other.Area))).Sum(other => other.Persons);
                Assert.True(rest is 0 or >= 5, $"{area.Area}: {rest} left");
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void One_person_more_or_less_stays_uncertain_between_two_months()
    {
        foreach (var (persons, one) in new[] { (5L, 250_000L), (30, 900_000), (222, 120_000) })
        {
            var sum = persons * 472_231L;
            var (before, after) = (Averages.Rounded(sum, persons, 50_000), Averages.Rounded(
                sum + one, persons + 1, 50_000));
            var step = Math.Ceiling(100_000.0 / (2 * persons + 1));

            // What a reader can tell: each sum to half a step for each person; the wider of the two is at least 500
            // yuan.
            Assert.True(step * (2 * persons + 1) / 2 >= 50_000);
            Assert.InRange(
                after * (persons + 1) - before * persons, one - step * (2 * persons + 1),
                one + step * (2 * persons + 1));
        }

        Assert.Equal(472_200, Averages.Rounded(222 * 472_231L, 222, 50_000), 300.0);
    }
}

/// <summary>Records of workers, pay in five parts, figures and their releases, on either database.</summary>
public sealed class WorkforceContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private const string Bodies = "名称,类别,社区\n街心党支部,党支部,街心\n街心居委会,,街心\n贤童党支部,党支部,贤童\n贤童居委会,,贤童\n";

    private const string Posts =
        "姓名,电话,岗位,单位,社区\n谭秀英,13900000001,书记,街心党支部,街心\n谭秀英,13900000001,主任,街心居委会,街心\n龙志高,13900000002,委员,街心居委会,街心\n"
        + "甲,13900000003,社区办事员,,街心\n乙,13900000004,社区办事员,,街心\n丙,13900000005,社区办事员,,街心\n丁,13900000006,书记,贤童党支部,贤童\n戊,13900000007,主任,贤童居委会,贤童\n";

    private const string Workers =
        "社区,姓名,出生日期,学历,入职日期,政治面貌\n街心,谭秀英,1986-03-04,本科,2020-01-01,x\n街心,龙志高,1990,大专,2021-01-01,x\n街心,甲,1995年3月,高中,2022-01-01,x\n"
        + "街心,乙,1996,高中,2022-01-01,x\n街心,丙,1997,高中,2022-01-01,x\n贤童,丁,1976,初中,2019-01-01,x\n贤童,戊,1980,大专,2019-01-01,x\n街心,无此人,1980,大专,,x\n街心,甲,1995,识字,,x\n";

    [Theory, OnBothEngines]
    public async Task Lists_of_workers_and_pay_are_taken_and_figures_open_to_people_but_not_to_pay(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var again = (await PowersContract.ImportAsync(house, Workers, "workers", House.Town)).Report;
        Assert.Equal((0, 0, 7, 2), (again.Added, again.Changed, again.Unchanged, again.Refused));

        var figures = await FiguresAsync(house, House.Town);
        Assert.Equal(
            (7L, 4L, 3L, 43.0), (figures[0].Workers, figures[0].Committee, figures[0].College, figures[0].Age!.Value));
        Assert.Equal((2L, 1L), (figures[0].Secretaries, figures[0].Both));
        Assert.Equal(["谭秀英", "龙志高"], (await house.DoAsync<ReadWorkers, IReadOnlyList<WorkerRow>>(read =>
            read.ListAsync(new(House.Community, Monday, WorkerGroup.College, null), 50, default))).Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.Empty((await house.DoAsync<ReadWorkers, IReadOnlyList<WorkerRow>>(read =>
            read.ListAsync(new(House.Town, new DateOnly(2018, 12, 31), WorkerGroup.All, null), 50, default))));
        Assert.All(figures, row => Assert.Null(row.PayFen));
    }

    [Theory, OnBothEngines]
    public async Task Averages_are_released_once_when_the_month_is_over_and_what_is_too_small_is_held_back(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        const string Head = "姓名,月份,基本报酬,绩效报酬,工龄补贴,养老保险,集体经济奖励\n";
        var paid = (await PowersContract.ImportAsync(
            house,
            Head + string.Concat("谭秀英 龙志高 甲 乙 丙 丁 戊".Split(' ').Select((name, at) => $"{name},2026-02,{3000 + at * 100}.50,500,100,480,0\n")) + "甲,2026-13,1,,,,\n甲,2026-02,一千,,,,\n",
            "pay", House.Town)).Report;
        Assert.Equal((7, 2), (paid.Added, paid.Refused));
        var district = new Viewer(
            Guid.CreateVersion7(), "区",
            [new(Guid.CreateVersion7(), nameof(Role.District), House.District, null, null)]);

        Assert.Equal("pay.month-open", House.Code(await ReleaseAsync(house, "2026-03", district)));
        Assert.Equal("worker.unknown", House.Code(await ReleaseAsync(house, "2026-02", Viewer.Nobody)));
        Assert.Equal("pay.too-few", House.Code(await ReleaseAsync(house, "2026-01", district)));
        House.Sure(await ReleaseAsync(house, "2026-02", district));
        Assert.Equal("pay.released", House.Code(await ReleaseAsync(house, "2026-02", district)));

        // 街心 has five, 贤童 two: were 街心 shown, the two would be the rest; so neither is.
        var figures = await FiguresAsync(house, House.Town, "2026-02");
        Assert.InRange(figures[0].PayFen!.Value, 438_050 - 6_700, 438_050 + 6_700);
        Assert.Equal(7, figures[0].PayPersons);
        Assert.All(figures.Skip(1), row => Assert.Null(row.PayFen));
        await Assert.ThrowsAnyAsync<Exception>(() => house.CountAsync("update pay_averages set fen = 1 returning 1"));
    }

    [Theory, OnBothEngines]
    public async Task Pay_by_name_is_for_the_town_that_pays_and_the_person_reads_who_looked(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var worker = await house.DoAsync<ReadWorkers, WorkerRow>(async read =>
            (await read.ListAsync(new(House.Community, Monday, WorkerGroup.All, null), 50, default))
                .Single(row => row.Name == "甲"));
        var (boss, stranger) = (await house.PersonAsync("镇长"), await house.PersonAsync("邻镇"));
        await house.PostAsync(boss, Role.Town, House.Town);
        await house.PostAsync(stranger, Role.Town, House.OtherTown);
        var (town, other) = (await house.ViewerAsync(boss), await house.ViewerAsync(stranger));
        var parts = new Dictionary<PayPart, long> { [PayPart.Base] = 300_000, [PayPart.Reward] = 1 };

        Assert.Equal("worker.unknown", House.Code(await EnterAsync(house, worker.Id, "2026-02", parts, other)));
        Assert.Equal("pay.month", House.Code(await EnterAsync(house, worker.Id, "2026-04", parts, town)));
        Assert.Equal(
            "pay.amount",
            House.Code(
                await EnterAsync(
                    house, worker.Id, "2026-02", new Dictionary<PayPart, long> { [PayPart.Base] = -1 }, town)));
        House.Sure(await EnterAsync(house, worker.Id, "2026年2月", parts, town));
        House.Sure(await EnterAsync(house, worker.Id, "2026-02", parts, town));
        Assert.Equal("worker.unknown", House.Code(await OpenPayAsync(house, worker.Id, "看看", other)));
        Assert.Equal("pay.purpose", House.Code(await OpenPayAsync(house, worker.Id, " ", town)));
        Assert.Equal(
            [300_000, 1],
            House.Sure(await OpenPayAsync(house, worker.Id, "核对工资", town))
                .Parts.Select(one => one.Fen).OrderDescending());

        var look = Assert.Single(
            await house.DoAsync<ReadWorkers, IReadOnlyList<PayLook>>(read => read.LooksAsync(worker.Id, default)));
        Assert.Equal(("镇长", "核对工资"), (look.Name, look.Purpose));
        Assert.Equal(1, await house.CountAsync("select count(*) from trail_events where action = 'worker.pay'"));
        Assert.Equal(0, await house.CountAsync("select count(*) from trail_events where facts like '%300000%'"));
        var certificate = new KeepWorkers.Certificate(Guid.CreateVersion7(), worker.Id, "社会工作者（初级）", Monday, null);
        House.Sure(await house.DoAsync<KeepWorkers, Result<Guid>>(act => act.CertifyAsync(certificate, town, default)));
        House.Sure(await house.DoAsync<KeepWorkers, Result<Guid>>(act => act.CertifyAsync(certificate, town, default)));
        Assert.Equal(1, (await house.DoAsync<ReadWorkers, WorkerRow>(async read => (await read.FindAsync(worker.Id, Monday, default))!)).Certificates);
        Assert.Equal("worker.area", House.Code(await house.DoAsync<KeepWorkers, Result<Guid>>(act =>
            act.RunAsync(new("甲", House.Community, 1995, Schooling.High, null, null), other, default))));
    }

    private static async Task<House> OpenAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine, services => services.AddWorkforce());
        Assert.Null((await house.BodiesAsync(Bodies)).RefusedPath);
        Assert.Null((await house.PostsAsync(Posts)).RefusedPath);
        var first = await PowersContract.ImportAsync(house, Workers, "workers", House.Town);
        Assert.Equal((7, 2), (first.Report.Added, first.Report.Refused));
        Assert.Equal(["政治面貌"], first.Dropped);
        return house;
    }

    private static Task<IReadOnlyList<WorkforceFigure>> FiguresAsync(
        House house, AreaCode area, string? month = null) =>
        house.DoAsync<WorkforceFigures, IReadOnlyList<WorkforceFigure>>(query =>
            query.RunAsync(area, Monday, month, default));

    private static Task<Result<Guid>> ReleaseAsync(House house, string month, Viewer by) =>
        house.DoAsync<ReleaseAverages, Result<Guid>>(act => act.RunAsync(month, by, default));

    private static Task<Result<Guid>> EnterAsync(
        House house, Guid worker, string month, IReadOnlyDictionary<PayPart, long> parts, Viewer by) =>
        house.DoAsync<KeepPay, Result<Guid>>(act => act.EnterAsync(worker, month, parts, by, default));

    private static Task<Result<PaySheet>> OpenPayAsync(House house, Guid worker, string purpose, Viewer by) =>
        house.DoAsync<KeepPay, Result<PaySheet>>(act => act.OpenAsync(worker, purpose, by, default));
}
