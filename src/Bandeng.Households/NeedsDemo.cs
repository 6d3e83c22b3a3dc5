using Bandeng.Households.Care;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households;

/// <summary>
/// The chain of the demo's first grid by name, and invented people who are cared for: some due, one that ends soon, one
/// that ended.
/// </summary>
internal sealed class NeedsDemo(
    BandengDb db, IPosts posts, IPeople people, LinkHouseholds link, EnterNeed enter, KeepNeed keep,
    Homes homes) : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode Grid = AreaCode.Parse("431302001001001");

    private static readonly (string Kind, string Purpose, string Note)[] Told =
    [
        ("alone", "每周上门看一次，帮忙买菜", "耳朵不好，敲门要重一点"),
        ("elder", "每月量一次血压", "高血压，药放在床头"),
        ("disabled", "陪同去医院复查", "坐轮椅，电梯坏了下不了楼"),
        ("left-child", "两周问一次作业和三餐", "父母在外地，跟奶奶住"),
        ("poor", "申请临时救助", ""),
        ("left-elder", "两周打一次电话、上一次门", "子女在外地，过年才回来"),
    ];

    private sealed record Somebody(Guid Id, Guid Household, AreaCode Building);

    public int Order => 26;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        if (await ByPhoneAsync("19900000003", cancel) is not { } worker || await ByPhoneAsync("19900000004", cancel) is not { } clerk
            || await ByPhoneAsync("19900000016", cancel) is not { } head)
        {
            return;
        }

        await posts.AppointAsync(worker.Id, Role.GridWorker, Grid, Viewer.System, cancel);
        var building = await db.RowAsync<AreaCode>(
            "select d.area_code from households h join dwelling_facts d on d.id = h.dwelling_id where h.valid_to is null order by d.area_code limit 1",
            null, cancel);
        if (building == default)
        {
            return;
        }

        await posts.AppointAsync(head.Id, Role.LinkedHead, building, Viewer.System, cancel);
        var post = await db.RowAsync<Guid>(
            "select id from post_facts where person_id = @Id and role = 'LinkedHead'", new { head.Id }, cancel);
        var clerkViewer = await people.ViewerAsync(clerk.Id, cancel);
        var inBuilding = await homes.OfAsync(new(building), clerkViewer, cancel);
        await link.LinkAsync(post, [.. inBuilding.Take(15).Select(home => home.Id)], Community, Viewer.System, cancel);
        await db.SaveAsync(cancel);
        await NeedsAsync(demo, clerkViewer, cancel);
    }

    private async Task NeedsAsync(DemoContext demo, Viewer clerk, CancellationToken cancel)
    {
        // Grandparents, children, and 林阿姨, who can look at what is held about her.
        var somebodies = await db.RowsAsync<Somebody>(
            """
            select r.id, m.household_id as household, d.area_code as building
            from residents r join household_members m on m.resident_id = r.id and m.valid_to is null join households h on h.id = m.household_id
                join dwelling_facts d on d.id = h.dwelling_id
            where r.name = '林阿姨' or r.birth_date < '1956-01-01' order by case when r.name = '林阿姨' then 0 else 1 end, d.area_code, r.birth_date, r.id limit 24
            """,
            null, cancel);
        foreach (var (index, one) in somebodies.Index())
        {
            var told = Told[index % Told.Length];
            demo.Clock.MoveTo(demo.Clock.Start.AddDays(-5 - index * 3));
            var today = ChinaTime.DayOf(demo.Clock.GetUtcNow());
            var consent = new ConsentForm(
                index % 6 == 3 ? ConsentBy.Guardian : ConsentBy.Self, "王奶奶", ConsentWay.Paper,
                $"2026 关爱卷 {index + 1} 号", today, null,
                index == 1 ? ChinaTime.DayOf(demo.Clock.Start).AddDays(20) : today.AddDays(300));
            var entered = await enter.RunAsync(
                new(Guid.CreateVersion7(), one.Id, told.Kind, told.Purpose, [CareLevel.Area, CareLevel.Household], consent, told.Note,
                    told.Kind == "disabled" ? $"4313990000{index:D4}" : null, index % 2 == 0 ? "李小妹" : null,
                    index % 2 == 0 ? $"1990002{index:D4}" : null),
                clerk, cancel);
            if (index == 7 && entered.TryGet(out var done, out _))
            {
                var need = await db.Needs.SingleAsync(row => row.Id == done.Id, cancel);
                await keep.EndAsync(need.Id, need.Version, NeedEnd.Over, clerk, cancel);
            }
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }

    private async Task<Person?> ByPhoneAsync(string phone, CancellationToken cancel) =>
        await people.FindByPhoneAsync(phone, cancel);
}
