using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// The tree of bodies, who is missing in them, who sits in several, on whichever database the site runs on.
/// </summary>
public sealed class BodyTreeContract
{
    private const string Bodies =
        "名称,类别,社区,上级,成员单位,成立日期,结束日期,任务,地点\n"
        + "街心大党委,大党委,街心,,桥头物业,,,,\n街心党支部,党支部,街心,街心大党委,,,,,\n桥头物业,,街心,,,,,,\n"
        + "春运临时党支部,,街心,街心党支部,,2026-02-01,2026-04-01,春运值守,车站东广场\n";

    private const string Posts =
        "姓名,电话,岗位,单位,社区,任职日期,离任日期\n"
        + "李建国,13900000001,书记,街心党支部,街心,,\n李建国,13900000001,经理,桥头物业,街心,,\n"
        + "肖敏,13900000002,负责人,春运临时党支部,街心,,\n谢平,13900000003,联络员,春运临时党支部,街心,,\n"
        + "老陈,13900000004,书记,街心党支部,街心,2020-01-01,2024-12-31\n";

    [Theory, OnBothEngines]
    public async Task The_tree_goes_from_the_wide_committee_to_the_temporary_branch_and_only_while_it_lasts(Engine engine)
    {
        await using var house = await FilledAsync(engine);

        var roots = await TreeAsync(house, new DateOnly(2026, 3, 2));

        Assert.Equal(["桥头物业", "街心大党委"], roots.Select(root => root.Body.Name).Order(StringComparer.Ordinal));
        var wide = roots.Single(root => root.Body.Kind is BodyKind.WideCommittee);
        Assert.Equal(["桥头物业"], wide.Partners.Select(partner => partner.Name));
        var branch = Assert.Single(wide.Below);
        Assert.Equal(("街心党支部", 1, "李建国"), (branch.Body.Name, branch.Body.Posts, branch.Body.Head));
        Assert.Equal(["春运值守"], branch.Below.Select(below => below.Body.Purpose));
        Assert.Empty(
            (await TreeAsync(house, new DateOnly(2026, 4, 2)))
                .Single(root => root.Body.Kind is BodyKind.WideCommittee).Below[0].Below);
    }

    [Theory, OnBothEngines]
    public async Task A_bodys_card_says_who_is_there_was_there_is_missing_and_sits_elsewhere_too(Engine engine)
    {
        await using var house = await FilledAsync(engine);

        var branch = await CardAsync(house, "街心党支部");
        var temporary = await CardAsync(house, "春运临时党支部");

        Assert.Equal(["桥头物业"], branch.Members.Single().Elsewhere.Select(seat => seat.Body));
        Assert.Equal(("老陈", new DateOnly(2024, 12, 31)), (branch.Former.Single().Name, branch.Former.Single().ValidTo));
        Assert.Equal(("街心大党委", "春运临时党支部"), (branch.Above?.Name, branch.Below.Single().Name));
        Assert.Empty(branch.Gaps);
        Assert.Equal([(Role.Deputy, 1), (Role.BodyMember, 1)], temporary.Gaps);
        Assert.Equal(["街心大党委"], (await CardAsync(house, "桥头物业")).SitsIn.Select(body => body.Name));
    }

    [Theory, OnBothEngines]
    public async Task A_body_is_not_put_below_itself_and_a_temporary_branch_keeps_its_purpose(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var (wide, temporary) = (await CardAsync(house, "街心大党委"), await CardAsync(house, "春运临时党支部"));

        var circle = await ChangeAsync(house, wide, temporary.Body.Id, null);
        Assert.Equal("body.circle", House.Code(circle));
        Assert.True(!circle.TryGet(out _, out var refusal) && refusal.Details is ["春运临时党支部"]);
        Assert.Equal("body.purpose", House.Code(await ChangeAsync(house, temporary, null, " ")));
        House.Sure(await ChangeAsync(house, temporary, wide.Body.Id, "暑运值守"));
        Assert.Equal("街心大党委", (await CardAsync(house, "春运临时党支部")).Above?.Name);
    }

    [Theory, OnBothEngines]
    public async Task Of_whom_a_branch_has_one_there_is_no_second_on_one_day(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var id = (await CardAsync(house, "春运临时党支部")).Body.Id;
        foreach (var (role, name) in new[]
        {
            (Role.Deputy, "甲"), (Role.Deputy, "乙"), (Role.Deputy, "丙"), (Role.BodyMember, "丁"),
            (Role.BodyMember, "戊"), (Role.Head, "己"),
        })
        {
            await house.PostAsync(await house.PersonAsync(name), role, House.Community, id);
        }

        await house.PostAsync(await house.PersonAsync("庚"), Role.Liaison, House.Community, id, Today.AddDays(1));

        Assert.Equal([(Role.Head, 1), (Role.Deputy, 2)], (await CardAsync(house, "春运临时党支部")).Excess);
        Assert.Empty((await CardAsync(house, "街心党支部")).Excess);
    }

