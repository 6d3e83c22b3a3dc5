using Bandeng.Households.Grids;
using Bandeng.Households.Objecting;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Bandeng.Planning.Grids;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households;

/// <summary>A plan of grids that is shown, with an objection that was answered and one that waits.</summary>
internal sealed class GridsDemo(
    BandengDb db, IPeople people, DivideGrids divide, ShowPlan show, ObjectToPlan objectTo,
    AnswerObjection answer) : IDemoPart
{
    private const int DaysAgo = 4;
    private const int Window = 15;

    private static readonly AreaCode Community = AreaCode.Parse("431302001001");

    public int Order => 27;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        if (await people.FindByPhoneAsync("19900000004", cancel) is not { } clerk
            || await people.FindByPhoneAsync("19900000001", cancel) is not { } resident)
        {
            return;
        }

        var (clerkViewer, today) = (await people.ViewerAsync(clerk.Id, cancel), ChinaTime.DayOf(demo.Clock.Start));
        At(demo, -DaysAgo);
        var asked = new DivisionRequest(Community, GridBounds.Usual.Least, GridBounds.Usual.Most) { Seconds = 1 };
        if ((await divide.ProposeAsync(asked, clerkViewer, cancel)).TryGet(out _, out _)
            && await db.Plans.AsNoTracking().SingleOrDefaultAsync(
                plan => plan.AreaCode == Community && plan.Style == GridStyle.Near, cancel) is { } plan
            && (await show.ShowAsync(plan.Id, plan.Version, today.AddDays(-DaysAgo), today.AddDays(Window - DaysAgo), clerkViewer, cancel)).TryGet(out _, out _))
        {
            await ObjectAsync(demo, plan.Id, clerkViewer, await people.ViewerAsync(resident.Id, cancel), cancel);
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }

    private async Task ObjectAsync(DemoContext demo, Guid plan, Viewer clerk, Viewer resident, CancellationToken cancel)
    {
        At(demo, -3);
        var first = Guid.CreateVersion7(demo.Clock.GetUtcNow());
        await objectTo.RunAsync(new(first, plan, "我们楼和对面楼一直是同一个网格员，老人都认得，希望不要分开。"), resident, cancel);
        At(demo, -2);
        await answer.RunAsync(
            new(first, 1, false, "有居民希望两栋楼不分开。两栋楼合在一格会超过上限，隔着马路也不便巡查；网格员不变，老人仍由原来的网格员上门。"), clerk, cancel);
        At(demo, -1);
        await objectTo.RunAsync(
            new(Guid.CreateVersion7(demo.Clock.GetUtcNow()), plan, "第二格太大，一个人照看不过来，建议拆成两格。")
            {
                Name = "曾师傅",
                Phone = "19900002001",
            },
            Viewer.Nobody, cancel);
    }

    /// <summary>At ten in the morning so many days off.</summary>
    private static void At(DemoContext demo, int days) =>
        demo.Clock.MoveTo(ChinaTime.ToInstant(ChinaTime.DayOf(demo.Clock.Start).AddDays(days).ToDateTime(new(10, 0))));
}
