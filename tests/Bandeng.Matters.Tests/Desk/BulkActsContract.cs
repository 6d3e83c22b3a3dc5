using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>One form for several matters: each goes by itself, and nothing goes twice.</summary>
public abstract class BulkActsContract(DeskSite site)
{
    [Fact]
    public async Task Those_that_can_go_go_and_the_others_say_why()
    {
        var clerk = await site.AsAsync("clerk");
        var free = await site.RaiseAsync(DeskSite.Here, "可以派的");
        var sent = await site.RaiseAsync(DeskSite.Here, "已经派了的");
        var theirs = await site.RaiseAsync(DeskSite.Neighbour, "别的社区的");
        DeskSite.Sure(await site.ActAsync(sent, MatterAction.Dispatch, await ToBridgeAsync(), clerk));

        var run = DeskSite.Sure(await RunAsync(await OrderAsync(BulkAct.Dispatch, [free, sent, theirs]), clerk));

        Assert.Equal(
            [(free, null), (sent, "matter.stage"), (theirs, "matter.unknown")],
            run.Lines.Select(line => (line.Id, line.Code)));
        Assert.Equal(MatterStage.Dispatched, (await MatterAsync(free)).Stage);
        Assert.Equal(MatterStage.Raised, (await MatterAsync(theirs)).Stage);
    }

    [Fact]
    public async Task The_same_form_sent_twice_does_nothing_twice_and_says_the_same()
    {
        var clerk = await site.AsAsync("clerk");
        var matter = await site.RaiseAsync(DeskSite.Here, "重复提交");
        var order = await OrderAsync(BulkAct.Dispatch, [matter]);

        var first = DeskSite.Sure(await RunAsync(order, clerk));
        DeskSite.Sure(await site.ActAsync(matter, MatterAction.UndoDispatch, new(), clerk));
        var second = DeskSite.Sure(await RunAsync(order, clerk));

        Assert.Equal(first.Lines, second.Lines);
        Assert.Equal(MatterStage.Listed, (await MatterAsync(matter)).Stage);
        Assert.Equal("desk.bulk-others", CodeOf(await RunAsync(order, await site.AsAsync("town"))));
    }

    [Theory]
    [InlineData("三天")]
    [InlineData("0")]
    public async Task A_limit_that_nobody_can_read_is_refused_at_its_field_and_sends_nothing(string typed)
    {
        var clerk = await site.VisitorAsync("clerk");
        var id = await site.RaiseAsync(DeskSite.Here, "时限写错的");
        var body = await site.BodyAsync("桥头物业");

        var html = await clerk.GetStringAsync(
            $"/desk/bulk?act=Dispatch&ids={id}&body={body}&limitClass=WorkingDay&limitAmount={Uri.EscapeDataString(typed)}",
            DeskSite.Cancel);
        using var answer = await DemoSite.PostAsync(clerk, "/desk/bulk", new()
        {
            ["RunId"] = Guid.CreateVersion7().ToString(),
            ["Act"] = "Dispatch",
            ["Body"] = body.ToString(),
            ["LimitAmount"] = typed,
            ["Ids"] = id.ToString(),
            ["Versions"] = "0",
        });

        Assert.Contains("<a href=\"#LimitAmount\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"RunId\"", html, StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"#LimitAmount\">", await answer.Content.ReadAsStringAsync(DeskSite.Cancel), StringComparison.Ordinal);
        Assert.Equal(MatterStage.Raised, (await MatterAsync(id)).Stage);
    }

