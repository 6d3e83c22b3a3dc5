using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bandeng.Matters.Life;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests.Board;

/// <summary>What everyone sees, on whichever database: nothing that was not let out, and every matter once.</summary>
public abstract partial class BoardContract(DemoSite site) : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly BoardTown _town = new(site);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _town.PlantAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    // One test plants and looks: the outputs are the same for all questions asked of them.
    [Fact]
    public async Task The_public_sees_what_was_let_out_and_nothing_else()
    {
        foreach (var who in new[] { null, "resident", "admin" })
        {
            var visitor = await site.VisitorAsync(who);
            var outputs = await OutputsAsync(visitor);
            foreach (var (address, text) in outputs)
            {
                AssertNothingLeaks(address, text);
            }

            AssertWhatIsPublicIsThere(outputs);
        }

        var stranger = site.Stranger();
        // The second is a kept one; it must still tell the wall to come again.
        foreach (var _ in new[] { "made", "kept" })
        {
            using var wall = await stranger.GetAsync("/?view=wall", Cancel);
            Assert.Equal("60", wall.Headers.GetValues("Refresh").Single());
        }

        await AssertEveryMatterOnceAsync(stranger);
        await AssertFiguresCountTheirListsAsync(stranger);
        await AssertFeedIsAtomAsync(stranger);
        await AssertPointsAreRoundedAsync(stranger);
    }

    private static async Task<Dictionary<string, string>> OutputsAsync(HttpClient visitor)
    {
        string[] addresses =
        [
            "/", "/?view=wall", "/?area=431302001001", "/?area=431302001001&view=wall", "/board/map",
            "/board/map?area=431302001001",
            "/board/matters.geojson", "/board/matters.geojson?area=431302001001", "/board.atom",
            "/board.atom?area=431302001001",
            "/?group=settled&days=30", "/?group=overdue&days=30", "/?group=unconfirmed", "/?group=other", "/help",
            "/about",
        ];
        var outputs = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            outputs[address] = await visitor.GetStringAsync(address, Cancel);
        }

        foreach (var (address, text) in await PagesAsync(visitor, "/?group=all"))
        {
            outputs[address] = text;
        }

        return outputs;
    }

    private void AssertNothingLeaks(string address, string text)
    {
        foreach (var hidden in _town.All.Where(one => !one.IsReadable))
        {
            Assert.False(
                text.Contains(hidden.Tag, StringComparison.OrdinalIgnoreCase), $"{address} tells words of {hidden}.");
            Assert.False(
                text.Contains($"{hidden.Shown}", StringComparison.OrdinalIgnoreCase),
                $"{address} shows a picture of {hidden}.");
        }

        foreach (var one in _town.All)
        {
            Assert.False(
                text.Contains($"{one.Kept}", StringComparison.OrdinalIgnoreCase),
                $"{address} shows a kept picture of {one}.");
            Assert.False(
                !one.IsListed && text.Contains($"{one.Id}", StringComparison.OrdinalIgnoreCase),
                $"{address} names {one}.");
        }

        foreach (var never in new[] { $"{BoardTown.Mark} place", $"{BoardTown.Mark} name", $"{BoardTown.Mark} file", "13800138000", "112.0765", "112.01234" })
        {
            Assert.False(text.Contains(never, StringComparison.Ordinal), $"{address} tells '{never}'.");
        }

        Assert.False(
            text.Contains(_town.Buildings[1].FullName, StringComparison.Ordinal),
            $"{address} names a building of what was not let out.");
        Assert.False(
            text.Contains(_town.Buildings[1].Code.ToString(), StringComparison.Ordinal),
            $"{address} has the code of such a building.");
    }

    // So that the search above cannot pass on empty pages.
    private void AssertWhatIsPublicIsThere(Dictionary<string, string> outputs)
    {
        var all = string.Concat(
            outputs.Where(output => output.Key.StartsWith("/?group=all", StringComparison.Ordinal))
                .Select(output => output.Value));
        Assert.All(_town.All.Where(one => one is { IsReadable: true, IsListed: true }), one =>
        {
            Assert.Contains($"title {one.Tag}", all, StringComparison.Ordinal);
            Assert.Contains($"title {one.Tag}", outputs["/board/matters.geojson"], StringComparison.Ordinal);
        });
        Assert.Contains(_town.Buildings[0].FullName, all, StringComparison.Ordinal);
        Assert.Contains(
            $"/files/{_town.All.Last(one => one is { IsReadable: true, Stage: MatterStage.Settled }).Shown}",
            outputs["/"], StringComparison.Ordinal);
        Assert.Contains($"{BoardTown.Mark} detail", outputs["/board.atom"], StringComparison.Ordinal);
        Assert.Contains("Notice board of", outputs["/"], StringComparison.Ordinal);
        Assert.Contains("Complaints and reports are only counted", all, StringComparison.Ordinal);
    }

    private async Task AssertEveryMatterOnceAsync(HttpClient visitor)
    {
        var pages = await PagesAsync(visitor, "/?group=all");
        var seen = pages.SelectMany(page => Links().Matches(page.Text).Select(link => Guid.Parse(link.Groups[1].Value)))
            .ToList();

        Assert.True(pages.Count > 2);
        Assert.Equal(seen.Distinct(), seen);
        // The demo has matters of its own between them.
        var planted = _town.All.Select(one => one.Id).ToHashSet();
        Assert.Equal(
            _town.All.Where(one => one.IsListed).Select(one => one.Id).Reverse(), seen.Where(planted.Contains));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(_town.All.Where(one => one.IsListed).Select(one => one.Id).Reverse(), seen.Where(IsOurs));
    }

    private static async Task AssertFiguresCountTheirListsAsync(HttpClient visitor)
    {
        var board = await visitor.GetStringAsync("/", Cancel);
        var tiles = Tiles().Matches(board);
        Assert.Equal(5, tiles.Count);
        foreach (Match tile in tiles)
        {
            var list = await visitor.GetStringAsync(WebUtility.HtmlDecode(tile.Groups[1].Value), Cancel);
            Assert.Equal(tile.Groups[2].Value, Total().Match(list).Groups[1].Value);
        }
    }

    private async Task AssertFeedIsAtomAsync(HttpClient visitor)
    {
        using var answer = await visitor.GetAsync("/board.atom", Cancel);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
        var entries = feed.Elements(Atom + "entry").ToList();

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.NotEmpty(entries);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.All(feed.DescendantsAndSelf().Where(one => one.Name == Atom + "feed" || one.Name == Atom + "entry"), one =>
        {
            Assert.Matches("^tag:[a-z0-9.-]+,2026:[a-z]+", one.Element(Atom + "id")!.Value);
            Assert.NotEmpty(one.Element(Atom + "title")!.Value);
            Assert.True(
                DateTimeOffset.TryParse(one.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture, out _));
        });
        Assert.Equal(
            entries.Select(entry => entry.Element(Atom + "updated")!.Value).OrderDescending(StringComparer.Ordinal),
            entries.Select(entry => entry.Element(Atom + "updated")!.Value));
        var planted = entries.Select(entry =>
            (Entry: entry, One: _town.All.SingleOrDefault(one => IdOf(entry) == one.Id)))
            .Where(pair => pair.One is not null).ToList();
        Assert.NotEmpty(planted);
        Assert.All(
            planted, pair => Assert.Equal(pair.One!.IsReadable, pair.Entry.Element(Atom + "content") is not null));
    }

    private async Task AssertPointsAreRoundedAsync(HttpClient visitor)
    {
        using var answer = await visitor.GetAsync("/board/matters.geojson", Cancel);
        var features = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel))
            .RootElement.GetProperty("features").EnumerateArray()
            .Where(feature => IsOurs(feature.GetProperty("id").GetGuid())).ToList();

        Assert.Equal(_town.All.Count(one => one.IsListed), features.Count);
        Assert.All(features, feature => Assert.Equal(
            _town.All.Single(one => one.Id == feature.GetProperty("id").GetGuid()).IsReadable,
            feature.GetProperty("properties").GetProperty("exact").GetBoolean()));
        Assert.All(features.Where(feature => feature.GetProperty("properties").GetProperty("exact").GetBoolean()), feature =>
            Assert.Equal(
                [112.0123, 27.7123],
                feature.GetProperty("geometry").GetProperty("coordinates")
                    .EnumerateArray().Select(number => number.GetDouble())));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/board/matters.geojson");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again, Cancel)).StatusCode);
    }

    private static Guid IdOf(XElement entry) => Guid.Parse(entry.Element(Atom + "id")!.Value.Split('/')[^1]);

    private bool IsOurs(Guid id) => _town.All.Any(one => one.Id == id);

    private static async Task<List<(string Address, string Text)>> PagesAsync(HttpClient visitor, string first)
    {
        List<(string, string)> pages = [];
        for (string? address = first; address is not null && pages.Count < 50;)
        {
            var text = await visitor.GetStringAsync(address, Cancel);
            pages.Add((address, text));
            address = Next().Match(text) is { Success: true } next ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        return pages;
    }

    [GeneratedRegex("""class="board-title" href="/matters/([0-9a-f-]{36})""")]
    private static partial Regex Links();

    [GeneratedRegex("""href="([^"]+)" rel="next""")]
    private static partial Regex Next();

    [GeneratedRegex("""class="tile[^"]*" href="([^"]+)"[^>]*>\s*<span class="tile-number">(\d+)""")]
    private static partial Regex Tiles();

    [GeneratedRegex(@"(\d+) matters, \d+ of them listed")]
    private static partial Regex Total();
}

public sealed class BoardOnSqlite(DemoSiteOnSqlite site) : BoardContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class BoardOnPostgres(DemoSiteOnPostgres site) : BoardContract(site), IClassFixture<DemoSiteOnPostgres>;
