using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>What stands in whose inbox, and in which order.</summary>
public abstract class DeskListContract(DeskSite site)
{
    [Fact]
    public async Task A_clerk_sees_their_community_and_nobody_elses()
    {
        var mine = await site.RaiseAsync(DeskSite.Here, "里面的一件");
        var neighbours = await site.RaiseAsync(DeskSite.Neighbour, "隔壁的一件");

        var clerk = await ListAsync("clerk", new());
        var town = await ListAsync("town", new());

        Assert.Contains(mine, Ids(clerk));
        Assert.DoesNotContain(neighbours, Ids(clerk));
        Assert.Contains(mine, Ids(town));
        Assert.Contains(neighbours, Ids(town));
    }

    [Fact]
    public async Task A_reply_that_waits_for_its_head_and_an_errand_are_told_from_the_others()
    {
        var rows = (await ListAsync("clerk", new())).Rows;

        var handedBack = rows.Where(row => row.Stage is MatterStage.Handled)
            .ToLookup(row => row.RequestType is RequestType.Suggestion);
        Assert.NotEmpty(handedBack[true]);
        Assert.NotEmpty(handedBack[false]);
        Assert.All(handedBack[true], row => Assert.True(row.AwaitsSignature));
        Assert.All(rows.Except(handedBack[true]), row => Assert.False(row.AwaitsSignature));
        Assert.Equal(
            handedBack[true].Select(row => row.Id), Ids(await ListAsync("clerk", new() { Show = DeskShow.ToSign })));
        Assert.Equal(
            handedBack[false].Select(row => row.Id), Ids(await ListAsync("clerk", new() { Show = DeskShow.ToCheck })));
        var numbers = await TilesAsync("clerk");
        Assert.Equal((handedBack[true].Count(), handedBack[false].Count()), (numbers.ToSign, numbers.ToCheck));
        var page = await (await site.VisitorAsync("clerk")).GetStringAsync("/desk", DeskSite.Cancel);
        Assert.Contains("To be signed off</", page, StringComparison.Ordinal);
        Assert.Equal(
            rows.Count(row => row.Kind == "errand"), System.Text.RegularExpressions.Regex.Count(page, ">Errand<"));
    }

    [Fact]
    public async Task Asking_for_a_place_outside_ones_posts_shows_nothing()
    {
        await site.RaiseAsync(DeskSite.Neighbour, "隔壁的另一件");

        Assert.Empty((await ListAsync("clerk", new() { Area = DeskSite.Neighbour })).Rows);
        Assert.NotEmpty((await ListAsync("clerk2", new() { Area = DeskSite.Neighbour })).Rows);
    }

    [Fact]
    public async Task Somebody_without_a_post_that_reads_sees_nothing()
    {
        await site.RaiseAsync(DeskSite.Here, "谁能看");

        Assert.Empty((await ListAsync("handler", new())).Rows);
        Assert.Empty((await ListAsync("resident", new() { Show = DeskShow.All })).Rows);
    }

    [Theory]
    [InlineData("100%_\\'", "[搜]100%_\\' 打折")]
    [InlineData("井盖", "门口井盖松动")]
    public async Task Words_are_found_in_title_and_detail_as_they_are_typed(string words, string detail)
    {
        var found = await site.RaiseAsync(DeskSite.Here, detail);
        var other = await site.RaiseAsync(DeskSite.Here, "[搜]1000 人");

        var ids = Ids(await ListAsync("clerk", new() { Q = words }));

        Assert.Contains(found, ids);
        Assert.DoesNotContain(other, ids);
    }

    [Fact]
    public async Task An_outside_number_finds_its_matter_exactly()
    {
        var found = await site.RaiseAsync(DeskSite.Here, "热线来的", new() { OutsideNumber = "LD20260303001" });

        Assert.Equal([found], Ids(await ListAsync("clerk", new() { Q = "LD20260303001" })));
        Assert.Empty(Ids(await ListAsync("clerk", new() { Q = "LD2026030300" })));
    }

