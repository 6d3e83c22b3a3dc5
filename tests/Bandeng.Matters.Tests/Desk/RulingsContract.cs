using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>
/// What waits for whose decision, with what both sides said; and what the decisions did to the figures.
/// </summary>
public abstract class RulingsContract(DeskSite site)
{
    [Fact]
    public async Task A_return_waits_for_the_town_with_clause_and_both_sides()
    {
        var matter = await InHandAsync("退单的");
        await DoAsync(matter, MatterAction.Return, "handler", Objection);

        var ruling = Assert.Single(await OpenAsync("town"), open => open.Row.Id == matter);

        Assert.Equal(RulingKind.Return, ruling.Kind);
        Assert.Equal("《职责清单》第三条", ruling.Asking!.Basis);
        Assert.Equal("not-our-duty", ruling.Asking.Reason);
        Assert.Equal(["是市政道路"], ruling.Asking.Words);
        Assert.Equal("Dispatch", ruling.Before!.Action);
        Assert.Equal([MatterAction.UpholdReturn, MatterAction.RefuseReturn], ruling.Acts);
        Assert.NotNull(ruling.Due);
        Assert.DoesNotContain(await OpenAsync("clerk"), open => open.Row.Id == matter);
        Assert.Empty(await OpenAsync("clerk2"));
    }

    [Fact]
    public async Task An_extension_waits_for_two_who_dispatch()
    {
        var matter = await InHandAsync("要延期的");
        await DoAsync(matter, MatterAction.RequestExtension, "handler", new() { Days = 3, InnerWords = "等配件" });

        var ruling = Assert.Single(await OpenAsync("clerk"), open => open.Row.Id == matter);

        Assert.Equal(RulingKind.Extension, ruling.Kind);
        Assert.Equal([MatterAction.EndorseExtension, MatterAction.RefuseExtension], ruling.Acts);
        await DoAsync(matter, MatterAction.EndorseExtension, "clerk", new() { InnerWords = "属实" });
        Assert.Equal(
            [MatterAction.ApproveExtension, MatterAction.RefuseExtension],
            Assert.Single(await OpenAsync("town"), open => open.Row.Id == matter).Acts);
        Assert.Equal(
            [MatterAction.RefuseExtension],
            Assert.Single(await OpenAsync("clerk"), open => open.Row.Id == matter).Acts);
        Assert.Empty(await OpenAsync("handler"));
    }