    [Fact]
    public async Task Two_clerks_at_once_dispatch_each_matter_once()
    {
        var (clerk, town) = (await site.AsAsync("clerk"), await site.AsAsync("town"));
        var ids = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await site.RaiseAsync(DeskSite.Here, $"抢着派的第 {i} 件"));
        }

        var runs = await Task.WhenAll(
            Task.Run(async () => await RunAsync(await OrderAsync(BulkAct.Dispatch, ids), clerk)),
            Task.Run(
                async () =>
                    await RunAsync(await OrderAsync(BulkAct.Dispatch, [.. ids.AsEnumerable().Reverse()]), town)));

        var lines = runs.SelectMany(run => DeskSite.Sure(run).Lines).ToList();
        Assert.Equal(16, lines.Count);
        foreach (var id in ids)
        {
            Assert.Single(lines, line => line.Id == id && line.Code is null);
            Assert.Single(lines, line => line.Id == id && (line.Code is "matter.stage" or "matter.changed"));
            Assert.Equal(1, (await MatterAsync(id)).Dispatches);
        }
    }

    [Fact]
    public async Task A_merge_goes_into_the_oldest_and_one_reply_reaches_all()
    {
        var clerk = await site.AsAsync("clerk");
        var lead = await site.RaiseAsync(DeskSite.Here, "五个人说同一件事");
        var others = new[]
        {
            await site.RaiseAsync(DeskSite.Here, "同一件二"),
            await site.RaiseAsync(DeskSite.Here, "同一件三"),
        };
        var order = await OrderAsync(BulkAct.Merge, [lead, .. others]) with { Lead = lead, Words = "今晚抢修，明早通。", IsAnswer = true };

        var run = DeskSite.Sure(await RunAsync(order, clerk));

        Assert.All(run.Lines, line => Assert.Null(line.Code));
        Assert.Equal((MatterStage.Answered, 3), ((await MatterAsync(lead)).Stage, (await MatterAsync(lead)).Voices));
        Assert.All(await Task.WhenAll(others.Select(MatterAsync)), other => Assert.Equal(lead, other.MergedInto));
    }

    [Fact]
    public async Task The_preview_says_what_the_acts_then_do()
    {
        var clerk = await site.AsAsync("clerk");
        var bridge = await site.BodyAsync("桥头物业");
        var free = await site.RaiseAsync(DeskSite.Here, "预览可以派");
        var against = await site.RaiseAsync(DeskSite.Here, "反映桥头物业", new() { Respondent = bridge });
        Guid[] ids = [free, against];

        var lines = await site.InUnitAsync(services =>
            services.GetRequiredService<BulkPreview>().RunAsync(BulkAct.Dispatch, ids, bridge, clerk, DeskSite.Cancel));
        var run = DeskSite.Sure(await RunAsync(await OrderAsync(BulkAct.Dispatch, ids), clerk));

        Assert.Equal(
            lines.ToDictionary(line => line.Row.Id, line => line.Code),
            run.Lines.ToDictionary(line => line.Id, line => line.Code));
        Assert.Equal("matter.respondent", run.Lines.Single(line => line.Id == against).Code);
    }

    [Fact]
    public async Task Only_bodies_that_take_all_the_places_are_offered()
    {
        var both = await site.InUnitAsync(services => services.GetRequiredService<BulkPreview>().BodiesForAllAsync(
            [AreaCode.Parse(DeskSite.Here), AreaCode.Parse(DeskSite.Neighbour)], DeskSite.Cancel));
        var here = await site.InUnitAsync(services =>
            services.GetRequiredService<BulkPreview>()
                .BodiesForAllAsync([AreaCode.Parse(DeskSite.Here)], DeskSite.Cancel));

        Assert.Contains("街心社区居委会", here.Select(body => body.Name));
        Assert.DoesNotContain("街心社区居委会", both.Select(body => body.Name));
        Assert.Contains("桥头物业", both.Select(body => body.Name));
    }

    private Task<Result<BulkRun>> RunAsync(BulkOrder order, Viewer viewer) =>
        site.InUnitAsync(services => services.GetRequiredService<BulkActs>().RunAsync(order, viewer, DeskSite.Cancel));

    private async Task<BulkOrder> OrderAsync(BulkAct act, IReadOnlyList<Guid> ids)
    {
        var targets = new List<BulkTarget>();
        foreach (var id in ids)
        {
            targets.Add(new(id, (await MatterAsync(id)).Version));
        }

        return new(Guid.CreateVersion7(site.Clock.GetUtcNow()), act, targets)
        {
            Body = act is BulkAct.Dispatch ? await site.BodyAsync("桥头物业") : null,
        };
    }

    private async Task<ActRequest> ToBridgeAsync() => new() { Body = await site.BodyAsync("桥头物业") };

    private Task<Matter> MatterAsync(Guid id) => site.InUnitAsync(services =>
        services.GetRequiredService<BandengDb>().Matters.AsNoTracking().SingleAsync(m => m.Id == id, DeskSite.Cancel));

    private static string? CodeOf(Result<BulkRun> result) =>
        result.TryGet(out _, out var refusal) ? null : refusal.Code;
}

public sealed class BulkActsOnSqlite(DeskSiteOnSqlite site) : BulkActsContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class BulkActsOnPostgres(DeskSiteOnPostgres site)
    : BulkActsContract(site), IClassFixture<DeskSiteOnPostgres>;
