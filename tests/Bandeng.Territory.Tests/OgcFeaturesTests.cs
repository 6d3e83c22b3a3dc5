using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Bandeng.Kernel.Demo;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Tests;

/// <summary>OGC API - Features over the demo's map, by our own eyes and by GDAL's where it is installed.</summary>
public sealed class OgcFeaturesTests : IAsyncLifetime
{
    private static readonly DemoClock Clock = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8)));
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly WebApplicationFactory<Program> _host = new OverTheWire();
    private HttpClient _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _visitor = _host.CreateClient();
        await using var act = _host.Services.CreateAsyncScope();
        await using var whole = await act.ServiceProvider.GetRequiredService<Kernel.BandengDb>()
            .Database.BeginTransactionAsync();
        await act.ServiceProvider.GetServices<IDemoPart>().Single(part => part.Order == 10)
            .FillAsync(new DemoContext(act.ServiceProvider, "louxing", Clock), None);
        await whole.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_landing_page_leads_to_collections_and_conformance()
    {
        var links = (await JsonAsync("/api/v1")).GetProperty("links").EnumerateArray().ToDictionary(
            link => link.GetProperty("rel").GetString()!,
            link => new Uri(link.GetProperty("href").GetString()!).AbsolutePath);

        Assert.Equal("/api/v1/collections", links["data"]);
        Assert.Contains(
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            (await JsonAsync(links["conformance"])).GetProperty("conformsTo")
                .EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(
            ["buildings", "estates", "courtyards", "units", "areas"],
            (await JsonAsync(links["data"])).GetProperty("collections")
                .EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Items_page_by_limit_and_a_box_narrows_them()
    {
        var whole = await JsonAsync("/api/v1/collections/buildings/items?limit=7&area=431302001001");
        var matched = whole.GetProperty("numberMatched").GetInt64();
        Assert.Equal(7, whole.GetProperty("features").GetArrayLength());

        var seen = new HashSet<string>();
        for (var page = whole; ;)
        {
            Assert.All(
                page.GetProperty("features").EnumerateArray(),
                one => Assert.True(seen.Add(one.GetProperty("id").GetString()!)));
            var next = page.GetProperty("links").EnumerateArray()
                .Where(link => link.GetProperty("rel").GetString() == "next").ToArray();
            if (next is [])
            {
                break;
            }

            page = await JsonAsync(new Uri(next[0].GetProperty("href").GetString()!).PathAndQuery);
        }

        Assert.Equal(matched, seen.Count);
        var ring = whole.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0][0];
        var (lon, lat) = (ring[0].GetDouble(), ring[1].GetDouble());
        var near = await JsonAsync(FormattableString.Invariant($"/api/v1/collections/buildings/items?bbox={lon - 1e-6:F7},{lat - 1e-6:F7},{lon + 1e-6:F7},{lat + 1e-6:F7}"));
        Assert.InRange(near.GetProperty("numberMatched").GetInt64(), 1, 2);
        async Task<long> ThenAsync(string datetime) => (await JsonAsync(
            $"/api/v1/collections/buildings/items?limit=1&area=431302001001&datetime={datetime}")).GetProperty("numberMatched").GetInt64();
        Assert.Equal(0, await ThenAsync("1990-01-01"));
        Assert.Equal(matched, await ThenAsync("2100-01-01T00:00:00Z"));
        Assert.Equal(matched, await ThenAsync("1990-01-01/.."));
        Assert.Equal(
            "Feature",
            (await JsonAsync($"/api/v1/collections/buildings/items/{seen.First()}")).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Areas_are_polygons_by_code_that_page_and_say_since_when()
    {
        var first = await JsonAsync("/api/v1/collections/areas/items?limit=2&area=431302001");
        Assert.Equal(
            ["431302001", "431302001001"],
            first.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        var community = first.GetProperty("features")[1];
        var told = community.GetProperty("properties");
        Assert.Equal(("街心社区", "Village", "2022-01-01"), (
            told.GetProperty("name").GetString(), told.GetProperty("level").GetString(),
            told.GetProperty("valid_from").GetString()));
        Assert.Equal("Polygon", community.GetProperty("geometry").GetProperty("type").GetString());

        var next = first.GetProperty("links").EnumerateArray()
            .Single(link => link.GetProperty("rel").GetString() == "next");
        var page = await JsonAsync(new Uri(next.GetProperty("href").GetString()!).PathAndQuery);
        Assert.True(
            string.CompareOrdinal(page.GetProperty("features")[0].GetProperty("id").GetString(), "431302001001") > 0);
        Assert.Equal(
            "Feature",
            (await JsonAsync("/api/v1/collections/areas/items/431302001001")).GetProperty("type").GetString());
        async Task<long> ThenAsync(string datetime) => (await JsonAsync(
            $"/api/v1/collections/areas/items?limit=1&area=431302001001&datetime={datetime}")).GetProperty("numberMatched").GetInt64();
        Assert.Equal(0, await ThenAsync("1990-01-01"));
        Assert.True(await ThenAsync("2023-01-01/..") > 0);
    }

    [Theory]
    [InlineData("/api/v1/collections/areas/items/110101001001", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/collections/roads/items", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/collections/buildings/items?bbox=1,2,3", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/collections/buildings/items?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/collections/buildings/items?datetime=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/collections/buildings/items?datetime=2026-02-01/2026-01-01", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/collections/units/items/01890000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_or_cannot_be_read_says_so(string address, HttpStatusCode status) =>
        Assert.Equal(status, (await _visitor.GetAsync(new Uri(address, UriKind.Relative), None)).StatusCode);

    [Fact]
    public async Task Gdal_lists_the_collections_and_copies_the_buildings()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ogr2ogr"), "./test installs gdal-bin.");
        var at = $"OAPIF:http://127.0.0.1:{((OverTheWire)_host).Port}/api/v1";
        var matched = (await JsonAsync("/api/v1/collections/buildings/items?limit=1"))
            .GetProperty("numberMatched").GetInt64();

        Assert.Contains("buildings", await RunAsync("ogrinfo", "-ro", at), StringComparison.Ordinal);
        Assert.Contains(
            $"Feature Count: {matched}",
            await RunAsync("ogrinfo", "-ro", "-so", "-oo", "PAGE_SIZE=500", at, "buildings"), StringComparison.Ordinal);

        var areas = (await JsonAsync("/api/v1/collections/areas/items?limit=1"))
            .GetProperty("numberMatched").GetInt64();
        var said = await RunAsync("ogrinfo", "-ro", "-so", at, "areas");
        Assert.Contains($"Feature Count: {areas}", said, StringComparison.Ordinal);
        Assert.Contains("Geometry: Polygon", said, StringComparison.Ordinal);

        var copy = Path.Combine(Path.GetTempPath(), $"buildings-{Guid.CreateVersion7():N}.csv");
        await RunAsync("ogr2ogr", "-f", "CSV", copy, at, "buildings", "-oo", "PAGE_SIZE=500");
        Assert.Equal(matched + 1, (await File.ReadAllLinesAsync(copy, None)).Length);
        Assert.Contains("号楼", await File.ReadAllTextAsync(copy, None), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = run.StandardError.ReadToEndAsync(None);
        var output = await run.StandardOutput.ReadToEndAsync(None);
        await run.WaitForExitAsync(None);
        Assert.True(run.ExitCode == 0, await said);
        return output;
    }

    private async Task<JsonElement> JsonAsync(string address) =>
        JsonDocument.Parse(await _visitor.GetStringAsync(address, None)).RootElement;

    /// <summary>The site on a real port, for programs that are not ours.</summary>
    private sealed class OverTheWire : WebApplicationFactory<Program>
    {
        public OverTheWire() => UseKestrel(0);

        public int Port => ClientOptions.BaseAddress.Port;

        protected override void ConfigureWebHost(Microsoft.AspNetCore.Hosting.IWebHostBuilder builder) =>
            builder.UseSetting(Kernel.DatabaseSetting.Key, TestDatabase.Sqlite());
    }
}
