using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>
/// The board with something on it: in hand, settled, let out and not; on the wall, in large type, on paper.
/// </summary>
public sealed partial class BoardInTheBrowser(BandengSite site) : IAsyncLifetime
{
    private static readonly SemaphoreSlim Hanging = new(1);
    private static bool s_isHung;

    public async ValueTask InitializeAsync()
    {
        await Hanging.WaitAsync();
        try
        {
            if (!s_isHung)
            {
                await HangAsync();
                s_isHung = true;
            }
        }
        finally
        {
            Hanging.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/", Screen.Phone, false)]
    [InlineData("/", Screen.Desk, true)]
    [InlineData("/?group=all", Screen.Phone, true)]
    [InlineData("/?group=all", Screen.Desk, false)]
    [InlineData("/?view=wall", Screen.Desk, true)]
    [InlineData("/?view=wall", Screen.Desk, false)]
    [InlineData("/board/map", Screen.Desk, false)]
    [InlineData("/board/map", Screen.Phone, true)]
    public async Task A_board_with_matters_is_fit(string path, Screen screen, bool dark)
    {
        var page = await site.VisitorAsync(null, screen, "zh-CN", dark);
        await page.GotoAsync(path);
        // The wall has room for a few, and which burn most depends on the day of the week.
        await Expect(page.Locator("main")).ToContainTextAsync("街心社区");
        await page.IsFitAsync($"board-{screen}-{dark}{Regex.Replace(path, "[^a-z]", "_")}");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    public async Task Large_type_is_fit_on_a_phone(string path)
    {
        var page = await site.VisitorAsync(null, Screen.Phone);
        await page.Context.AddCookiesAsync(
            [new() { Name = "view", Value = "elder", Url = site.ClientOptions.BaseAddress.ToString() }]);
        await page.GotoAsync(path);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.classList.contains('elder')"));
        await page.IsFitAsync($"elder{path.Replace('/', '_')}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_map_leads_to_the_matter()
    {
        var page = await site.VisitorAsync();
        await page.GotoAsync("/board/map");
        await Expect(page.Locator(".map a").First).ToHaveAttributeAsync("href", LinkOfMark());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Door_codes_print_on_whole_A4_pages()
    {
        var page = await site.VisitorAsync("clerk");
        await page.GotoAsync("/areas/431302001001/door-codes");
        var sheets = await page.Locator(".door-sheet").CountAsync();
        Assert.True(sheets > 0);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var spilt = await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.door-card')].filter(c => c.scrollHeight > c.clientHeight || c.scrollWidth > c.clientWidth).length");
        Assert.Equal(0, spilt);
        Assert.InRange(
            await page.EvaluateAsync<double>(
                "document.querySelector('.door-code svg').getBoundingClientRect().width / 96 * 25.4"),
            45,
            47);

        var bytes = await page.PdfAsync(new() { PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("BANDENG_SHOTS") is { } shots)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(shots, "door-codes.pdf"), bytes, TestContext.Current.CancellationToken);
        }

        var pages = MediaBox().Matches(Encoding.Latin1.GetString(bytes));
        Assert.Equal(sheets, pages.Count);
        Assert.All(pages, box =>
        {
            Assert.InRange(double.Parse(box.Groups[1].Value, CultureInfo.InvariantCulture), 594, 597);
            Assert.InRange(double.Parse(box.Groups[2].Value, CultureInfo.InvariantCulture), 841, 843);
        });
        await page.Context.CloseAsync();
    }

    private async Task HangAsync()
    {
        using var sender = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
        string[] stages = ["Accepted", "Settled", "Suspended", "Raised", "Checked", "Settled"];
        foreach (var (stage, number) in stages.Select((stage, number) => (stage, number)))
        {
            var id = Guid.CreateVersion7();
            using var body = new StringContent(
                $$"""{"id":"{{id}}","title":"小区门口的井盖松动，走过去会响","detail":"晚上看不见，怕老人摔倒。","area":"431302001001","requestType":"Help","publicWish":true}""",
                Encoding.UTF8, "application/json");
            using var answer = await sender.PostAsync("/api/v1/matters", body);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            await using var scope = site.Services.CreateAsyncScope();
            var now = site.Clock.GetUtcNow();
            await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
                """
                update matters set stage = @stage, let_out_at = @letOut, closed_at = @closed, due_at = @due,
                       longitude = 112.01, latitude = 27.72, raised_at = @raised
                where id = @id
                """,
                new
                {
                    id,
                    stage,
                    letOut = number == 3 ? (DateTimeOffset?)null : now,
                    closed = stage is "Settled" ? now : (DateTimeOffset?)null,
                    due = now.AddHours((number * 20) - 10),
                    raised = now.AddMinutes(-number),
                },
                CancellationToken.None);
        }
    }

    [GeneratedRegex(@"^/(matters/[0-9a-f-]{36}|\?area=\d+&group=all)$")]
    private static partial Regex LinkOfMark();

    [GeneratedRegex(@"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();
}
