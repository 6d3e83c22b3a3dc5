using Bandeng.Kernel;
using Bandeng.Kernel.Ledgers;
using Bandeng.Kernel.Trail;
using Bandeng.Members;
using Bandeng.Members.Queries;
using Bandeng.Members.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Double sign-in: asked by the person, confirmed as a dated post, hours in the ledger, on either database.
/// </summary>
public sealed class MembersContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory, OnBothEngines]
    public async Task A_confirmed_report_is_a_dated_post_in_the_branch_and_ends_with_it(Engine engine)
    {
        await using var here = await OpenAsync(engine);
        var (house, member, clerk) = here;
        var id = await AskAsync(here);
        Assert.Equal("member.twice", House.Code(await AskingAsync(house, Told(), member)));
        var other = new Viewer(
            Guid.CreateVersion7(), "邻居",
            [new(Guid.CreateVersion7(), nameof(Role.Clerk), House.OtherCommunity, null, null)]);

        Assert.Equal("member.unknown", House.Code(await ConfirmAsync(house, id, 1, other)));
        Assert.Equal(
            "member.branch",
            House.Code(
                await house.DoAsync<DecideReport, Result<Guid>>(act => act.ConfirmAsync(id, 1, id, clerk, default))));
        House.Sure(await ConfirmAsync(house, id, 1, clerk));
        Assert.Equal("member.changed", House.Code(await ConfirmAsync(house, id, 1, clerk)));

        var row = await RowAsync(house, id);
        Assert.Equal((ReportState.Confirmed, "街心党支部", Monday), (row.State, row.Branch, row.DecidedOn));
        Assert.Equal(
            1, await house.CountAsync("select count(*) from posts where role = 'BodyMember' and title = '双报到'"));
        House.Sure(
            await house.DoAsync<IPosts, Result<Guid>>(posts =>
                posts.EndAsync(row.PostId!.Value, 0, Monday.AddDays(3), null, clerk, default)));
        Assert.Equal(ReportState.Ended, (await RowAsync(house, id)).State);
        Assert.Equal(
            0, await house.CountAsync("select count(*) from member_reports where state in ('Asked', 'Confirmed')"));
    }

    [Theory, OnBothEngines]
    public async Task Hours_count_once_somebody_else_confirms_and_a_mistake_is_a_counter_entry(Engine engine)
    {
        await using var here = await OpenAsync(engine);
        var (house, member, clerk) = here;
        var id = await AskAsync(here);
        House.Sure(await ConfirmAsync(house, id, 1, clerk));
        var entry = new KeepService.Request(Guid.CreateVersion7(), id, Monday, "社区义诊", 2.5);

        Assert.Equal(
            "service.bad-day", House.Code(await EnterAsync(house, entry with { Day = Monday.AddDays(1) }, clerk)));
        Assert.Equal("service.bad-hours", House.Code(await EnterAsync(house, entry with { Hours = 25 }, clerk)));
        Assert.Equal("member.unknown", House.Code(await EnterAsync(house, entry, member)));
        House.Sure(await EnterAsync(house, entry, clerk));
        House.Sure(await EnterAsync(house, entry, clerk));
        Assert.Equal(
            "service.bad-hours",
            House.Code(await EnterAsync(house, entry with { Id = Guid.CreateVersion7(), Hours = 23 }, clerk)));
        Assert.Equal((0L, 1L), ((await RowAsync(house, id)).Minutes, (await RowAsync(house, id)).Waiting));
        Assert.Equal("service.own", House.Code(await SayAsync(house, entry.Id, 1, clerk)));
        House.Sure(await SayAsync(house, entry.Id, 1, member));
        Assert.Equal("member.changed", House.Code(await SayAsync(house, entry.Id, 1, member)));
        Assert.Equal(150, (await RowAsync(house, id)).Minutes);
        var account = new Account("service", "minutes", member.PersonId!.Value, House.Community);
        Assert.Equal(
            150, await house.DoAsync<Ledger, long>(ledger => ledger.BalanceAsync(account, Monday, Monday, default)));

        House.Sure(
            await house.DoAsync<KeepService, Result<Guid>>(act =>
                act.CounterAsync(entry.Id, 2, "记重了", clerk, default)));
        Assert.Equal(
            "member.state",
            House.Code(
                await house.DoAsync<KeepService, Result<Guid>>(act =>
                    act.CounterAsync(entry.Id, 3, "记重了", clerk, default))));
        Assert.Equal(0, (await RowAsync(house, id)).Minutes);
        Assert.Equal(2, await house.CountAsync("select count(*) from ledger_entries"));
        Assert.Null(await FaultAsync(house));
        await Assert.ThrowsAnyAsync<Exception>(
            () => house.CountAsync("update ledger_entries set amount = 1 returning 1"));
        await house.DoAsync<BandengDb, int>(db => db.ExecuteAsync(
            "insert into ledger_entries (id, account_id, amount, day, subject_id, counters_id, at) select @id, account_id, 5, day, subject_id, null, at from ledger_entries limit 1",
            new { id = Guid.CreateVersion7() }, default));
        Assert.Contains("the trail does not know it", await FaultAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task A_unit_takes_a_seat_and_what_is_declined_or_withdrawn_makes_nobody_a_member(Engine engine)
    {
        await using var here = await OpenAsync(engine);
        var (house, member, clerk) = here;
        Assert.Equal(
            "member.unit",
            House.Code(await AskingAsync(house, Told() with { ForUnit = true, HomeUnit = "无此局" }, member)));
        Assert.Equal("member.area", House.Code(await AskingAsync(house, Told() with { Area = House.Town }, member)));
        Assert.Equal("member.hours", House.Code(await AskingAsync(house, Told() with { Hours = 61 }, member)));
        Assert.Equal("member.unknown", House.Code(await AskingAsync(house, Told(), Viewer.Nobody)));

        var unit = House.Sure(await AskingAsync(house, Told() with { ForUnit = true, HomeUnit = "区住建局" }, member));
        House.Sure(await ConfirmAsync(house, unit, 1, clerk));
        Assert.Equal(1, await house.CountAsync("select count(*) from body_partners"));
        var own = House.Sure(await AskingAsync(house, Told(), member));
        House.Sure(await house.DoAsync<AskToReport, Result<Guid>>(act => act.WithdrawAsync(own, 1, member, default)));
        var again = House.Sure(await AskingAsync(house, Told(), member));
        Assert.Equal(
            "member.why",
            House.Code(
                await house.DoAsync<DecideReport, Result<Guid>>(act =>
                    act.DeclineAsync(again, 1, " ", clerk, default))));
        House.Sure(
            await house.DoAsync<DecideReport, Result<Guid>>(act =>
                act.DeclineAsync(again, 1, "不住在本社区", clerk, default)));
        Assert.Equal(0, await house.CountAsync("select count(*) from posts where role = 'BodyMember'"));
        Assert.Equal([ReportState.Confirmed, ReportState.Declined, ReportState.Withdrawn], (await house.DoAsync<ReadMembers, IReadOnlyList<MemberRow>>(
            read => read.OfPersonAsync(member.PersonId!.Value, default))).Select(row => row.State).Order());
    }

    [Theory, OnBothEngines]
    public async Task A_units_report_ends_with_its_seat_by_whoever_keeps_the_branch(Engine engine)
    {
        await using var here = await OpenAsync(engine);
        var (house, member, clerk) = here;
        var unit = House.Sure(await AskingAsync(house, Told() with { ForUnit = true, HomeUnit = "区住建局" }, member));
        Task<Result<Guid>> EndAsync(long version, DateOnly day, Viewer by) => house.DoAsync<DecideReport, Result<Guid>>(
            act => act.EndUnitAsync(unit, version, day, by, default));

        Assert.Equal("member.state", House.Code(await EndAsync(1, Monday, clerk)));
        House.Sure(await ConfirmAsync(house, unit, 1, clerk));
        Assert.Equal("member.unknown", House.Code(await EndAsync(2, Monday, member)));
        Assert.Equal("member.changed", House.Code(await EndAsync(1, Monday, clerk)));
        Assert.Equal("post.last-day", House.Code(await EndAsync(2, Monday.AddDays(-1), clerk)));
        House.Sure(await EndAsync(2, Monday, clerk));

        Assert.Equal(ReportState.Ended, (await RowAsync(house, unit)).State);
        Assert.Equal(1, await house.CountAsync("select count(*) from body_partners where valid_to = '2026-03-02'"));
    }

    private sealed record Here(House House, Viewer Member, Viewer Clerk) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => House.DisposeAsync();
    }

    private static async Task<Here> OpenAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine, services => services.AddMembers());
        Assert.Null((await house.BodiesAsync("名称,类别,社区,区划代码\n街心党支部,党支部,街心,\n区住建局,部门,,431302\n")).RefusedPath);
        var (member, clerk) = (await house.PersonAsync("林阿姨"), await house.PersonAsync("陈志远"));
        await house.PostAsync(clerk, Role.Clerk, House.Community);
        return new(house, await house.ViewerAsync(member), await house.ViewerAsync(clerk));
    }

    private static AskToReport.Request Told() =>
        new(Guid.CreateVersion7(), House.Community, "区人民医院", false, "量血压", "护理", 3);

    private static async Task<Guid> AskAsync(Here here) =>
        House.Sure(await AskingAsync(here.House, Told(), here.Member));

    private static Task<Result<Guid>> AskingAsync(House house, AskToReport.Request told, Viewer by) =>
        house.DoAsync<AskToReport, Result<Guid>>(act => act.RunAsync(told, by, default));

    private static Task<Result<Guid>> ConfirmAsync(
        House house, Guid id, long version, Viewer by) => house.DoAsync<DecideReport, Result<Guid>>(async act =>
        await act.ConfirmAsync(
            id, version, (await act.BranchesAsync(House.Community, default)).Single().Id, by, default));

    private static Task<Result<Guid>> EnterAsync(House house, KeepService.Request told, Viewer by) =>
        house.DoAsync<KeepService, Result<Guid>>(act => act.EnterAsync(told, by, default));

    private static Task<Result<Guid>> SayAsync(House house, Guid entry, long version, Viewer by) =>
        house.DoAsync<KeepService, Result<Guid>>(act => act.ConfirmAsync(entry, version, true, by, default));

    private static Task<MemberRow> RowAsync(House house, Guid id) =>
        house.DoAsync<ReadMembers, MemberRow>(async read => (await read.FindAsync(id, default))!);

    private static Task<string?> FaultAsync(House house) => house.DoAsync<IServiceProvider, string?>(services =>
        services.GetServices<IVerification>().Single(one => one.Name == "ledger").FirstFaultAsync(default));
}
