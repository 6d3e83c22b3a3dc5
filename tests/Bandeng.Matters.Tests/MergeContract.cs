using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>并单: what one handling owes to several matters, and what it may not tell of them.</summary>
public abstract class MergeContract(DemoSite site)
{
    private static readonly string[] Joining = ["clerk2", "handler2"];

    private readonly Neighbourhood _here = new(site);

    [Fact]
    public async Task What_was_merged_before_follows_into_the_new_lead_and_is_heard_there()
    {
        var (first, second, lead) =
            (await _here.RaisedAsync("buildinghead"), await _here.RaisedAsync("gridworker"), await _here.RaisedAsync());
        await _here.DoAsync(first, Merge, "clerk", new() { Target = second });
        await _here.DoAsync(second, Merge, "clerk", new() { Target = lead });

        Assert.Equal(lead, (await _here.ReadAsync(first, "clerk")).MergedInto);
        Assert.Equal(
            (3, 1), ((await _here.ReadAsync(lead, "clerk")).Voices, (await _here.ReadAsync(second, "clerk")).Voices));
        await HandledAsync(lead);
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(lead, Confirm, "buildinghead", Happy));
        Assert.Equal(MatterStage.Checked, await _here.DoAsync(
            lead, NotSettled, "gridworker", new() { Words = "我这边还不亮", Rating = Rating.Dissatisfied }));

        // Taken out again, each takes its own voice and no other.
        await _here.DoAsync(first, Split, "clerk", new() { InnerWords = "不是一回事" });
        Assert.Equal(1, (await _here.ReadAsync(lead, "clerk")).Voices);
    }

    [Fact]
    public async Task Eight_merged_at_once_and_two_who_join_meanwhile_are_all_counted()
    {
        var lead = await _here.RaisedAsync();
        var others = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            others.Add(await _here.RaisedAsync("buildinghead"));
        }

        var merged = others.Select(other => MergedAsync(other, lead));
        var joined = Joining.Select(async name =>
            Assert.True((await _here.JoinAsync(lead, name)).TryGet(out _, out _)));
        await Task.WhenAll([.. merged, .. joined]);

        Assert.Equal(11, (await _here.ReadAsync(lead, "clerk")).Voices);
    }

    [Fact]
    public async Task Who_handles_the_lead_learns_nothing_of_who_raised_a_protected_one()
    {
        var lead = await _here.InHandAsync();
        var report = await _here.RaisedAsync("", new()
        {
            Detail = "有人往河里倒油",
            Area = Community,
            RequestType = RequestType.Report,
            Name = "秘密人",
            Phone = "19900000011",
        });
        await _here.DoAsync(report, Merge, "clerk", new() { Target = lead });
        var code = (await RaisersAsync(lead, "clerk")).Single(line => !line.IsRaiser).Code;

        Assert.Contains(await RaisersAsync(lead, "clerk"), line => line.Name == "秘密人");
        var seen = await RaisersAsync(lead, "handler");
        Assert.Equal(
            [(true, false), (false, true)],
            seen.Select(line => (line.IsRaiser, line.IsHidden)).OrderByDescending(line => line.IsRaiser));
        Assert.All(seen.Where(line => line.IsHidden), line => Assert.Equal((null, null), (line.Name, line.Phone)));
        Assert.Equal("contact.forbidden", await OpenedAsync(lead, code, "handler"));
        Assert.Equal("opened", await OpenedAsync(lead, code, "clerk"));
    }

    [Fact]
    public async Task A_complaint_is_not_merged_into_the_hands_of_the_body_complained_of()
    {
        var lead = await _here.InHandAsync();
        var complaint = await _here.RaisedAsync("clerk", new()
        {
            Detail = "物业乱收费",
            Area = Community,
            IsForSomebodyElse = true,
            Name = "某某",
            RequestType = RequestType.Complaint,
            Respondent = await _here.BodyAsync("桥头物业"),
        });

        Assert.Equal("matter.respondent", await _here.RefusedAsync(complaint, Merge, "clerk", new() { Target = lead }));
    }

    [Fact]
    public async Task The_earliest_deadline_counts_whether_it_came_before_the_dispatch_or_after()
    {
        _here.At("2026-06-01T09:00");
        var (lead, late) = (await _here.InHandAsync(), await OrderAsync("2026-06-03T10:00"));
        await _here.DoAsync(late, Merge, "clerk", new() { Target = lead });
        Assert.Equal(Moment("2026-06-02T16:00"), (await _here.ReadAsync(lead, "clerk")).DueAt);

        var waiting = await _here.RaisedAsync();
        var urgent = await _here.InHandAsync(dispatch: new()
        {
            Body = await _here.BodyAsync("桥头物业"),
            LimitAmount = 2,
            LimitClass = Kernel.Clocks.LimitClass.Hour,
        });
        await _here.DoAsync(urgent, Merge, "clerk", new() { Target = waiting });
        await _here.DoAsync(waiting, Dispatch, "clerk", await _here.ToBridgeAsync());
        Assert.Equal(Moment("2026-06-01T11:00"), (await _here.ReadAsync(waiting, "clerk")).DueAt);
    }

    private async Task<Guid> OrderAsync(string due) => Sure(await _here.RaiseAsync("clerk", new()
    {
        Detail = "热线转来：路灯不亮",
        Area = Community,
        IsForSomebodyElse = true,
        Name = "某某",
        OutsideNumber = $"MG{Guid.CreateVersion7():N}",
        Platform = "12345",
        OuterDueAt = Moment(due),
    })).Id;

    private static DateTimeOffset Moment(string local) =>
        ChinaTime.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture));

    // Whoever is overtaken has been told so, and does it again.
    private async Task MergedAsync(Guid other, Guid lead)
    {
        while (!(await _here.TryAsync(other, Merge, "clerk", new() { Target = lead })).TryGet(out _, out var refusal))
        {
            Assert.Equal(ActOnMatter.Stale, refusal.Code);
        }
    }

    private async Task HandledAsync(Guid id)
    {
        await _here.DoAsync(id, Dispatch, "clerk", await _here.ToBridgeAsync());
        await _here.DoAsync(id, SignFor, "handler");
        await _here.DoAsync(id, HandBack, "handler", Done);
    }

    private async Task<IReadOnlyList<RaiserLine>> RaisersAsync(Guid id, string userName)
    {
        var viewer = await _here.PersonAsync(userName);
        return (await _here.InScopeAsync(services => services.GetRequiredService<OneMatter>().FindAsync(id, null, viewer, default)))!.Raisers;
    }

    private async Task<string> OpenedAsync(Guid id, string code, string userName)
    {
        var viewer = await _here.PersonAsync(userName);
        var opened = await _here.InScopeAsync(services =>
            services.GetRequiredService<SeeContact>().RunAsync(id, code, "约时间", viewer, default));
        return opened.TryGet(out _, out var refusal) ? "opened" : refusal.Code;
    }
}

public sealed class MergeOnSqlite(DemoSiteOnSqlite site) : MergeContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class MergeOnPostgres(DemoSiteOnPostgres site) : MergeContract(site), IClassFixture<DemoSiteOnPostgres>;
