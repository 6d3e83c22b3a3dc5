using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Posts, stand-ins and those who administrate them, on whichever database the site runs on.</summary>
public sealed class PostContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory, OnBothEngines]
    public async Task A_post_counts_from_its_first_day_to_its_last_as_days_are_here(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community, from: Monday.AddDays(1));
        await EndAsync(house, post, 0, Monday.AddDays(2));

        // Midnight here is 16:00 the day before in UTC.
        Assert.False(await HoldsAsync(house, clerk, new(2026, 3, 2, 15, 59, 59, TimeSpan.Zero)));
        Assert.True(await HoldsAsync(house, clerk, new(2026, 3, 2, 16, 0, 0, TimeSpan.Zero)));
        Assert.True(await HoldsAsync(house, clerk, new(2026, 3, 4, 15, 59, 59, TimeSpan.Zero)));
        Assert.False(await HoldsAsync(house, clerk, new(2026, 3, 4, 16, 0, 0, TimeSpan.Zero)));
    }

    [Theory, OnBothEngines]
    public async Task A_stand_in_holds_the_post_in_the_window_alone_and_it_says_for_whom(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (clerk, other) = (await house.PersonAsync("陈志远"), await house.PersonAsync("彭丽娟"));
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community);
        House.Sure(await StandInAsync(house, post, 0, new StandIn(other, Monday.AddDays(1), Monday.AddDays(1))));

        Assert.Empty((await house.ViewerAsync(other)).Posts);
        house.Clock.Now = house.Clock.Now.AddDays(1);
        Assert.Equal(
            [new HeldPost(post, "Clerk", House.Community, null, clerk)], (await house.ViewerAsync(other)).Posts);
        Assert.Equal(
            [new HeldPost(post, "Clerk", House.Community, null, null)], (await house.ViewerAsync(clerk)).Posts);
        Assert.Equal(
            new HashSet<Guid> { clerk, other },
            (await house.DoAsync<IPeople, IReadOnlyList<Person>>(
                p => p.HoldersAsync(Role.Clerk, House.Community, default)))
                .Select(person => person.Id).ToHashSet());
        house.Clock.Now = house.Clock.Now.AddDays(1);
        Assert.Empty((await house.ViewerAsync(other)).Posts);
    }

    [Theory, OnBothEngines]
    public async Task Nobody_stands_in_for_themselves_or_outside_the_post(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (clerk, other) = (await house.PersonAsync("陈志远"), await house.PersonAsync("彭丽娟"));
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community, from: Monday);

        Assert.Equal("stand-in.self", House.Code(await StandInAsync(house, post, 0, new(clerk, Monday, Monday))));
        Assert.Equal(
            "stand-in.days",
            House.Code(await StandInAsync(house, post, 0, new(other, Monday.AddDays(-3), Monday.AddDays(-1)))));
        Assert.Equal(
            "stand-in.days", House.Code(await StandInAsync(house, post, 0, new(other, Monday.AddDays(2), Monday))));
    }

    [Theory, OnBothEngines]
    public async Task Holders_are_told_nearest_first(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (far, near, beside) =
            (await house.PersonAsync("远"), await house.PersonAsync("近"), await house.PersonAsync("旁"));
        await house.PostAsync(far, Role.Checker, House.District);
        await house.PostAsync(near, Role.Checker, House.Community);
        await house.PostAsync(beside, Role.Checker, House.OtherCommunity);

        var holders = await house.DoAsync<IPeople, IReadOnlyList<Person>>(p =>
            p.HoldersAsync(Role.Checker, House.Community, default));

        Assert.Equal([near, far], holders.Select(person => person.Id));
    }

    [Theory, OnBothEngines]
    public async Task A_form_sent_twice_is_one_person_one_post_one_body_and_one_line_on_the_trail_each(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (person, post, body) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var sent = 0; sent < 2; sent++)
        {
            House.Sure(await house.DoAsync<AddPerson, Result<Person>>(
                act => act.RunAsync(new(person, "张师傅", "13800000001"), Viewer.System, default)));
            House.Sure(await house.DoAsync<AddBody, Result<Body>>(
                act =>
                    act.RunAsync(new(body, "桥头物业", BodyKind.Property, House.Community, []), Viewer.System, default)));
            House.Sure(await house.DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(
                act => act.RunAsync(new(post, person, Role.Handler, null, body), Viewer.System, default)));
        }

        Assert.Equal(1, await house.CountAsync("select count(*) from people"));
        Assert.Equal(1, await house.CountAsync("select count(*) from posts"));
        Assert.Equal(1, await house.CountAsync("select count(*) from bodies"));
        Assert.Equal(3, await house.CountAsync("select count(*) from trail_events where action <> 'chain.begin'"));
    }

    [Theory, OnBothEngines]
    public async Task The_same_post_is_not_held_twice(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        await house.PostAsync(clerk, Role.Clerk, House.Community);

        Assert.Equal(
            "post.held", House.Code(await AppointAsync(house, clerk, Role.Clerk, House.Community, Viewer.System)));
        Assert.Equal(
            "post.body", House.Code(await AppointAsync(house, clerk, Role.Handler, House.Community, Viewer.System)));
    }

    [Theory, OnBothEngines]
    public async Task Of_two_who_change_a_post_at_once_one_wins_and_the_other_is_told(Engine engine)
    {
        var handedOver = new List<Guid?>();
        await using var house = await House.OpenAsync(
            engine, services => services.AddScoped<IPostEnded>(_ => new Heirs(handedOver)));
        var (clerk, heir) = (await house.PersonAsync("陈志远"), await house.PersonAsync("彭丽娟"));
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community);
        await house.PostAsync(heir, Role.Clerk, House.Community);

        House.Sure(await EndAsync(house, post, 0, Monday, heir));
        var late = await EndAsync(house, post, 0, Monday.AddDays(9), heir);

        Assert.Equal("admin.changed", House.Code(late));
        Assert.Equal([heir], handedOver);
        Assert.Equal(1, await house.CountAsync("select count(*) from trail_events where action = 'post.end'"));
    }

    [Theory, OnBothEngines]
    public async Task A_last_day_is_not_moved_into_the_days_of_the_same_post_held_anew(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community);
        House.Sure(await EndAsync(house, post, 0, Monday));
        await house.PostAsync(clerk, Role.Clerk, House.Community, from: Monday.AddDays(5));

        Assert.Equal("post.held", House.Code(await EndAsync(house, post, 1, Monday.AddDays(5))));
        House.Sure(await EndAsync(house, post, 1, Monday.AddDays(4)));
    }

    [Theory, OnBothEngines]
    public async Task Each_post_ends_by_itself_and_one_that_has_not_begun_is_taken_back(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        var (one, other, ahead) = (await house.PostAsync(clerk, Role.Clerk, House.Community),
            await house.PostAsync(clerk, Role.Checker, House.Community),
            await house.PostAsync(clerk, Role.Caller, House.Community, from: Monday.AddDays(7)));
        House.Sure(await EndAsync(house, one, 0, Monday.AddDays(30)));

        House.Sure(await EndAsync(house, one, 1, Monday));
        Assert.True(House.Sure(await EndAsync(house, ahead, 0, Monday)).IsAnnulled);

        house.Clock.Now = house.Clock.Now.AddDays(8);
        Assert.Equal([other], (await house.ViewerAsync(clerk)).Posts.Select(post => post.PostId));
    }

    [Theory, OnBothEngines]
    public async Task Work_is_not_handed_to_the_one_who_leaves(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community);

        Assert.Equal("post.hand-over.nobody", House.Code(await EndAsync(house, post, 0, Monday, clerk)));
    }

    [Theory, OnBothEngines]
    public async Task Work_of_a_body_goes_to_somebody_whose_post_there_lets_them_go_on(Engine engine)
    {
        await using var house = await House.OpenAsync(
            engine, services => services.AddScoped<IPostEnded>(_ => new Heirs([])));
        var (own, other) = (await BodyAsync(house, "桥头物业", BodyKind.Property, House.Community),
            await BodyAsync(house, "安心物业", BodyKind.Property, House.Community));
        var (leaving, heir) = (await house.PersonAsync("张师傅"), await house.PersonAsync("曾师傅"));
        var post = await house.PostAsync(leaving, Role.Handler, House.Community, own);

        Assert.Equal("post.hand-over.body", House.Code(await EndAsync(house, post, 0, Monday, heir)));
        await house.PostAsync(heir, Role.Handler, House.Community, other);
        await house.PostAsync(heir, Role.Head, House.Community, own);
        Assert.Equal("post.hand-over.body", House.Code(await EndAsync(house, post, 0, Monday, heir)));
        var leavingToo = await house.PostAsync(heir, Role.Handler, House.Community, own);
        House.Sure(await EndAsync(house, leavingToo, 0, Monday));
        Assert.Equal("post.hand-over.body", House.Code(await EndAsync(house, post, 0, Monday, heir)));
        var staying = await house.PersonAsync("梁师傅");
        await house.PostAsync(staying, Role.Handler, House.Community, own);

        Assert.Equal([new WorkInHand("事", 3)], House.Sure(await EndAsync(house, post, 0, Monday, staying)).HandedOver);
    }

    [Theory, OnBothEngines]
    public async Task Work_of_a_place_goes_to_somebody_whose_post_there_lets_them_go_on(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (leaving, far, weak, heir) = (await house.PersonAsync("陈志远"), await house.PersonAsync("远"),
            await house.PersonAsync("弱"), await house.PersonAsync("近"));
        var post = await house.PostAsync(leaving, Role.Checker, House.Community);
        await house.PostAsync(far, Role.Checker, House.OtherCommunity);
        await house.PostAsync(weak, Role.Caller, House.District);
        await house.PostAsync(heir, Role.Checker, House.Town);

        Assert.Equal("post.hand-over.place", House.Code(await EndAsync(house, post, 0, Monday, far)));
        Assert.Equal("post.hand-over.place", House.Code(await EndAsync(house, post, 0, Monday, weak)));
        Assert.Equal("went through", House.Code(await EndAsync(house, post, 0, Monday, heir)));
    }

    [Theory, OnBothEngines]
    public async Task What_else_somebody_has_when_a_post_is_over_is_told_with_it_and_a_list_is_read_as_a_whole(Engine engine)
    {
        var told = new List<(Role, int)>();
        await using var house = await ListedPlaces.OpenAsync(
            engine, services => services.AddScoped<IPostEnded>(_ => new Others(told)));
        await house.BodiesAsync("名称,类别,社区\n桥头物业,,街心\n");
        const string head = "姓名,电话,岗位,单位,社区,任职日期,离任日期\n";
        await house.PostsAsync(
            $"{head}张师傅,13900000001,承办人,桥头物业,街心,2026-01-01,\n张师傅,13900000001,成员,桥头物业,街心,2026-01-01,\n"
            + "张师傅,13900000001,负责人,桥头物业,街心,2026-01-01,\n");

        await house.PostsAsync(
            $"{head}张师傅,13900000001,成员,桥头物业,街心,2026-01-01,2026-03-01\n");
        Assert.Equal([(Role.BodyMember, 2)], told);
        await house.PostsAsync(
            $"{head}张师傅,13900000001,承办人,桥头物业,街心,2026-01-01,2026-03-01\n张师傅,13900000001,负责人,桥头物业,街心,2026-01-01,2026-03-01\n");

        Assert.Equal([(Role.BodyMember, 2), (Role.Handler, 0), (Role.Head, 0)], told);
    }

    [Theory, OnBothEngines]
    public async Task An_administrator_acts_inside_the_area_of_the_post_and_nowhere_else(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (boss, admin, clerk) =
            (await house.PersonAsync("管宇"), await house.PersonAsync("小管"), await house.PersonAsync("陈志远"));
        await house.SignInAsync(boss, "boss");
        await house.PostAsync(boss, Role.Admin, House.District);
        await house.PostAsync(admin, Role.Admin, House.Town);
        var by = await house.ViewerAsync(admin);

        Assert.Equal("went through", House.Code(await AppointAsync(house, clerk, Role.Clerk, House.Community, by)));
        Assert.Equal("admin.area", House.Code(await AppointAsync(house, clerk, Role.Clerk, House.OtherTown, by)));
        Assert.Equal("admin.area", House.Code(await AppointAsync(house, admin, Role.Admin, House.District, by)));
        // Else the administrator of a town could sign in as the district's.
        Assert.Equal("admin.area", House.Code(await house.DoAsync<GiveSignIn, Result<Person>>(
            act => act.RunAsync(new(boss, "boss", "another word"), by, default))));
        Assert.Equal(
            "admin.area",
            House.Code(
                await AppointAsync(house, clerk, Role.Clerk, House.OtherCommunity, await house.ViewerAsync(clerk))));
    }

    [Theory, OnBothEngines]
    public async Task Bodies_that_take_matters_are_told_nearest_first(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await BodyAsync(house, "区住建局", BodyKind.Department, House.District);
        await BodyAsync(house, "居委会", BodyKind.Committee, House.Community);
        await BodyAsync(house, "桥头物业", BodyKind.Property, House.OtherCommunity, House.Community);
        await BodyAsync(house, "别处居委会", BodyKind.Committee, House.OtherCommunity);
        var dissolved = await BodyAsync(house, "乐坪街道办事处", BodyKind.Office, House.Town);
        House.Sure(await house.DoAsync<ChangeBody, Result<ChangeBody.Changed>>(
            act => act.RunAsync(new(dissolved, 1, "乐坪街道办事处", null, false, null), Viewer.System, default)));

        var bodies = await house.DoAsync<IBodies, IReadOnlyList<Body>>(b => b.HandlingAsync(House.Community, default));

        Assert.Equal(["居委会", "桥头物业", "区住建局"], bodies.Select(body => body.Name).Order(new ByNearness()));
        Assert.Equal("区住建局", bodies[^1].Name);
    }

    [Theory, OnBothEngines]
    public async Task What_anybody_changed_of_the_bodies_is_seen_by_whoever_comes_next(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var clerk = await house.PersonAsync("陈志远");
        await BodyAsync(house, "居委会", BodyKind.Committee, House.Community);
        var first = await SeenAsync(house, clerk);
        Assert.Same(first, await SeenAsync(house, clerk));

        foreach (var (change, names) in new (string, string[])[]
        {
            ("update bodies set name = '街心居委会'", ["街心居委会"]),
            ("update body_areas set area_code = 431302001002000000", []),
            ("update body_areas set area_code = 431302001001000000", ["街心居委会"]),
            ("delete from body_areas", []),
        })
        {
            await house.DoAsync<BandengDb, int>(db => db.ExecuteAsync(change, null, default));
            Assert.Equal(names, (await SeenAsync(house, clerk)).Select(body => body.Name));
        }
    }

    // As a page does: who comes is looked up, and with them how the bodies stand.
    private static async Task<IReadOnlyList<Body>> SeenAsync(House house, Guid person)
    {
        await using var scope = house.Scope();
        var services = scope.ServiceProvider;
        var known = await services.GetRequiredService<Viewers>().FindAsync(person, default);
        services.GetRequiredService<BodiesSeen>().Version = known!.BodiesVersion;
        return await services.GetRequiredService<IBodies>().HandlingAsync(House.Community, default);
    }

    private static async Task<bool> HoldsAsync(House house, Guid person, DateTimeOffset at)
    {
        house.Clock.Now = at;
        return (await house.ViewerAsync(person)).May(Permission.DispatchMatters, House.Community);
    }

    private static Task<Result<EndPost.Ended>> EndAsync(
        House house, Guid post, long version, DateOnly lastDay, Guid? heir = null) =>
        house.DoAsync<EndPost, Result<EndPost.Ended>>(act =>
            act.RunAsync(new(post, version, lastDay, heir), Viewer.System, default));

    private static Task<Result<Guid>> StandInAsync(House house, Guid post, long version, StandIn standIn) =>
        house.DoAsync<SetStandIn, Result<Guid>>(act =>
            act.RunAsync(new(post, version, standIn), Viewer.System, default));

    private static Task<Result<AppointToPost.Appointed>> AppointAsync(
        House house, Guid person, Role role, AreaCode area, Viewer by) =>
        house.DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(
            act => act.RunAsync(new(Guid.CreateVersion7(), person, role, area, null), by, default));

    private static async Task<Guid> BodyAsync(
        House house, string name, BodyKind kind, AreaCode area, params AreaCode[] serves) =>
        House.Sure(await house.DoAsync<AddBody, Result<Body>>(
            act => act.RunAsync(new(Guid.CreateVersion7(), name, kind, area, serves), Viewer.System, default))).Id;

    private sealed class Heirs(List<Guid?> handedOver) : IPostEnded
    {
        public Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
        {
            handedOver.Add(ending.HandOverTo);
            return Task.FromResult<WorkInHand?>(new("事", 3));
        }
    }

    private sealed class Others(List<(Role, int)> told) : IPostEnded
    {
        public Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
        {
            told.Add((ending.Role, ending.Others.Count));
            return Task.FromResult<WorkInHand?>(null);
        }
    }

    // Two bodies of the same nearness are in the order of the database's letters.
    private sealed class ByNearness : IComparer<string>
    {
        private static readonly string[] Names = ["居委会", "桥头物业", "区住建局"];

        public int Compare(string? x, string? y) => Array.IndexOf(Names, x).CompareTo(Array.IndexOf(Names, y));
    }
}
