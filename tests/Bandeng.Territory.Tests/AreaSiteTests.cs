using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Bandeng.Kernel.Demo;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Tests;

/// <summary>The real host with the demo's areas and map, for all tests of the class.</summary>
public sealed class AreaSite : IAsyncLifetime
{
    private static readonly DemoClock Clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    private readonly WebApplicationFactory<Program> _host = new WebApplicationFactory<Program>()
        .WithWebHostBuilder(web => web.UseSetting(Kernel.DatabaseSetting.Key, TestDatabase.Sqlite()));

    public HttpClient Visitor { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Visitor = _host.CreateClient();
        await using var act = _host.Services.CreateAsyncScope();
        await using var whole = await act.ServiceProvider.GetRequiredService<Kernel.BandengDb>()
            .Database.BeginTransactionAsync();
        var territory = act.ServiceProvider.GetServices<IDemoPart>().Single(part => part.Order == 10);
        await territory.FillAsync(new DemoContext(act.ServiceProvider, "louxing", Clock), CancellationToken.None);
        await whole.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await _host.DisposeAsync();
    }
}

/// <summary>Areas and maps through the real host, as anybody sees them.</summary>
public sealed class AreaSiteTests(AreaSite site) : IClassFixture<AreaSite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly HttpClient _visitor = site.Visitor;

    [Fact]
    public async Task Anybody_reads_areas_maps_and_pages()
    {
        var area = await JsonAsync("/api/v1/areas/431302001001");
        Assert.Equal("431302001001", area.GetProperty("code").GetString());
        Assert.Equal("乐坪街道 街心社区", area.GetProperty("fullName").GetString());
        Assert.Equal("Village", area.GetProperty("level").GetString());
        Assert.Equal(13, (await JsonAsync("/api/v1/areas/431302/children")).GetProperty("items").GetArrayLength());
        List<string> walked = [];
        for (var next = ""; next is not null;)
        {
            var part = await JsonAsync(
                $"/api/v1/areas/431302/children?limit=5{(next.Length > 0 ? $"&after={next}" : "")}");
            walked.AddRange(
                part.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()!));
            next = part.GetProperty("next").GetString();
        }

        Assert.Equal((13, 13), (walked.Count, walked.Distinct().Count()));

        var outlines = (await JsonAsync("/map/areas/431302.geojson")).GetProperty("features");
        Assert.Equal(14, outlines.GetArrayLength());
        Assert.All(
            outlines.EnumerateArray(),
            one => Assert.True(one.GetProperty("properties").GetProperty("sketch").GetBoolean()));
        Assert.True(
            (await JsonAsync("/map/features/431302001001.geojson")).GetProperty("features").GetArrayLength() > 10);

        Assert.Contains("湖南省", await _visitor.GetStringAsync("/areas", None), StringComparison.Ordinal);
        var page = await _visitor.GetStringAsync("/areas/431302001", None);
        Assert.Contains("href=\"/areas/431302001001\"", page, StringComparison.Ordinal);
        Assert.Contains("街心社区", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/areas/431399", HttpStatusCode.NotFound, "area.unknown")]
    [InlineData("/api/v1/areas/x/children", HttpStatusCode.NotFound, "area.unknown")]
    [InlineData("/api/v1/areas/locate?lon=0&lat=0", HttpStatusCode.NotFound, "area.nowhere")]
    [InlineData("/api/v1/areas/locate", HttpStatusCode.BadRequest, "area.point")]
    [InlineData("/map/areas/431399.geojson", HttpStatusCode.NotFound, "area.unknown")]
    [InlineData("/map/features/431302.geojson", HttpStatusCode.BadRequest, "area.too-wide")]
    public async Task What_is_not_there_is_a_problem_with_a_code(string address, HttpStatusCode status, string code)
    {
        var answer = await _visitor.GetAsync(new Uri(address, UriKind.Relative), None);

        Assert.Equal(status, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(None)).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_map_that_did_not_change_is_not_sent_twice()
    {
        var address = new Uri("/map/areas/431302.geojson", UriKind.Relative);
        var tag = (await _visitor.GetAsync(address, None)).Headers.ETag;
        Assert.NotNull(tag);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(tag.Tag));

        Assert.Equal(HttpStatusCode.NotModified, (await _visitor.SendAsync(again, None)).StatusCode);
    }

    [Fact]
    public async Task An_area_that_is_not_there_has_no_page() => Assert.Equal(
        HttpStatusCode.NotFound,
        (await _visitor.GetAsync(new Uri("/areas/431399", UriKind.Relative), None)).StatusCode);

    private async Task<JsonElement> JsonAsync(string address) =>
        JsonDocument.Parse(await _visitor.GetStringAsync(address, None)).RootElement;
}
