using System.Net;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Figures.Tests;

/// <summary>The pages and the API of the real site, with people of the demo.</summary>
public sealed class FigureSiteTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>, IAsyncLifetime
{
    // A town of the demo's district that the demo leaves alone, and a month before it begins.
    private const string Town = "431302099";
    private const string Month = "2019-03";

    private static readonly SemaphoreSlim Once = new(1);
    private static List<PlainMatter>? _matters;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Once.WaitAsync(Cancel);
        try
        {
            _matters ??= await FillAsync();
        }
        finally
        {
            Once.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/figures")]
    [InlineData("/figures?by=Body&figure=whole-median&period=2019-Q1&area=431302")]
    [InlineData("/figures?by=Category&figure=raised&from=2019-03-01&to=2019-03-15")]
    [InlineData("/figures/matters?figure=satisfied&part=NumeratorBefore&period=2019-03")]
    [InlineData("/figures/weekly?period=2019-W10")]
    [InlineData("/figures/tomorrow")]
    [InlineData("/figures/frozen")]
    [InlineData("/figures/table.xlsx?by=Channel&period=2019-03")]
    [InlineData("/figures/weekly.xlsx")]
    [InlineData("/figures/matters.csv?figure=raised&period=2019-03")]
    public async Task A_leader_opens(string address)
    {
        using var answer = await (await site.VisitorAsync("leader")).GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("clerk", "/figures?area=431302", HttpStatusCode.Forbidden)]
    [InlineData("clerk", "/figures/matters?area=431302001002", HttpStatusCode.Forbidden)]
    [InlineData("clerk", "/figures/matters.csv?area=431302001002", HttpStatusCode.Forbidden)]
    [InlineData("clerk", "/api/v1/figures?area=431302", HttpStatusCode.Forbidden)]
    [InlineData("handler", "/figures", HttpStatusCode.Forbidden)]
    [InlineData("handler", "/api/v1/figures", HttpStatusCode.Forbidden)]
    [InlineData("leader", "/figures?figure=nonsense", HttpStatusCode.NotFound)]
    [InlineData("leader", "/figures?period=nonsense", HttpStatusCode.NotFound)]
    [InlineData("leader", "/api/v1/figures?period=nonsense", HttpStatusCode.BadRequest)]
    [InlineData("leader", "/api/v1/figures?figure=nonsense", HttpStatusCode.NotFound)]
    public async Task It_stays_closed(string userName, string address, HttpStatusCode status)
    {
        using var answer = await (await site.VisitorAsync(userName)).GetAsync(address, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_api_answers_with_numbers_formula_and_where_they_open()
    {
        var client = await site.VisitorAsync("leader");
        var json = await client.GetStringAsync(
            $"/api/v1/figures?figure=satisfied&period={Month}&area={Town}&by=Type", Cancel);

        using var document = JsonDocument.Parse(json);
        var figure = Assert.Single(document.RootElement.EnumerateArray().ToList());
        var expected = _matters!.Where(m => m.Type is not "Praise" && !m.IsExcluded && m.RaiserOutcome is not null && m.Rating is not null
            && In(m.AnsweredAt)).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Count,
            figure.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("denominator").GetInt64()));
        Assert.Equal(1, figure.GetProperty("version").GetInt32());
        var page = await client.GetStringAsync(figure.GetProperty("opens").GetString(), Cancel);
        Assert.Contains($"{expected.Count} counted", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workbook_has_one_row_for_each_matter()
    {
        var client = await site.VisitorAsync("leader");
        using var file = new MemoryStream(
            await client.GetByteArrayAsync($"/figures/matters.xlsx?figure=raised&period={Month}&area={Town}", Cancel));
        using var workbook = SpreadsheetDocument.Open(file, false);

        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Count();

        Assert.Equal(_matters!.Count(m => In(m.RaisedAt)) + 1, rows);
    }

    [Fact]
    public async Task The_district_freezes_a_month_on_the_page_and_reads_it_there()
    {
        var client = await site.VisitorAsync("district");
        var fields = new Dictionary<string, string> { ["Month"] = Month, ["Area"] = "431302" };
        using var answer = await DemoSite.PostAsync(client, "/figures/frozen", fields);

        Assert.Equal(
            (HttpStatusCode.Redirect, $"/figures/frozen/{Month}?area=431302"),
            (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Contains(
            "Nothing has changed since", await client.GetStringAsync(answer.Headers.Location, Cancel),
            StringComparison.Ordinal);
        using var again = await DemoSite.PostAsync(client, "/figures/frozen", fields);
        Assert.Contains(
            "This month is frozen already.", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static bool In(DateTimeOffset? at) => at >= Period.Parse(Month)!.From && at < Period.Parse(Month)!.To;

    private async Task<List<PlainMatter>> FillAsync()
    {
        var dice = new Random(1);
        Guid[] bodies = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        var around = ChinaTime.ToInstant(new(2019, 4, 1));
        List<PlainMatter> matters = [.. Enumerable.Range(0, 200)
            .Select(_ => PlainMatter.Any(dice, around, [AreaCode.Parse(Town)], bodies))];
        await using var scope = site.Services.CreateAsyncScope();
        await PlainMatter.InsertAsync(scope.ServiceProvider.GetRequiredService<BandengDb>(), matters, Cancel);
        return matters;
    }
}
