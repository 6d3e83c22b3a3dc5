using Bandeng.Incubator.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;

namespace Bandeng.Incubator;

/// <summary>Invented organizations at every stage.</summary>
internal sealed class IncubatorDemo(BandengDb db, StartIdea start, TakeStep take, IBodies bodies) : IDemoPart
{
    private static readonly AreaCode Town = AreaCode.Parse("431302001");
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");

    private static readonly (string Name, string Idea, int Steps)[] Ideas =
    [
        ("街心银发合唱团", "每周三下午带老人唱歌，节日去敬老院演出", 0),
        ("巧手编织互助社", "教居家的姐妹编织，东西放在社区集市上卖", 1),
        ("四点半课堂志愿服务中心", "放学后到家长下班前，看着孩子写作业", 2),
        ("乐坪家电义修队", "每月两次，免费修小家电", 3),
        ("星光助残服务中心", "上门给行动不便的人理发、送药、陪着说话", 4),
    ];

    public int Order => 46;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        context.Clock.MoveTo(context.Clock.Start.AddDays(-300));
        var place = bodies.Found(
            "乐坪街道社会组织孵化中心", BodyKind.Incubator, Town, ChinaTime.DayOf(context.Clock.GetUtcNow()), Viewer.System);
        await db.SaveAsync(cancel);
        foreach (var (at, (name, idea, steps)) in Ideas.Index())
        {
            context.Clock.MoveTo(context.Clock.Start.AddDays(-250 + at * 10));
            var id = Sure(
                await start.RunAsync(new(Guid.CreateVersion7(), name, Community, idea, null), Viewer.System, cancel));
            for (var step = 0; step < steps; step++)
            {
                context.Clock.MoveTo(context.Clock.GetUtcNow().AddDays(30));
                Sure(await take.RunAsync(Step(step, id, place), Viewer.System, cancel));
            }
        }

        // One of which nothing came.
        context.Clock.MoveTo(context.Clock.Start.AddDays(-90));
        var dropped = Sure(
            await start.RunAsync(
                new(Guid.CreateVersion7(), "楼顶菜园协会", Community, "在楼顶种菜", null), Viewer.System, cancel));
        Sure(await take.RunAsync(new(dropped, 1, IncubationStage.Closed) { Words = "楼顶承重不允许" }, Viewer.System, cancel));
    }

    private static TakeStep.Request Step(int step, Guid id, Guid place) => step switch
    {
        0 => new(id, 1, IncubationStage.Helped) { Mentor = "李建国" },
        1 => new(id, 2, IncubationStage.OnTrial) { Incubator = place },
        2 => new(id, 3, IncubationStage.Filed) { Number = "乐坪社备〔2026〕3号" },
        _ => new(id, 4, IncubationStage.Registered) { Number = "51431302MJJ0000001" },
    };

    private static Guid Sure(Result<Guid> result) => result.TryGet(out var id, out var refusal)
        ? id : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
