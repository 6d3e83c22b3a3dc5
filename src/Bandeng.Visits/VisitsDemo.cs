using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;

namespace Bandeng.Visits;

/// <summary>
/// A programme of the demo community with a form, some weeks of visits, promises, and hazards of its first grid.
/// </summary>
internal sealed class VisitsDemo(PlanProgramme plan, EnterVisit enter, KeepHazard hazards, IHomes homes, IPeople people)
    : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode Grid = AreaCode.Parse("431302001001001");

    private static readonly Question[] Form =
    [
        new("q1", QuestionKind.YesNo, "家里有没有独自做饭的老人", [], "", true),
        new("q2", QuestionKind.OneOf, "用什么做饭", ["管道燃气", "瓶装液化气", "电", "柴火"], "", true),
        new("q3", QuestionKind.SeveralOf, "最希望社区办什么", ["修路灯", "加装电梯", "充电桩", "老年食堂", "活动场地"], "", false),
        new("q4", QuestionKind.Number, "每月物业费", [], "元", false),
        new("q5", QuestionKind.Words, "还有什么想说的", [], "", false),
        new("q6", QuestionKind.Promise, "当面答应了什么", [], "", false),
    ];

    private static readonly string[] Wishes = ["楼道灯晚上不亮，老人不敢下楼", "三楼的水管漏到二楼了", "电动车没处充电，都从窗户拉线", "楼下垃圾桶两天没人收"];

    private readonly Random _random = new(20260601);

    public int Order => 60;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        if (await people.FindByPhoneAsync("19900000003", cancel) is not { } worker
            || await people.FindByPhoneAsync("19900000004", cancel) is not { } clerk)
        {
            return;
        }

        var (office, visitor) =
            (await people.ViewerAsync(clerk.Id, cancel), await people.ViewerAsync(worker.Id, cancel));
        var all = await homes.OfAsync(new(Community), visitor, cancel);
        if (all.Count == 0)
        {
            return;
        }

        var programme = Guid.CreateVersion7();
        demo.Clock.MoveTo(demo.Clock.Start.AddDays(-21));
        var today = ChinaTime.DayOf(demo.Clock.GetUtcNow());
        Sure(await plan.MakeAsync(
            new(
                programme, "夏季用气用电安全大走访", "问一问各家用气用电，当场能办的当场办", null, Community.ToString(), null, today,
                today.AddDays(80)),
            office, cancel));
        Sure(await plan.AskAsync(programme, 1001, Form, office, cancel));
        foreach (var (index, home) in all.Take(30).Index())
        {
            demo.Clock.MoveTo(demo.Clock.Start.AddDays(-20 + index / 2).AddHours(2));
            await VisitAsync(programme, index, home, ChinaTime.DayOf(demo.Clock.GetUtcNow()), visitor, cancel);
        }

        foreach (var (index, hazard) in new[] { ("Electric", "3号楼一楼楼梯间停了四辆电动车"), ("Fire", "5号楼消防通道被花坛堵住"), ("Water", "小区北门排水沟盖板断了") }.Index())
        {
            demo.Clock.MoveTo(demo.Clock.Start.AddDays(-14 + index));
            Sure(await hazards.FindAsync(Guid.CreateVersion7(), Grid, hazard.Item1, hazard.Item2, visitor, cancel));
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }

    private async Task VisitAsync(
        Guid programme, int index, HomeToVisit home, DateOnly day, Viewer visitor, CancellationToken cancel)
    {
        var outcome = index % 9 == 4
            ? VisitOutcome.Refused
            : index % 5 == 2 ? VisitOutcome.NobodyHome
            : VisitOutcome.Done;
        var answers = new Dictionary<string, IReadOnlyList<string>>
        {
            ["q1"] = [_random.Next(3) == 0 ? "yes" : "no"],
            ["q2"] = [Form[1].Options[_random.Next(3)]],
            ["q3"] = [.. Form[2].Options.Where(_ => _random.Next(3) == 0)],
            ["q4"] = _random.Next(2) == 0 ? [] : ["60"],
        };
        var promise = outcome is VisitOutcome.Done && index % 6 == 0 ? Wishes[index / 6 % Wishes.Length] : null;
        Sure(await enter.RunAsync(
            new(
                Guid.CreateVersion7(), home.Id, programme, outcome, day, answers, index % 4 == 0 ? "见到人了，问了用气用电" : null,
                promise, index % 12 == 0, day.AddDays(10)),
            visitor, cancel));
    }

    private static void Sure<T>(Result<T> result)
        where T : notnull
    {
        if (!result.TryGet(out _, out var refusal))
        {
            throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
        }
    }
}
