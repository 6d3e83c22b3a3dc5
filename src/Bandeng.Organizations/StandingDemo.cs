using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory;
using Bandeng.Territory.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations;

/// <summary>
/// Invented bodies that stand together: a wide committee with partners, the three bodies of an estate with people who
/// sit in more than one, a checkpoint's temporary branch with five groups in rotation, powers handed down.
/// </summary>
internal sealed class StandingDemo(BandengDb db, AddBody add, DemoPeople people, StandingActs acts) : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode Second = AreaCode.Parse("431302001002");
    private static readonly AreaCode District = AreaCode.Parse("431302");
    private static readonly AreaCode Town = AreaCode.Parse("431302001");

    private static readonly string[] Watch = ["颜卫东", "聂春生", "罗建设", "周国庆", "曾广文"];

    public int Order => 22;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        context.Clock.MoveTo(context.Clock.Start.AddDays(-380));
        var wide = await FoundAsync("街心社区大党委", BodyKind.WideCommittee, null, cancel);
        var branch = await FoundAsync("街心社区党支部", BodyKind.Branch, wide, cancel);
        foreach (var partner in new[] { DemoBodies.Bridge, "区住建局", "区教育局" })
        {
            Sure(await acts.Seat.RunAsync(wide, await BodyAsync(partner, cancel), null, Viewer.System, cancel));
        }

        await people.SeatAsync("谭秀英", [(branch, Role.Head, "党支部书记"), (await BodyAsync(DemoBodies.CommunityCommittee, cancel), Role.Head, "居委会主任"), (wide, Role.Head, null)], cancel);
        await people.SeatAsync("龙志高", [(branch, Role.Deputy, null), (wide, Role.PartTimeMember, null)], cancel);
        await EstateAsync(cancel);
        await CheckpointAsync(context, branch, cancel);
        await PowersAsync(context, cancel);
    }

    private async Task EstateAsync(CancellationToken cancel)
    {
        var estate = new NewPlace(Guid.CreateVersion7(), PlaceKind.Estate, Second, new("贤童小区"), null);
        if (!(await acts.Places.AddAsync(estate, Viewer.System, cancel)).TryGet(out _, out _))
        {
            return; // A database into which no areas were brought.
        }

        var own = await FoundAsync("贤童小区党支部", BodyKind.EstateBranch, null, cancel, Second);
        var owners = await FoundAsync("贤童小区业主委员会", BodyKind.OwnersCommittee, null, cancel, Second);
        var property = await BodyAsync(DemoBodies.Peace, cancel);
        foreach (var body in new[] { own, owners, property })
        {
            Sure(await acts.Place.RunAsync(body, estate.Id, null, Viewer.System, cancel));
        }

        await people.SeatAsync("欧阳兰", [(own, Role.Head, null), (owners, Role.Head, "业委会主任")], cancel);
        await people.SeatAsync("伍建明", [(property, Role.Head, "项目经理"), (own, Role.CommitteeMember, null)], cancel);
        await people.SeatAsync("向东升", [(owners, Role.CommitteeMember, null)], cancel);
    }

    private async Task CheckpointAsync(DemoContext context, Guid branch, CancellationToken cancel)
    {
        var (today, id) = (ChinaTime.DayOf(context.Clock.Start), Guid.CreateVersion7());
        context.Clock.MoveTo(context.Clock.Start.AddDays(-20));
        Sure(await add.RunAsync(
            new(id, "东站卡口临时党支部", BodyKind.TemporaryBranch, Community, [])
            {
                Purpose = "汛期卡口值守",
                Place = "东站进站口",
                LastDay = today.AddDays(40),
            },
            Viewer.System, cancel));
        await UnderAsync(id, branch, cancel);
        await people.SeatAsync("戴正国", [(id, Role.Head, "临时党支部书记")], cancel);
        await people.SeatAsync("蒋红梅", [(id, Role.Deputy, null)], cancel);
        await people.SeatAsync("文小勇", [(id, Role.Liaison, null)], cancel);
        var body = await db.Bodies.AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        db.ChangeTracker.Clear();
        Sure(await acts.Rotate.RunAsync(
            new(id, body.Version, today.AddDays(-15).ToDateTime(new TimeOnly(8, 0)), 8, Watch.Length), Viewer.System,
            cancel));
        var groups = await db.Bodies.AsNoTracking().Where(one => one.ParentId == id)
            .OrderBy(one => one.Name).Select(one => one.Id).ToListAsync(cancel);
        foreach (var (at, name) in Watch[..^1].Index())
        {
            await people.SeatAsync(name, [(groups[at], Role.Head, null), (id, Role.BodyMember, null)], cancel);
        }
    }

    private async Task PowersAsync(DemoContext context, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(context.Clock.Start);
        (string Name, PowerClass Class, string Department, AreaCode To, DateOnly From, DateOnly? Last)[] powers =
        [
            ("对占道经营、店外经营的处罚", PowerClass.Penalty, "区城管局", District, today.AddDays(-200), null),
            ("对擅自张贴小广告的处罚", PowerClass.Penalty, "区城管局", Town, today.AddDays(-200), null),
            ("临时占用人行道的许可", PowerClass.Permit, "区城管局", Town, today.AddDays(-100), null),
            ("小餐饮、小作坊的日常检查", PowerClass.Inspection, "区市场监管局", District, today.AddDays(-100), null),
            ("最低生活保障对象的确认", PowerClass.Confirmation, "区民政局", District, today.AddDays(-300), null),
            ("临时救助金的给付", PowerClass.Payment, "区民政局", District, today.AddDays(-300), today.AddDays(-30)),
            ("户外广告设施的强制拆除", PowerClass.Coercion, "区城管局", Town, today.AddDays(30), null),
        ];
        foreach (var power in powers)
        {
            Sure(await acts.Powers.HandDownAsync(
                new(
                    Guid.CreateVersion7(), power.Name, power.Class, await BodyAsync(power.Department, cancel), power.To,
                    power.From, power.Last,
                    "《街道赋权事项目录》娄星政发〔2026〕3号")
                {
                    // 乱贴乱画与广告牌, in the starter's catalogue.
                    Categories = power.Name.Contains("小广告", StringComparison.Ordinal) ? ["0205"] : [],
                },
                Viewer.System, cancel));
        }
    }

    private async Task<Guid> FoundAsync(
        string name, BodyKind kind, Guid? above, CancellationToken cancel, AreaCode? area = null)
    {
        var id = Sure(await add.RunAsync(new(Guid.CreateVersion7(), name, kind, area ?? Community, []), Viewer.System, cancel)).Id;
        await UnderAsync(id, above, cancel);
        return id;
    }

    private async Task UnderAsync(Guid id, Guid? above, CancellationToken cancel)
    {
        var body = await db.Bodies.AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        db.ChangeTracker.Clear();
        Sure(await acts.Change.RunAsync(
            new(id, body.Version, body.Name, body.Phone, TakesMatters: false, body.ValidTo)
            {
                Parent = above,
                Purpose = body.Purpose,
                Place = body.Place,
            },
            Viewer.System, cancel));
    }

    private Task<Guid> BodyAsync(string name, CancellationToken cancel) =>
        db.Bodies.AsNoTracking().Where(body => body.Name == name).Select(body => body.Id).SingleAsync(cancel);

    private static T Sure<T>(Result<T> result)
        where T : notnull => OrganizationsDemo.Sure(result);
}

/// <summary>The acts that the demo of bodies does.</summary>
internal sealed record StandingActs(
    SeatPartner Seat, PlaceBody Place, SetRotation Rotate, ChangeBody Change, KeepPowers Powers, KeepPlaces Places);

/// <summary>Puts invented people into bodies.</summary>
internal sealed class DemoPeople(AddPerson add, AppointToPost appoint)
{
    public async Task SeatAsync(string name, (Guid Body, Role Role, string? Title)[] seats, CancellationToken cancel)
    {
        var person = OrganizationsDemo.Sure(
            await add.RunAsync(new(Guid.CreateVersion7(), name, null), Viewer.System, cancel));
        foreach (var (body, role, title) in seats)
        {
            OrganizationsDemo.Sure(await appoint.RunAsync(
                new(Guid.CreateVersion7(), person.Id, role, null, body) { Title = title }, Viewer.System, cancel));
        }
    }
}
