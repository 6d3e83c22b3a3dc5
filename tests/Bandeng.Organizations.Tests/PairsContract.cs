using Bandeng.Kernel;
using Bandeng.Pairs;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Pairs with their sides, notes, holes and days, by hand and by list, on either database.</summary>
public sealed class PairsContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private const string List =
        "村（社区）,结对类型,结对角色,结对对象,目的,结对日期,结束日期\n"
        + "街心,部门联社区,结对部门,区住建局,老旧小区,2026-01-05,\n街心,部门联社区,联络员,王大山,老旧小区,2026-01-05,\n"
        + "贤童,四个一,一名包联领导,王大山,集体收入,2026-01-05,\n街心,部门联社区,结对部门,无此局,老旧小区,2026-01-05,\n无此村,部门联社区,结对部门,区住建局,,2026-01-05,\n";

    [Theory, OnBothEngines]
    public async Task A_pair_says_who_is_missing_and_which_communities_have_none(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        Assert.Equal(2, (await WithoutAsync(house, Monday)).Count);

        var id = await MakeAsync(house, House.Community, "department-community", ("department", "区住建局"));

        var pair = await CardAsync(house, id, Monday);
        Assert.Equal(["liaison"], pair.Missing.Select(one => one.Slot.Code));
        Assert.Equal([House.OtherCommunity], await WithoutAsync(house, Monday));
        House.Sure(
            await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                act.SeatAsync(id, "liaison", "王大山", Monday, Viewer.System, default)));
        Assert.Empty((await CardAsync(house, id, Monday)).Missing);
        var side = (await CardAsync(house, id, Monday)).Sides.Single(one => one.SlotCode == "department");
        House.Sure(
            await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                act.LeaveAsync(side.Id, side.Version, Monday.AddDays(4), Viewer.System, default)));
        Assert.Equal(2, (await WithoutAsync(house, Monday.AddDays(5))).Count);
        Assert.Single(await WithoutAsync(house, Monday.AddDays(4)));
        Assert.Equal("区住建局", (await CardAsync(house, id, Monday.AddDays(5))).Sides[0].Name);
    }

    [Theory, OnBothEngines]
    public async Task The_four_ones_are_dated_data_and_a_change_leaves_the_days_before(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var id = await MakeAsync(house, House.OtherCommunity, "four-ones", ("leader", "王大山"), ("department", "区住建局"));
        Assert.Equal(["secretary", "team"], (await CardAsync(house, id, Monday)).Missing.Select(one => one.Slot.Code));

        var team = (await house.DoAsync<PairBook, IReadOnlyList<PairSlot>>(book => book.SlotsAsync("four-ones", Monday, default))).Single(slot => slot.Code == "team");
        House.Sure(
            await house.DoAsync<SetSlots, Result<Guid>>(act =>
                act.EndAsync(team.Id, Monday.AddDays(9), Viewer.System, default)));
        House.Sure(
            await house.DoAsync<SetSlots, Result<Guid>>(act =>
                act.AddAsync(
                    new("four-ones", "一家企业", SlotHolder.Body, 1, Monday.AddDays(10)), Viewer.System, default)));

        Assert.Equal(["一名第一书记", "一支工作队"], (await CardAsync(house, id, Monday)).Missing.Select(one => one.Slot.Name));
        Assert.Equal(
            ["一名第一书记", "一家企业"], (await CardAsync(house, id, Monday.AddDays(10))).Missing.Select(one => one.Slot.Name));
        Assert.Equal(
            "pair.unknown",
            House.Code(
                await house.DoAsync<SetSlots, Result<Guid>>(act =>
                    act.EndAsync(team.Id, Monday, Viewer.Nobody, default))));
    }

    [Theory, OnBothEngines]
    public async Task Wrong_words_foreign_areas_and_stale_forms_are_refused_and_twice_sent_is_once(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var elsewhere = new Viewer(
            Guid.CreateVersion7(), "邻镇", [new(Guid.CreateVersion7(), nameof(Role.Town), House.OtherTown, null, null)]);
        PairFields Fields(string kind, params (string Slot, string Who)[] sides) => new(
            Guid.CreateVersion7(), kind, House.Community, "一起办事", Monday, null,
            sides.ToDictionary(side => side.Slot, side => (string?)side.Who));

        Assert.Equal("pair.unknown", await CodeAsync(house, Fields("old-new", ("old", "王大山")), elsewhere));
        Assert.Equal("pair.kind", await CodeAsync(house, Fields("nothing", ("old", "王大山"))));
        Assert.Equal("person.who", await CodeAsync(house, Fields("old-new", ("old", "无此人"))));
        Assert.Equal("body.unknown", await CodeAsync(house, Fields("department-community", ("department", "无此局"))));
        Assert.Equal("pair.area", await CodeAsync(house, Fields("alliance", ("member", "无此村"))));
        Assert.Equal("pair.side", await CodeAsync(house, Fields("old-new")));
        Assert.Equal(
            "pair.days",
            await CodeAsync(house, Fields("old-new", ("old", "王大山")) with { LastDay = Monday.AddDays(-1) }));
        var alliance = Fields("alliance", ("member", "贤童社区\n贤童"));
        Assert.Equal("went through", await CodeAsync(house, alliance));
        Assert.Equal("went through", await CodeAsync(house, alliance));
        Assert.Equal("pair.twice", await CodeAsync(house, alliance with { Id = Guid.CreateVersion7() }));
        Assert.Equal(
            "pair.with-self", await CodeAsync(house, Fields("old-new", ("old", "王大山"), ("new", "王大山"))));
        var pair = await CardAsync(house, alliance.Id, Monday);
        Assert.Equal((1, 3L), (pair.Sides.Count, pair.Missing.Single().Missing));

        var note = new KeepPairs.Note(
            Guid.CreateVersion7(), pair.Id, NoteKind.Task, Monday, Monday.AddDays(30), "一起卖菜");
        House.Sure(await house.DoAsync<KeepPairs, Result<Guid>>(act => act.NoteAsync(note, Viewer.System, default)));
        House.Sure(await house.DoAsync<KeepPairs, Result<Guid>>(act => act.NoteAsync(note, Viewer.System, default)));
        Assert.Equal(1, (await CardAsync(house, pair.Id, Monday)).OpenTasks);
        House.Sure(
            await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                act.DoneAsync(note.Id, 1, null, Viewer.System, default)));
        Assert.Equal(
            "pair.changed",
            House.Code(
                await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                    act.DoneAsync(note.Id, 1, null, Viewer.System, default))));
        Assert.Equal(
            "一起卖菜",
            (await house.DoAsync<ReadPairs, IReadOnlyList<NoteRow>>(read => read.NotesAsync(pair.Id, default)))
                .Single().Words);
        Assert.Equal(
            "pair.changed",
            House.Code(
                await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                    act.EndAsync(pair.Id, 9, Monday, Viewer.System, default))));
        House.Sure(
            await house.DoAsync<KeepPairs, Result<Guid>>(act =>
                act.EndAsync(pair.Id, 1, Monday, Viewer.System, default)));
        Assert.Empty(await ListAsync(house, Monday.AddDays(1), ended: false));
        Assert.Single(await ListAsync(house, Monday.AddDays(1), ended: true));
    }

    [Theory, OnBothEngines]
    public async Task With_a_pair_end_its_sides_and_nothing_of_it_is_still_to_do(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var id = await MakeAsync(house, House.Community, "department-community", ("department", "区住建局"));
        Task<Result<Guid>> SeatAsync(DateOnly from) => house.DoAsync<KeepPairs, Result<Guid>>(act =>
            act.SeatAsync(id, "liaison", "王大山", from, Viewer.System, default));
        House.Sure(await SeatAsync(Monday.AddDays(9)));
        var task = new KeepPairs.Note(Guid.CreateVersion7(), id, NoteKind.Task, Monday, Monday.AddDays(30), "修路灯");
        House.Sure(await house.DoAsync<KeepPairs, Result<Guid>>(act => act.NoteAsync(task, Viewer.System, default)));

        House.Sure(await house.DoAsync<KeepPairs, Result<Guid>>(act =>
            act.EndAsync(id, 1, Monday.AddDays(2), Viewer.System, default)));

        house.Clock.Now = house.Clock.Now.AddDays(5);
        var pair = await CardAsync(house, id, Monday.AddDays(5));
        Assert.Equal([("department", (DateOnly?)Monday.AddDays(2))], pair.Sides.Select(side => (side.SlotCode, side.ValidTo)));
        Assert.Equal((0, 0L), (pair.Missing.Count, pair.OpenTasks));
        Assert.Equal("pair.days", House.Code(await SeatAsync(Monday.AddDays(5))));
        Assert.Equal("pair.days", House.Code(await house.DoAsync<KeepPairs, Result<Guid>>(act =>
            act.EndAsync(id, 2, Monday.AddDays(9), Viewer.System, default))));
        Assert.Equal("pair.days", House.Code(await house.DoAsync<KeepPairs, Result<Guid>>(act =>
            act.DoneAsync(task.Id, 1, null, Viewer.System, default))));
        Assert.Equal("pair.days", House.Code(await house.DoAsync<KeepPairs, Result<Guid>>(act => act.NoteAsync(
            task with { Id = Guid.CreateVersion7(), Day = Monday.AddDays(5) }, Viewer.System, default))));
    }

    [Theory, OnBothEngines]
    public async Task What_belonged_to_a_kind_before_today_stays_so(Engine engine)
    {
        await using var house = await OpenAsync(engine);
        var team = (await house.DoAsync<PairBook, IReadOnlyList<PairSlot>>(book =>
            book.SlotsAsync("four-ones", Monday, default))).Single(slot => slot.Code == "team");
        Task<string> EndAsync(DateOnly day) => house.DoAsync<SetSlots, string>(async act =>
            House.Code(await act.EndAsync(team.Id, day, Viewer.System, default)));

        Assert.Equal("pair.slot-past", await house.DoAsync<SetSlots, string>(async act => House.Code(await act.AddAsync(
            new("four-ones", "一家企业", SlotHolder.Body, 1, Monday.AddDays(-1)), Viewer.System, default))));
        Assert.Equal("pair.slot-past", await EndAsync(Monday.AddDays(-2)));
        Assert.Equal("went through", await EndAsync(Monday.AddDays(-1)));
        Assert.Equal("pair.slot-past", await EndAsync(Monday));
    }

    [Theory, OnBothEngines]
    public async Task A_list_makes_pairs_place_by_place_and_may_be_run_again(Engine engine)
    {
        await using var house = await OpenAsync(engine);

        var first = (await PowersContract.ImportAsync(house, List, "pairs")).Report;
        var again = (await PowersContract.ImportAsync(house, List, "pairs")).Report;
        var ended = (await PowersContract.ImportAsync(house, List.Replace("王大山,老旧小区,2026-01-05,", "王大山,老旧小区,2026-01-05,2026-02-28", StringComparison.Ordinal), "pairs")).Report;

        Assert.Equal((3, 0, 0, 2), (first.Added, first.Changed, first.Unchanged, first.Refused));
        Assert.Equal((0, 0, 3, 2), (again.Added, again.Changed, again.Unchanged, again.Refused));
        Assert.Equal((0, 1, 2, 2), (ended.Added, ended.Changed, ended.Unchanged, ended.Refused));
        Assert.Equal(2, await house.CountAsync("select count(*) from pairs"));
        Assert.Equal(
            ["liaison"], (await ListAsync(house, Monday, ended: false))[0].Missing.Select(one => one.Slot.Code));
    }

    private static async Task<House> OpenAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine, services => services.AddPairs());
        Assert.Null((await house.BodiesAsync("名称,类别,区划代码\n区住建局,部门,431302\n")).RefusedPath);
        Assert.Null((await house.PostsAsync("姓名,电话,岗位,社区\n王大山,13900000009,社区办事员,街心\n")).RefusedPath);
        return house;
    }

    private static async Task<Guid> MakeAsync(
        House house, AreaCode area, string kind, params (string Slot, string Who)[] sides) =>
        House.Sure(await house.DoAsync<KeepPairs, Result<Guid>>(act => act.AddAsync(
            new(
                Guid.CreateVersion7(), kind, area, "一起办事", Monday, null,
                sides.ToDictionary(side => side.Slot, side => (string?)side.Who)),
            Viewer.System, default)));

    private static async Task<string> CodeAsync(House house, PairFields fields, Viewer? by = null) =>
        House.Code(
            await house.DoAsync<KeepPairs, Result<Guid>>(act => act.AddAsync(fields, by ?? Viewer.System, default)));

    private static Task<PairRow> CardAsync(House house, Guid id, DateOnly day) =>
        house.DoAsync<ReadPairs, PairRow>(async read => (await read.FindAsync(id, day, default))!);

    private static Task<IReadOnlyList<PairRow>> ListAsync(House house, DateOnly day, bool ended) =>
        house.DoAsync<ReadPairs, IReadOnlyList<PairRow>>(read =>
            read.ListAsync(new(House.District, null, day, ended, null), 50, default));

    private static Task<List<AreaCode>> WithoutAsync(
        House house, DateOnly day) => house.DoAsync<ReadPairs, List<AreaCode>>(async read =>
        [.. (await read.WithoutAsync(House.District, "department-community", day, default))
            .Without.Select(area => area.Code)]);
}
