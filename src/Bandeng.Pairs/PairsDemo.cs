using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Pairs.UseCases;
using Bandeng.Territory;

namespace Bandeng.Pairs;

/// <summary>Invented pairs: one of each kind, one with holes.</summary>
internal sealed class PairsDemo(KeepPairs keep, IAreas areas) : IDemoPart
{
    private static readonly AreaCode First = AreaCode.Parse("431302001001");
    private static readonly AreaCode Second = AreaCode.Parse("431302001002");

    public int Order => 45;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(context.Clock.Start);
        context.Clock.MoveTo(context.Clock.Start.AddDays(-120));
        var from = today.AddDays(-120);
        var paired = await MakeAsync(
            "department-community", First, "一起办好老旧小区改造和停车难", from, ("department", "区住建局"), ("liaison", "曾师傅"));
        await MakeAsync("old-new", First, "带着新任社区干部走三个月", from, ("old", "李建国"), ("new", "陈志远"));
        await MakeAsync("four-ones", Second, "集体收入从无到有", from, ("leader", "贺明"), ("department", "区水利局"));
        var villages = (await areas.ChildrenAsync(First.Parent!.Value, cancel))
            .Where(area => area.Code != First && area.Code != Second).Take(3).ToList();
        if (villages.Count > 0)
        {
            await MakeAsync(
                "alliance", First, "强村带弱村，一起卖菜", from,
                ("member", string.Join('\n', villages.Select(village => village.Code))));
        }

        await NoteAsync(paired, NoteKind.Task, from, today.AddDays(20), "把四栋的雨污分流排进今年的计划");
        context.Clock.MoveTo(context.Clock.Start.AddDays(-60));
        await NoteAsync(paired, NoteKind.Contact, today.AddDays(-60), null, "到社区看了三号楼的管网，和居民代表坐了一会儿");

        async Task<Guid> MakeAsync(string kind, AreaCode area, string purpose, DateOnly day, params (string Slot, string Who)[] sides) => Sure(await keep.AddAsync(
            new(
                Guid.CreateVersion7(), kind, area, purpose, day, null,
                sides.ToDictionary(side => side.Slot, side => (string?)side.Who)),
            Viewer.System, cancel));

        async Task NoteAsync(Guid pair, NoteKind kind, DateOnly day, DateOnly? due, string words) =>
            Sure(await keep.NoteAsync(new(Guid.CreateVersion7(), pair, kind, day, due, words), Viewer.System, cancel));
    }

    private static Guid Sure(Result<Guid> result) => result.TryGet(out var id, out var refusal)
        ? id : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