    [Fact]
    public async Task Filters_narrow_by_each_of_their_fields()
    {
        var found = await site.RaiseAsync(DeskSite.Here, "来访说的急事", new()
        {
            Urgent = true,
            Channel = Channel.Visit,
            RequestType = RequestType.Suggestion,
        });
        var day = ChinaTime.DayOf(site.Clock.GetUtcNow());
        var filter = new DeskFilter
        {
            Urgent = true,
            Channel = Channel.Visit,
            Type = RequestType.Suggestion,
            Stage = MatterStage.Raised,
            From = day,
            To = day,
        };

        Assert.Equal([found], Ids(await ListAsync("clerk", filter)));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { Channel = Channel.Letter })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { Type = RequestType.Praise })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { Stage = MatterStage.Listed })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { From = day.AddDays(1), To = null })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { From = null, To = day.AddDays(-1) })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { Category = "99" })));
        Assert.Empty(Ids(await ListAsync("clerk", filter with { Body = Guid.Empty })));
    }

    [Fact]
    public async Task What_burns_first_stands_first_and_the_tiles_count_what_their_lists_show()
    {
        var clerk = await site.AsAsync("clerk");
        var bridge = await site.BodyAsync("桥头物业");
        var sent = await site.RaiseAsync(DeskSite.Here, "派出去的");
        DeskSite.Sure(await site.ActAsync(sent, MatterAction.Dispatch, new ActRequest { Body = bridge }, clerk));
        var urgent = await site.RaiseAsync(DeskSite.Here, "半小时内要看的", new() { Urgent = true });

        var rows = (await ListAsync("clerk", new())).Rows;
        Assert.True(rows.Select(row => row.Due).SequenceEqual(rows.Select(row => row.Due).Order()));
        Assert.True(Place(rows, urgent) < Place(rows, sent));

        foreach (var name in new[] { "clerk", "town", "district" })
        {
            var numbers = await TilesAsync(name);
            Assert.Equal(numbers.Late, await CountAsync(name, DeskShow.Late));
            Assert.Equal(numbers.Today, await CountAsync(name, DeskShow.Today));
            Assert.Equal(numbers.ToDispatch, await CountAsync(name, DeskShow.ToDispatch));
            Assert.Equal(numbers.Returned, await CountAsync(name, DeskShow.Returned));
            Assert.Equal(numbers.ToSign, await CountAsync(name, DeskShow.ToSign));
            Assert.Equal(numbers.ToCheck, await CountAsync(name, DeskShow.ToCheck));
        }

        Assert.True((await TilesAsync("clerk")).ToDispatch > 0);
        // What a community holds is the community's to dispatch, though the town could.
        Assert.Equal(0, (await TilesAsync("town")).ToDispatch);
    }

    [Fact]
    public async Task What_was_counted_for_one_place_is_not_told_of_another()
    {
        var (clerk, neighbour) = (await site.AsAsync("clerk"), await site.AsAsync("clerk2"));
        var now = site.Clock.GetUtcNow();

        var (one, other) = await site.InUnitAsync(services =>
        {
            var db = services.GetRequiredService<BandengDb>();
            return Task.FromResult((
                DeskTiles.KeyOf(DeskTiles.Question(db, clerk, now).Sql, clerk),
                DeskTiles.KeyOf(DeskTiles.Question(db, neighbour, now).Sql, neighbour)));
        });

        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Merged_and_settled_ones_stand_only_where_closed_ones_are_asked_for()
    {
        var clerk = await site.AsAsync("clerk");
        var lead = await site.RaiseAsync(DeskSite.Here, "先来的");
        var other = await site.RaiseAsync(DeskSite.Here, "后来的");
        DeskSite.Sure(await site.ActAsync(other, MatterAction.Merge, new ActRequest { Target = lead }, clerk));

        Assert.DoesNotContain(other, Ids(await ListAsync("clerk", new())));
        Assert.Contains(other, Ids(await ListAsync("clerk", new() { Show = DeskShow.Closed })));
        Assert.DoesNotContain(lead, Ids(await ListAsync("clerk", new() { Show = DeskShow.Closed })));
        Assert.Contains(other, Ids(await ListAsync("clerk", new() { Stage = MatterStage.Merged })));
    }

    private Task<DeskList.Page> ListAsync(string name, DeskFilter filter) => site.InUnitAsync(async services =>
        await services.GetRequiredService<DeskList>().RunAsync(filter, await site.AsAsync(name), DeskSite.Cancel));

    private Task<DeskTiles.Numbers> TilesAsync(string name) => site.InUnitAsync(async services =>
        await services.GetRequiredService<DeskTiles>().RunAsync(await site.AsAsync(name), DeskSite.Cancel));

    private async Task<long> CountAsync(string name, DeskShow show)
    {
        var viewer = await site.AsAsync(name);
        return await site.InUnitAsync(async services =>
        {
            var rows = services.GetRequiredService<DeskList>()
                .AllAsync(new() { Show = show }, viewer, 1_000, DeskSite.Cancel);
            return await rows.CountAsync(DeskSite.Cancel);
        });
    }

    private static int Place(IReadOnlyList<DeskRow> rows, Guid id) => rows.ToList().FindIndex(row => row.Id == id);

    private static List<Guid> Ids(DeskList.Page page) => [.. page.Rows.Select(row => row.Id)];
}

public sealed class DeskListOnSqlite(DeskSiteOnSqlite site) : DeskListContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class DeskListOnPostgres(DeskSiteOnPostgres site)
    : DeskListContract(site), IClassFixture<DeskSiteOnPostgres>;
