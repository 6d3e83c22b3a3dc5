using System.Net;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Board;

/// <summary>The public pages through the real host.</summary>
public sealed class BoardSiteTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_gets_a_kept_page_and_somebody_signed_in_a_fresh_one()
    {
        var stranger = site.Stranger();
        await stranger.GetStringAsync("/board/map", Cancel);
        using var again = await stranger.GetAsync("/board/map", Cancel);
        Assert.NotNull(again.Headers.Age);
        Assert.Contains("Sign in", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        using var own = await (await site.VisitorAsync("clerk")).GetAsync("/board/map", Cancel);
        Assert.Null(own.Headers.Age);
        Assert.Contains("Sign out", await own.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_language_and_type_size_is_kept_apart()
    {
        var stranger = site.Stranger();
        Assert.Contains("How it works", await stranger.GetStringAsync("/help", Cancel), StringComparison.Ordinal);

        using var chinese = site.CreateClient();
        Assert.Contains("怎么办事", await chinese.GetStringAsync("/help", Cancel), StringComparison.Ordinal);
        chinese.DefaultRequestHeaders.Add("Cookie", "view=elder");
        Assert.Contains("class=\"elder\"", await chinese.GetStringAsync("/help", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?area=999999")]
    [InlineData("/?area=110101001001")]
    [InlineData("/board/map?area=x")]
    [InlineData("/board.atom?area=110101001001")]
    [InlineData("/board/matters.geojson?area=x")]
    public async Task A_place_that_is_not_ours_has_no_board(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.Stranger().GetAsync(address, Cancel)).StatusCode);

    [Theory]
    [InlineData("/?after=nonsense&group=all")]
    [InlineData("/?after=999999999999999999-00000000000000000000000000000000")]
    [InlineData("/?group=7&category=%27&days=x")]
    public async Task An_address_that_was_tampered_with_still_shows_the_board(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await site.Stranger().GetAsync(address, Cancel)).StatusCode);

    [Theory]
    [InlineData(null, HttpStatusCode.Redirect)]
    [InlineData("resident", HttpStatusCode.Forbidden)]
    [InlineData("checker", HttpStatusCode.Forbidden)]
    [InlineData("clerk2", HttpStatusCode.Forbidden)]
    [InlineData("clerk", HttpStatusCode.OK)]
    [InlineData("buildinghead", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task Door_codes_are_for_who_works_here(string? name, HttpStatusCode expected) => Assert.Equal(
        expected,
        (await (await site.VisitorAsync(name)).GetAsync("/areas/431302001001/door-codes", Cancel)).StatusCode);

    [Fact]
    public async Task Door_codes_are_laid_out_for_the_chosen_buildings()
    {
        var clerk = await site.VisitorAsync("clerk");
        var all = await clerk.GetStringAsync("/areas/431302001001/door-codes", Cancel);
        var codes = System.Text.RegularExpressions.Regex.Matches(all, "name=\"building\" value=\"(\\d{18})\"")
            .Select(found => found.Groups[1].Value).ToList();
        Assert.True(codes.Count > 2);
        Assert.Equal(codes.Count, Count(all, "class=\"door-card\""));
        Assert.Equal((codes.Count + 7) / 8, Count(all, "class=\"door-sheet\""));
        Assert.Matches(@"0738-8800\d{3}", all);

        var two = await clerk.GetStringAsync(
            $"/areas/431302001001/door-codes?building={codes[0]}&building={codes[2]}", Cancel);
        Assert.Equal(2, Count(two, "class=\"door-card\""));
        Assert.Contains($"<p class=\"door-number\">{codes[2]}</p>", two, StringComparison.Ordinal);
        Assert.DoesNotContain($"<p class=\"door-number\">{codes[1]}</p>", two, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

/// <summary>Before anything was brought in.</summary>
public abstract class FreshContract(Engine engine)
{
    [Fact]
    public async Task A_fresh_installation_says_what_to_do_next()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = engine is Engine.Sqlite ? TestDatabase.Sqlite() : await TestDatabase.PostgresAsync();
        await using var root = new WebApplicationFactory<Program>();
        await using var host = root.WithWebHostBuilder(web => web
            .UseSetting(DatabaseSetting.Key, database)
            .UseSetting(DataFolder.Key, Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}")));
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<BandengDb>()
                .MigrateAsync(scope.ServiceProvider.GetRequiredService<SqlMigrator>(), cancel);
        }

        using var visitor = host.CreateClient();
        Assert.Contains("./bandeng import areas", await visitor.GetStringAsync("/", cancel), StringComparison.Ordinal);
        foreach (var address in new[] { "/?view=wall", "/?group=all", "/board/map", "/board.atom", "/board/matters.geojson", "/help", "/about", "/search?q=楼道" })
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address, cancel)).StatusCode);
        }
    }
}

public sealed class FreshOnSqlite() : FreshContract(Engine.Sqlite);

public sealed class FreshOnPostgres() : FreshContract(Engine.Postgres);