    [Theory, OnBothEngines]
    public async Task A_post_in_a_temporary_branch_lasts_no_longer_than_the_branch(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var (branch, last) = (await CardAsync(house, "春运临时党支部"), new DateOnly(2026, 4, 1));
        Assert.All(branch.Members, member => Assert.Equal(last, member.ValidTo));

        Assert.Equal(
            ("post.past-branch", "2026-04-01"), await SeatAsync(house, branch.Body.Id, null, last.AddDays(1)));
        Assert.Equal(
            ("post.past-branch", "2026-04-01"), await SeatAsync(house, branch.Body.Id, last.AddDays(1), null));
        Assert.Equal(("", ""), await SeatAsync(house, branch.Body.Id, null, null));
        Assert.Equal(3, (await CardAsync(house, "春运临时党支部")).Members.Count(member => member.ValidTo == last));
        var post = await house.DoAsync<BandengDb, Guid>(async db =>
            (await db.RowsAsync<Guid>("select id from posts where role = 'BodyMember'", null, default)).Single());
        Assert.Equal("post.past-branch", House.Code(await house.DoAsync<EndPost, Result<EndPost.Ended>>(act =>
            act.RunAsync(new(post, 0, last.AddDays(1), null), Viewer.System, default))));

        var list = await house.PostsAsync(
            "姓名,电话,岗位,单位,社区,任职日期,离任日期\n王敏,13900000007,成员,春运临时党支部,街心,2026-03-01,2026-04-02\n"
            + "陈二,13900000008,成员,春运临时党支部,街心,2026-04-02,\n");
        Assert.Equal(2, list.Report.Refused);
        Assert.Contains(
            "这个单位到 2026-04-01 为止",
            await File.ReadAllTextAsync(list.RefusedPath!, TestContext.Current.CancellationToken));
    }

    [Theory, OnBothEngines]
    public async Task When_a_temporary_branch_goes_on_longer_so_do_the_posts_that_last_as_long_as_it(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var (branch, early) = (await CardAsync(house, "春运临时党支部"), Today.AddDays(3));
        await SeatAsync(house, branch.Body.Id, null, early);

        House.Sure(await house.DoAsync<ChangeBody, Result<ChangeBody.Changed>>(act => act.RunAsync(
            new(branch.Body.Id, branch.Body.Version, branch.Body.Name, null, false, Today.AddDays(90))
            {
                Purpose = "春运值守",
                Place = "车站东广场",
            },
            Viewer.System, default)));
        Assert.Equal([early, Today.AddDays(90), Today.AddDays(90)], await LastDaysAsync(house));

        await house.BodiesAsync(Bodies.Replace("2026-04-01", "2026-03-04", StringComparison.Ordinal));
        Assert.Equal([Today.AddDays(2), Today.AddDays(2), Today.AddDays(2)], await LastDaysAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task A_new_body_of_any_kind_is_not_over_before_it_begins_and_its_words_are_not_cut(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        foreach (var kind in Enum.GetValues<BodyKind>())
        {
            Assert.Equal("post.last-day", await AddAsync(house, kind, "值守", "东站", Today.AddDays(-1)));
            Assert.Equal("went through", await AddAsync(house, kind, "值守", new('站', 200), Today));
            Assert.Equal("body.purpose-long", await AddAsync(house, kind, new('守', 201), "东站", Today));
            Assert.Equal("body.place-long", await AddAsync(house, kind, "值守", new('站', 5_000), Today));
        }

        Assert.Equal(
            Enum.GetValues<BodyKind>().Length,
            await house.CountAsync("select count(*) from bodies where length(place) = 200 and purpose = '值守'"));
    }

    private static DateOnly Today { get; } = new(2026, 3, 2);

    private static async Task<string> AddAsync(
        House house, BodyKind kind, string purpose, string place, DateOnly lastDay) =>
        House.Code(await house.DoAsync<AddBody, Result<Body>>(act => act.RunAsync(
            new(Guid.CreateVersion7(), "单位", kind, House.Community, [])
            {
                Purpose = purpose,
                Place = place,
                LastDay = lastDay,
            },
            Viewer.System, default)));

    private static async Task<(string Code, string Detail)> SeatAsync(
        House house, Guid body, DateOnly? from, DateOnly? lastDay)
    {
        var person = await house.PersonAsync("新来的");
        var seated = await house.DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(act => act.RunAsync(
            new(Guid.CreateVersion7(), person, Role.BodyMember, null, body, from) { LastDay = lastDay }, Viewer.System,
            default));
        return seated.TryGet(out _, out var refusal) ? ("", "") : (refusal.Code, refusal.Details.Single());
    }

    private static async Task<IEnumerable<DateOnly?>> LastDaysAsync(House house) =>
        (await CardAsync(house, "春运临时党支部")).Members.Select(member => member.ValidTo).Order();

    private static async Task<House> FilledAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine);
        Assert.Null((await house.BodiesAsync(Bodies)).RefusedPath);
        Assert.Null((await house.PostsAsync(Posts)).RefusedPath);
        return house;
    }

    private static Task<IReadOnlyList<BodyNode>> TreeAsync(House house, DateOnly day) =>
        house.DoAsync<BodyTree, IReadOnlyList<BodyNode>>(tree => tree.RunAsync(House.District, day, default));

    private static Task<BodyCard.Card> CardAsync(
        House house, string name) => house.DoAsync<BandengDb, BodyCard.Card>(async db =>
    {
        var id = (await db.RowsAsync<Guid>("select id from bodies where name = @name", new { name }, default)).Single();
        return (await new BodyCard(db, house.Clock).RunAsync(id, default))!;
    });

    private static Task<Result<ChangeBody.Changed>> ChangeAsync(House house, BodyCard.Card card, Guid? parent, string? purpose) =>
        house.DoAsync<ChangeBody, Result<ChangeBody.Changed>>(act => act.RunAsync(
            new(card.Body.Id, card.Body.Version, card.Body.Name, card.Body.Phone, false, card.Body.ValidTo)
            {
                Parent = parent,
                Purpose = purpose,
                Place = card.Body.Place,
            },
            Viewer.System, default));
}