    [Fact]
    public async Task Earlier_decisions_about_the_body_stand_beside()
    {
        var bridge = await site.BodyAsync("桥头物业");
        var (kept, gone) = (await InHandAsync("驳回的"), await InHandAsync("成立的"));
        await DoAsync(kept, MatterAction.Return, "handler", Objection);
        await DoAsync(gone, MatterAction.Return, "handler", Objection);
        await DoAsync(kept, MatterAction.RefuseReturn, "town", new() { InnerWords = "在红线内" });
        await DoAsync(gone, MatterAction.UpholdReturn, "town", new() { InnerWords = "确属市政" });

        var past = await site.InUnitAsync(services => services.GetRequiredService<PastRulings>()
            .OfBodyAsync(bridge, AreaCode.Parse(DeskSite.Here), DeskSite.Cancel));
        var elsewhere = await site.InUnitAsync(services => services.GetRequiredService<PastRulings>()
            .OfBodyAsync(bridge, AreaCode.Parse(DeskSite.Neighbour), DeskSite.Cancel));

        Assert.False(Assert.Single(past, one => one.MatterId == kept).IsUpheld);
        var upheld = Assert.Single(past, one => one.MatterId == gone);
        Assert.Equal((true, "《职责清单》第三条"), (upheld.IsUpheld, upheld.Basis));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task The_register_names_reason_evidence_and_judge_and_the_figures_stand_before_and_after()
    {
        var matter = await InHandAsync("要剔除的");
        await DoAsync(
            matter, MatterAction.HandBack, "handler", new() { Outcome = HandlerOutcome.Explained, Words = "规划不允许" });
        var proof = await ProofAsync(matter);
        await DoAsync(
            matter, MatterAction.RequestExclusion, "handler",
            new() { Reason = "policy-limit", InnerWords = "规划批复第 12 号" });
        Assert.Equal([proof], Assert.Single(await OpenAsync("town"), open => open.Row.Id == matter).Asking!.Proof);
        var (beforeJudging, _) = await FiguresAsync("town");
        await DoAsync(matter, MatterAction.Exclude, "town", new() { InnerWords = "属实" });

        var (before, after) = await FiguresAsync("town");
        var today = ChinaTime.DayOf(site.Clock.GetUtcNow());
        var clerk = await site.AsAsync("clerk");
        var (lines, _) = await site.InUnitAsync(services => services.GetRequiredService<ExclusionRegister>()
            .RunAsync(today, today, null, 50, clerk, DeskSite.Cancel));

        var line = Assert.Single(lines, one => one.Id == matter);
        Assert.Equal(
            (ExclusionState.Excluded, "policy-limit", "规划批复第 12 号"),
            (line.State, line.Asked!.Reason, line.Asked.Words));
        Assert.Equal([proof], line.Asked.Proof);
        Assert.Equal(("邓海波", "属实"), (line.Judged!.Who, line.Judged.Words));
        Assert.Equal(beforeJudging.Matters, before.Matters);
        Assert.Equal((before.Matters - 1, before.HandedBack - 1), (after.Matters, after.HandedBack));
    }

    [Fact]
    public async Task A_template_is_filled_with_what_is_known_and_serves_only_its_place()
    {
        var (clerk, clerk2) = (await site.AsAsync("clerk"), await site.AsAsync("clerk2"));
        var matter = await InHandAsync("要回复的");
        var template = new ReplyTemplates.Template(
            Guid.Empty, AreaCode.Parse(DeskSite.Here), null, "已派", "您好，查询码{查询码}，已派给{单位}，{时限}前办。");
        await site.InUnitAsync(async services =>
            DeskSite.Sure(
                await services.GetRequiredService<ReplyTemplates>().WriteAsync(template, clerk, DeskSite.Cancel)));
        var refused = await site.InUnitAsync(services =>
            services.GetRequiredService<ReplyTemplates>().WriteAsync(template, clerk2, DeskSite.Cancel));

        var row = Assert.Single(await site.InUnitAsync(services =>
            services.GetRequiredService<DeskList>().ChosenAsync([matter], clerk, DeskSite.Cancel)));
        var text = Assert.Single(await site.InUnitAsync(services =>
            services.GetRequiredService<ReplyTemplates>().ForAsync(row, clerk, DeskSite.Cancel))).Text;

        Assert.Contains("已派给桥头物业，", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        Assert.False(refused.TryGet(out _, out _));
        Assert.Empty(
            await site.InUnitAsync(services =>
                services.GetRequiredService<ReplyTemplates>().ListAsync(clerk2, DeskSite.Cancel)));
    }

    private static ActRequest Objection => new() { Reason = "not-our-duty", Basis = "《职责清单》第三条", InnerWords = "是市政道路" };

    private async Task<Guid> InHandAsync(string detail)
    {
        var matter = await site.RaiseAsync(DeskSite.Here, detail);
        await DoAsync(matter, MatterAction.Dispatch, "clerk", new() { Body = await site.BodyAsync("桥头物业") });
        await DoAsync(matter, MatterAction.SignFor, "handler", new());
        return matter;
    }

    private async Task<Guid> ProofAsync(Guid matter)
    {
        var viewer = await site.AsAsync("handler");
        using var content = new MemoryStream(Files.Pictures.Jpeg());
        return DeskSite.Sure(await site.InUnitAsync(services => services.GetRequiredService<AddFile>()
            .RunAsync(matter, content, "批复.jpg", FileMoment.Proof, viewer, null, DeskSite.Cancel))).Id;
    }

    private async Task DoAsync(Guid matter, MatterAction action, string name, ActRequest request) =>
        DeskSite.Sure(await site.ActAsync(matter, action, request, await site.AsAsync(name)));

    private async Task<IReadOnlyList<OpenRuling>> OpenAsync(string name)
    {
        var viewer = await site.AsAsync(name);
        return await site.InUnitAsync(services =>
            services.GetRequiredService<OpenRulings>().RunAsync(viewer, DeskSite.Cancel));
    }

    private async Task<(ExclusionFigures Before, ExclusionFigures After)> FiguresAsync(string name)
    {
        var viewer = await site.AsAsync(name);
        var today = ChinaTime.DayOf(site.Clock.GetUtcNow());
        return await site.InUnitAsync(services =>
            services.GetRequiredService<ExclusionRegister>().FiguresAsync(today, today, viewer, DeskSite.Cancel));
    }
}

public sealed class RulingsOnSqlite(DeskSiteOnSqlite site) : RulingsContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class RulingsOnPostgres(DeskSiteOnPostgres site)
    : RulingsContract(site), IClassFixture<DeskSiteOnPostgres>;
