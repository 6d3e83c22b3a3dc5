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

        Assert.Equal("body.circle", House.Code(await ChangeAsync(house, wide, temporary.Body.Id, null)));
        Assert.Equal("body.purpose", House.Code(await ChangeAsync(house, temporary, null, " ")));
        House.Sure(await ChangeAsync(house, temporary, wide.Body.Id, "暑运值守"));
        Assert.Equal("街心大党委", (await CardAsync(house, "春运临时党支部")).Above?.Name);
    }

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

    private static Task<Result<Guid>> ChangeAsync(House house, BodyCard.Card card, Guid? parent, string? purpose) =>
        house.DoAsync<ChangeBody, Result<Guid>>(act => act.RunAsync(
            new(card.Body.Id, card.Body.Version, card.Body.Name, card.Body.Phone, false, card.Body.ValidTo)
            {
                Parent = parent,
                Purpose = purpose,
                Place = card.Body.Place,
            },
            Viewer.System, default));
}
