using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests;

/// <summary>A body ends by its page, and what it has in hand goes on elsewhere, on whichever database.</summary>
public abstract class BodyEndsContract
{
    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected BodyEndsContract(DemoSite site)
    {
        (_site, _here) = (site, new(site));
        // A visitor's cookies run by the clock of the machine, so the site does too.
        site.Clock.MoveTo(TimeProvider.System.GetUtcNow());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_body_has_in_hand_when_it_ends_goes_to_the_one_that_is_named()
    {
        var (id, handler) = (await _here.InHandAsync(), await _here.PersonAsync("handler"));
        var (own, heir) = (handler.Posts[0].BodyId!.Value, await _here.BodyAsync("街心社区居委会"));
        var (admin, page) = (await _site.VisitorAsync("admin"), $"/admin/bodies/{own}");
        var due = (await MatterAsync(id)).DueAt;
        var shown = await admin.GetStringAsync(page, Cancel);
        Dictionary<string, string> fields = new()
        {
            ["version"] = Regex.Match(shown, "name=\"version\" value=\"(\\d+)\"").Groups[1].Value,
            ["name"] = "桥头物业",
            ["takesMatters"] = "true",
            ["lastDay"] = $"{ChinaTime.DayOf(_here.Now):yyyy-MM-dd}",
        };

        using var asked = await DemoSite.PostAsync(admin, page, fields);
        Assert.Contains("href=\"#HandOverTo\"", await asked.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(own, (await MatterAsync(id)).BodyId);
        fields["handOverTo"] = $"{heir}";
        using var ended = await DemoSite.PostAsync(admin, page, fields);

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        var matter = await MatterAsync(id);
        Assert.Equal((heir, null, due), (matter.BodyId, matter.HandlerId, matter.DueAt));
        Assert.Contains("Handed to 街心社区居委会: Open matters", await admin.GetStringAsync(page, Cancel));
        Assert.Equal("HandOver", (await _here.ReadAsync(id, "clerk")).History[^1].Action);
        Assert.Null(await _here.InScopeAsync(services => services.GetServices<IVerification>()
            .Single(one => one.Name == "matters.counts").FirstFaultAsync(Cancel)));
    }

    private Task<Matter> MatterAsync(Guid id) => _here.InScopeAsync(services => services
        .GetRequiredService<BandengDb>().Matters.AsNoTracking().SingleAsync(matter => matter.Id == id, Cancel));
}

public sealed class BodyEndsOnSqlite(DemoSiteOnSqlite site) : BodyEndsContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class BodyEndsOnPostgres(DemoSiteOnPostgres site)
    : BodyEndsContract(site), IClassFixture<DemoSiteOnPostgres>;
