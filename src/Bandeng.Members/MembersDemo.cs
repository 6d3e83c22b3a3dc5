using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Members.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Members;

/// <summary>Invented members who signed in, one who still waits, a unit, and service entered and confirmed.</summary>
internal sealed class MembersDemo(IPeople people, AskToReport ask, DecideReport decide, KeepService keep) : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");

    public int Order => 47;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        if (await decide.BranchesAsync(Community, cancel) is not [var branch, ..])
        {
            return;
        }

        context.Clock.MoveTo(context.Clock.Start.AddDays(-80));
        var resident = await ViewerAsync("林阿姨", cancel);
        var first = Sure(
            await ask.RunAsync(
                new(Guid.CreateVersion7(), Community, "区人民医院", false, "量血压、陪老人看病", "护理", 3), resident, cancel));
        Sure(await decide.ConfirmAsync(first, 1, branch.Id, Viewer.System, cancel));
        foreach (var (days, what, hours) in new[] { (70, "社区义诊", 3.0), (40, "陪两位独居老人复诊", 2.5), (5, "夏季用药讲座", 1.5) })
        {
            context.Clock.MoveTo(context.Clock.Start.AddDays(-days));
            var id = Sure(
                await keep.EnterAsync(new(Guid.CreateVersion7(), first, null, what, hours), Viewer.System, cancel));
            if (days > 10)
            {
                Sure(await keep.ConfirmAsync(id, 1, true, resident, cancel));
            }
        }

        var handler = await ViewerAsync("张师傅", cancel);
        context.Clock.MoveTo(context.Clock.Start.AddDays(-3));
        Sure(await ask.RunAsync(
            new(Guid.CreateVersion7(), Community, "桥头物业", false, "周末帮邻居修水电", "电工证", 2), handler, cancel));
        Sure(await ask.RunAsync(new(Guid.CreateVersion7(), Community, "区教育局", true, "借出操场和会议室", null, 0), await ViewerAsync("肖敏", cancel), cancel));
    }

    private async Task<Viewer> ViewerAsync(string name, CancellationToken cancel) =>
        await people.FindByPhoneAsync(
            name switch { "林阿姨" => "19900000001", "张师傅" => "19900000006", _ => "19900000009" }, cancel) is { } person
            ? await people.ViewerAsync(person.Id, cancel)
            : throw new InvalidOperationException($"The demo has nobody called {name}.");

    private static Guid Sure(Result<Guid> result) => result.TryGet(out var id, out var refusal)
        ? id : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
