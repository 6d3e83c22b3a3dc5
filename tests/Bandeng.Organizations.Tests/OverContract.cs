using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>What becomes of posts and open work when a body or a term is over, on whichever database.</summary>
public sealed class OverContract
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory, OnBothEngines]
    public async Task A_body_that_ends_asks_where_its_open_work_goes_and_ends_its_posts(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        var post = await here.House.PostAsync(here.Handler, Role.Handler, House.Community, here.Body);
        var later = await here.House.PostAsync(here.Other, Role.Handler, House.Community, here.Body, Monday.AddDays(5));

        Assert.Equal("body.heir-needed", House.Code(await here.EndAsync(Monday, null)));
        Assert.Equal("body.heir", House.Code(await here.EndAsync(Monday, here.Body)));
        Assert.Equal("body.heir", House.Code(await here.EndAsync(Monday, here.Far)));
        var ended = House.Sure(await here.EndAsync(Monday, here.Heir));

        Assert.Equal(1, ended.Posts);
        Assert.Equal([new WorkInHand("事", 3)], ended.HandedOver);
        Assert.Equal([(here.Body, here.Heir)], here.Work.HandedOver);
        Assert.Equal(Monday, (await here.PostAsync(post))?.ValidTo);
        Assert.Null(await here.PostAsync(later));
        Assert.Single((await here.House.ViewerAsync(here.Handler)).Posts);
        here.House.Clock.Now = here.House.Clock.Now.AddDays(1);
        Assert.Empty((await here.House.ViewerAsync(here.Handler)).Posts);
        Assert.Equal("post.past-branch", House.Code(await here.AppointAsync(here.Handler)));
    }

    [Theory, OnBothEngines]
    public async Task Nobody_acts_for_a_body_that_is_over_whatever_its_posts_say(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        await here.House.PostAsync(here.Handler, Role.Handler, House.Community, here.Body);
        await here.House.DoAsync<BandengDb, int>(db =>
            db.ExecuteAsync("update bodies set valid_to = '2026-03-02' where id = @Body", new { here.Body }, default));

        Assert.Single((await here.House.ViewerAsync(here.Handler)).Posts);
        here.House.Clock.Now = here.House.Clock.Now.AddDays(1);
        Assert.Empty((await here.House.ViewerAsync(here.Handler)).Posts);
    }

    [Theory, OnBothEngines]
    public async Task A_body_with_a_last_day_ahead_works_until_then_and_its_work_goes_on_the_day_after_once(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        var head = await here.House.PersonAsync("段经理");
        await here.House.PostAsync(head, Role.Head, House.Community, here.Heir);
        var post = await here.House.PostAsync(here.Handler, Role.Handler, House.Community, here.Body);

        Assert.Equal([new WorkInHand("事", 3)], House.Sure(await here.EndAsync(Monday.AddDays(3), here.Heir)).Later);
        Assert.Equal(Monday.AddDays(3), (await here.PostAsync(post))?.ValidTo);
        here.House.Clock.Now = here.House.Clock.Now.AddDays(3);
        Assert.Equal(0, await here.RoundAsync());
        Assert.Empty(here.Work.HandedOver);
        here.House.Clock.Now = here.House.Clock.Now.AddDays(1);
        Assert.Equal(2, await here.RoundAsync());
        Assert.Equal(0, await here.RoundAsync());

        Assert.Equal([(here.Body, here.Heir)], here.Work.HandedOver);
        Assert.Equal(["body.taken-on"], await here.ToldAsync(head));
    }

    [Theory, OnBothEngines]
    public async Task A_body_that_goes_on_after_all_takes_its_posts_along(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        var post = await here.House.PostAsync(here.Handler, Role.Handler, House.Community, here.Body);
        House.Sure(await here.EndAsync(Monday.AddDays(3), here.Heir));

        House.Sure(await here.EndAsync(null, null));

        Assert.Null((await here.PostAsync(post))!.ValidTo);
    }

    [Theory, OnBothEngines]
    public async Task A_term_that_runs_out_is_settled_once_and_the_head_is_told_what_is_left(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        var head = await here.House.PersonAsync("段经理");
        await here.House.PostAsync(head, Role.Head, House.Community, here.Body);
        House.Sure(await here.AppointAsync(here.Handler, Monday.AddDays(2)));
        here.House.Clock.Now = here.House.Clock.Now.AddDays(2);
        Assert.Equal(0, await here.RoundAsync());

        here.House.Clock.Now = here.House.Clock.Now.AddDays(1);
        Assert.Empty((await here.House.ViewerAsync(here.Handler)).Posts);
        Assert.Equal(1, await here.RoundAsync());
        Assert.Equal(0, await here.RoundAsync());

        Assert.Equal([(here.Handler, (Guid?)null)], here.Work.Ended);
        Assert.Equal(["post.ran-out"], await here.ToldAsync(head));
        Assert.Equal(
            "何师傅：事 3", await here.House.DoAsync<BandengDb, string?>(db =>
                db.RowAsync<string>("select title from notices", null, default)));
    }

    [Theory, OnBothEngines]
    public async Task Where_nobody_is_left_in_the_body_the_clerk_is_told(Engine engine)
    {
        await using var here = await Here.OpenAsync(engine);
        var clerk = await here.House.PersonAsync("陈志远");
        await here.House.PostAsync(clerk, Role.Clerk, House.Community);
        House.Sure(await here.AppointAsync(here.Handler, Monday));
        here.House.Clock.Now = here.House.Clock.Now.AddDays(1);

        await here.RoundAsync();

        Assert.Equal(["post.ran-out"], await here.ToldAsync(clerk));
    }

    /// <summary>A property company with three matters in hand, one that could take them, one elsewhere.</summary>
    private sealed record Here(House House, Tasks Work, Guid Body, Guid Heir, Guid Far, Guid Handler, Guid Other)
        : IAsyncDisposable
    {
        public static async Task<Here> OpenAsync(Engine engine)
        {
            var work = new Tasks();
            var house = await House.OpenAsync(engine, services => services
                .AddScoped<IWorkInHand>(_ => work).AddScoped<IBodyEnded>(_ => work).AddScoped<IPostEnded>(_ => work));
            return new(
                house, work, await BodyAsync(house, "桥头物业", House.Community),
                await BodyAsync(house, "安心物业", House.Community),
                await BodyAsync(house, "远物业", House.OtherCommunity), await house.PersonAsync("何师傅"),
                await house.PersonAsync("曾师傅"));
        }

        public Task<Result<ChangeBody.Changed>> EndAsync(DateOnly? lastDay, Guid? heir) =>
            House.DoAsync<IServiceProvider, Result<ChangeBody.Changed>>(async services =>
            {
                var body = await services.GetRequiredService<BandengDb>().Bodies.AsNoTracking()
                    .SingleAsync(one => one.Id == Body);
                return await services.GetRequiredService<ChangeBody>().RunAsync(
                    new(Body, body.Version, body.Name, null, true, lastDay) { HandOverTo = heir }, Viewer.System,
                    default);
            });

        public Task<Result<AppointToPost.Appointed>> AppointAsync(Guid person, DateOnly? lastDay = null) =>
            House.DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(act => act.RunAsync(
                new(Guid.CreateVersion7(), person, Role.Handler, null, Body) { LastDay = lastDay }, Viewer.System,
                default));

        public Task<int> RoundAsync() => House.DoAsync<OverRound, int>(round => round.RunAsync(default));

        public Task<Post?> PostAsync(Guid id) => House.DoAsync<BandengDb, Post?>(db =>
            db.Posts.AsNoTracking().SingleOrDefaultAsync(post => post.Id == id));

        public Task<IReadOnlyList<string>> ToldAsync(Guid person) => House.DoAsync<BandengDb, IReadOnlyList<string>>(db =>
            db.RowsAsync<string>("select code from notices where person_id = @person", new { person }, default));

        public ValueTask DisposeAsync() => House.DisposeAsync();

        private static async Task<Guid> BodyAsync(House house, string name, AreaCode area) =>
            House.Sure(await house.DoAsync<AddBody, Result<Body>>(act => act.RunAsync(
                new(Guid.CreateVersion7(), name, BodyKind.Property, area, []), Viewer.System, default))).Id;
    }

    /// <summary>Three tasks, until they are handed on.</summary>
    private sealed class Tasks : IWorkInHand, IBodyEnded, IPostEnded
    {
        public List<(Guid From, Guid To)> HandedOver { get; } = [];

        public List<(Guid Person, Guid? To)> Ended { get; } = [];

        public Task<IReadOnlyList<WorkInHand>> OfBodyAsync(Guid bodyId, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<WorkInHand>>([new("事", HandedOver.Count == 0 ? 3 : 0)]);

        public Task<WorkInHand?> HandOverAsync(BodyEnding ending, CancellationToken cancel)
        {
            HandedOver.Add((ending.BodyId, ending.HandOverTo));
            return Task.FromResult<WorkInHand?>(new("事", 3));
        }

        public Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
        {
            Ended.Add((ending.PersonId, ending.HandOverTo));
            return Task.FromResult<WorkInHand?>(HandedOver.Count == 0 ? new("事", 3) : null);
        }
    }
}
