using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>A matter that a thousand neighbours joined, on whichever database the site runs.</summary>
public abstract class ThousandVoices
{
    private const int Voices = 1000;

    private readonly Neighbourhood _here;

    protected ThousandVoices(DemoSite site)
    {
        _here = new(site);
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_act_tells_each_at_most_once_and_the_next_takes_the_unread_line_over()
    {
        var id = await _here.RaisedAsync("", new() { Detail = "整个小区都停水了", Area = Community });
        var neighbours = await JoinedAsync(id);

        await _here.DoAsync(id, MatterAction.Accept, "clerk");
        Assert.Equal((Voices, Voices, 0), await ToldAsync(id));
        var (start, bridge) = (TimeProvider.System.GetTimestamp(), await _here.ToBridgeAsync());
        await _here.DoAsync(id, MatterAction.Dispatch, "clerk", bridge);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"An act that tells {Voices}: {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:F0} ms");

        // The neighbours in the lines they had, each member of the body in a first one.
        var (lines, people, earlier) = await ToldAsync(id);
        Assert.Equal((lines, Voices), (people, earlier));
        Assert.InRange(lines, Voices + 1, Voices + 20);
        Assert.Equal(Voices, neighbours.Count);
    }

    private Task<List<Guid>> JoinedAsync(Guid matter) => _here.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<BandengDb>();
        var people = Enumerable.Range(0, Voices).Select(_ => Guid.CreateVersion7()).ToList();
        var now = _here.Now;
        await using var own = await db.Database.BeginTransactionAsync(Cancel);
        await db.InsertManyAsync(
            "people", ["id", "display_name", "created_at", "version"],
            people.Select((id, n) => new object?[] { id, $"邻居 {n}", now.ToUnixTimeMilliseconds(), 0L }), Cancel);
        await db.InsertManyAsync(
            people.Select(person => Voice.Of(
                matter, false, EnquiryCode.Create(), new Voice.Contact(person, null, null, null, null), false,
                now)).ToList(),
            Cancel);
        await own.CommitAsync(Cancel);
        return people;
    });

    private Task<(long Lines, long People, long Earlier)> ToldAsync(Guid matter) => _here.InScopeAsync(services =>
        services.GetRequiredService<BandengDb>().RowAsync<(long, long, long)>(
            "select count(*), count(distinct person_id), coalesce(cast(sum(earlier) as bigint), 0) from notices where link = @link",
            new { link = $"/matters/{matter}" },
            Cancel));
}

public sealed class ThousandVoicesOnSqlite(DemoSiteOnSqlite site)
    : ThousandVoices(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ThousandVoicesOnPostgres(DemoSiteOnPostgres site)
    : ThousandVoices(site), IClassFixture<DemoSiteOnPostgres>;
