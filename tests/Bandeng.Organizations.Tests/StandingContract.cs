using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Groups in rotation, three bodies of a place, three-role teams, partners, posts that end at once, on either database.
/// </summary>
public sealed class StandingContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private const string Bodies =
        "名称,类别,社区,结束日期,任务,地点\n街心大党委,大党委,街心,,,\n桥头物业,,街心,,,\n桥头小区党支部,小区党支部,街心,,,\n桥头小区业委会,业委会,街心,,,\n"
        + "卡口临时党支部,,街心,2026-03-20,值守,东站\n";

    private const string Posts =
        "姓名,电话,岗位,单位,社区,网格,楼栋\n欧阳兰,13900000001,书记,桥头小区党支部,街心,,\n欧阳兰,13900000001,主任,桥头小区业委会,街心,,\n"
        + "刘小军,13900000002,网格员,,街心,1,\n周桂英,13900000003,楼栋长,,街心,,5号楼\n赵建设,13900000004,联户长,,街心,,5号楼\n";

    [Theory, OnBothEngines]
    public async Task Groups_take_turns_without_a_hole_until_the_branch_ends_and_a_new_order_takes_over(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var branch = await BodyAsync(house, "卡口临时党支部");

        Assert.Equal(
            "rotation.groups", House.Code(await RotateAsync(house, branch, new DateTime(2026, 3, 2, 8, 0, 0), 8, 1)));
        Assert.Equal(
            "rotation.start", House.Code(await RotateAsync(house, branch, new DateTime(2026, 3, 21, 8, 0, 0), 8, 5)));
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 1, 8, 0, 0).AddDays(1), 8, 5));

        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 4, 1, 0, 0));
        var standing = await StandingAsync(house, branch);
        Assert.Equal("卡口临时党支部第1组", standing.Turns[0].Group.Name); // the sixth turn begins on the 4th at 0:00
        Assert.Equal(ChinaTime.ToInstant(new DateTime(2026, 3, 4, 0, 0, 0)), standing.Turns[0].Turn.From);
        Assert.All(
            standing.Turns.Zip(standing.Turns.Skip(1)),
            pair => Assert.Equal(pair.First.Turn.To, pair.Second.Turn.From));
        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 20, 12, 0, 0));
        Assert.Equal(
            ChinaTime.ToInstant(new DateTime(2026, 3, 21, 0, 0, 0)),
            (await StandingAsync(house, branch)).Turns[^1].Turn.To);
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 20, 18, 0, 0), 12, 2));
        Assert.Equal(5, await house.CountAsync("select count(*) from bodies where kind = 'DutyGroup'"));
        Assert.Equal(1, await house.CountAsync("select count(*) from rotations where ends_at is null"));
    }

    [Theory, OnBothEngines]
    public async Task Groups_keep_their_order_from_one_order_of_turns_to_the_next(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var branch = await BodyAsync(house, "卡口临时党支部");
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 2, 8, 0, 0), 1, 12));
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 3, 8, 0, 0), 1, 12));

        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 3, 8, 0, 0));

        Assert.Equal(
            Enumerable.Range(1, 12).Select(number => $"卡口临时党支部第{number}组"),
            (await StandingAsync(house, branch)).Turns.Select(turn => turn.Group.Name));
    }

    [Theory, OnBothEngines]
    public async Task Until_a_new_order_begins_the_one_before_it_stands(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var branch = await BodyAsync(house, "卡口临时党支部");
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 2, 8, 0, 0), 8, 5));
        House.Sure(await RotateAsync(house, branch, new DateTime(2026, 3, 3, 12, 0, 0), 12, 2));

        house.Clock.Now = ChinaTime.ToInstant(new DateTime(2026, 3, 3, 1, 0, 0));

        var turns = (await StandingAsync(house, branch)).Turns;
        Assert.Equal(
            [new DateTime(2026, 3, 3, 0, 0, 0), new(2026, 3, 3, 8, 0, 0), new(2026, 3, 3, 12, 0, 0), new(2026, 3, 4, 0, 0, 0)],
            turns.Take(4).Select(turn => ChinaTime.OnTheWall(turn.Turn.From)));
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.Equal(pair.First.Turn.To, pair.Second.Turn.From));
    }

    [Theory, OnBothEngines]
    public async Task The_three_bodies_of_an_estate_stand_together_with_who_sits_in_several(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var estate = (await PlacesAsync(house, Monday)).Single();
        Assert.Equal([BodyKind.EstateBranch, BodyKind.OwnersCommittee, BodyKind.Property], estate.Missing);

        foreach (var name in new[] { "桥头小区党支部", "桥头小区业委会" })
        {
            var body = await BodyAsync(house, name);
            House.Sure(
                await house.DoAsync<PlaceBody, Result<Guid>>(act =>
                    act.RunAsync(body.Id, estate.Place.Id, null, Viewer.System, default)));
        }

        estate = (await PlacesAsync(house, Monday)).Single();
        Assert.Equal([BodyKind.Property], estate.Missing);
        Assert.Equal(
            ["桥头小区业委会", "桥头小区党支部"],
            Assert.Single(estate.Cross).Seats.Select(seat => seat.Body).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await PlacesAsync(house, Monday.AddDays(-1))).Single().Missing.Count());
        Assert.Equal("place.unknown", House.Code(await house.DoAsync<PlaceBody, Result<Guid>>(
            async act =>
                await act.RunAsync(
                    (await BodyAsync(house, "桥头物业")).Id, Guid.CreateVersion7(), null, Viewer.System, default))));
    }

    [Theory, OnBothEngines]
    public async Task Every_grid_has_a_team_of_three_and_its_holes_show(Engine engine)
    {
        await using var house = await FilledAsync(engine);

        var teams = await TeamsAsync(house, Monday);

        Assert.Equal([0, 3], teams.Select(team => team.Holes.Count()));
        Assert.Equal(["刘小军"], teams[0].Posts[0].Names);
        Assert.Equal("teams.three", House.Code(await SetAsync(house, Role.GridWorker, Role.LinkedHead)));
        House.Sure(await SetAsync(house, Role.GridWorker, Role.LinkedHead, Role.UnitHead));
        Assert.Equal([Role.UnitHead], (await TeamsAsync(house, Monday))[0].Holes);
        Assert.DoesNotContain(
            (await TeamsAsync(house, Monday.AddDays(-1)))[0].Posts, post => post.Role is Role.UnitHead);
    }

    [Theory, OnBothEngines]
    public async Task Partners_come_and_go_by_hand_and_a_post_that_ends_at_once_ends_its_powers_now(Engine engine)
    {
        await using var house = await FilledAsync(engine);
        var (wide, property) = (await BodyAsync(house, "街心大党委"), await BodyAsync(house, "桥头物业"));
        House.Sure(
            await house.DoAsync<SeatPartner, Result<Guid>>(act =>
                act.RunAsync(wide.Id, property.Id, Monday, Viewer.System, default)));
        House.Sure(
            await house.DoAsync<SeatPartner, Result<Guid>>(act =>
                act.RunAsync(wide.Id, property.Id, Monday, Viewer.System, default)));
        Assert.Equal(1, await house.CountAsync("select count(*) from body_partners"));
        House.Sure(
            await house.DoAsync<SeatPartner, Result<Guid>>(act =>
                act.EndAsync(wide.Id, property.Id, Monday.AddDays(9), Viewer.System, default)));
        Assert.Equal(Monday.AddDays(9), (await StandingAsync(house, wide)).Partners.Single().ValidTo);

        var clerk = await house.PersonAsync("陈志远");
        var post = await house.PostAsync(clerk, Role.Clerk, House.Community);
        House.Sure(
            await house.DoAsync<EndPost, Result<EndPost.Ended>>(act =>
                act.RunAsync(new(post, 0, Monday, null) { AtOnce = true }, Viewer.System, default)));
        Assert.Empty((await house.ViewerAsync(clerk)).Posts);
        Assert.Equal("post.last-day", House.Code(await house.DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(act => act.RunAsync(
            new(Guid.CreateVersion7(), clerk, Role.Clerk, House.Community, null, Monday)
            {
                LastDay = Monday.AddDays(-1),
            },
            Viewer.System, default))));
        await house.PostAsync(clerk, Role.Clerk, House.OtherCommunity);
        Assert.Single((await house.ViewerAsync(clerk)).Posts);
    }

    private static async Task<House> FilledAsync(Engine engine)
    {
        var house = await ListedPlaces.OpenAsync(engine);
        Assert.Null((await house.BodiesAsync(Bodies)).RefusedPath);
        Assert.Null((await house.PostsAsync(Posts)).RefusedPath);
        return house;
    }

    private static Task<BodyOnFile> BodyAsync(
        House house, string name) => house.DoAsync<BandengDb, BodyOnFile>(async db =>
        (await new BodyCard(db, house.Clock).RunAsync((await db.RowsAsync<Guid>("select id from bodies where name = @name", new { name }, default)).Single(), default))!.Body);

    private static Task<Result<Guid>> RotateAsync(
        House house, BodyOnFile body, DateTime starts, int hours, int groups) =>
        house.DoAsync<SetRotation, Result<Guid>>(act =>
            act.RunAsync(new(body.Id, body.Version, starts, hours, groups), Viewer.System, default));

    private static Task<BodyStanding.Standing> StandingAsync(House house, BodyOnFile body) =>
        house.DoAsync<BodyStanding, BodyStanding.Standing>(query => query.RunAsync(body, default));

    private static Task<IReadOnlyList<PlaceWithBodies>> PlacesAsync(House house, DateOnly day) =>
        house.DoAsync<ThreeBodies, IReadOnlyList<PlaceWithBodies>>(query =>
            query.RunAsync(House.Town, PlaceKind.Estate, day, null, default));

    private static Task<IReadOnlyList<GridTeam>> TeamsAsync(House house, DateOnly day) =>
        house.DoAsync<GridTeams, IReadOnlyList<GridTeam>>(query => query.RunAsync(House.Community, day, default));

    private static Task<Result<SetTeamRoles.DateSet>> SetAsync(House house, params Role[] roles) =>
        house.DoAsync<SetTeamRoles, Result<SetTeamRoles.DateSet>>(act =>
            act.RunAsync(roles, Monday, Viewer.System, default));
}
