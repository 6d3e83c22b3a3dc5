using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>Times on a page that stays open: the server's words, kept fresh.</summary>
public sealed class DueInTheBrowser(BandengSite site)
{
    private const string TimesOf =
        """
        html => [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('time[data-say]')]
            .map(time => time.textContent.trim())
        """;

    [Theory]
    [InlineData("zh-CN", "超期")]
    [InlineData("en", "overdue")]
    public async Task The_script_says_what_the_server_said(string language, string late)
    {
        var clerk = await site.VisitorAsync("clerk", Screen.Desk, language);
        await clerk.Clock.SetFixedTimeAsync(site.Clock.GetUtcNow().UtcDateTime);

        var answer = await clerk.GotoAsync("/desk");
        await clerk.IsReadyAsync();

        var said = await clerk.EvaluateAsync<string[]>(TimesOf, await answer!.TextAsync());
        Assert.Contains(said, words => words.Contains(late, StringComparison.Ordinal));
        Assert.Equal(said, await clerk.Locator("time[data-say]").AllTextContentsAsync());
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_overdue_stays_overdue_and_grows()
    {
        var clerk = await OpenAsync(TimeSpan.FromHours(-2), "zh-CN");
        var left = clerk.Locator(".matter-state .left");
        await Expect(left.Locator("time")).ToHaveTextAsync(new Regex("^超期 2 小时"));

        await clerk.Clock.FastForwardAsync("03:00:00");

        await Expect(left.Locator("time")).ToHaveTextAsync(new Regex("^超期 5 小时"));
        await Expect(left).ToHaveClassAsync("left left-overdue");
        await clerk.Context.CloseAsync();
    }

    [Theory]
    [InlineData("zh-CN", "^还剩 1 小时", "^超期 1?[0-9] 分钟$")]
    [InlineData("en", "^1 hour .* left$", "^1?[0-9] minutes? overdue$")]
    public async Task A_limit_that_runs_out_turns_into_overdue(string language, string before, string after)
    {
        var clerk = await OpenAsync(TimeSpan.FromMinutes(90), language);
        var left = clerk.Locator(".matter-state .left");
        await Expect(left.Locator("time")).ToHaveTextAsync(new Regex(before));
        await Expect(left).Not.ToHaveClassAsync(new Regex("left-overdue"));

        await clerk.Clock.FastForwardAsync("01:40:00");

        await Expect(left.Locator("time")).ToHaveTextAsync(new Regex(after));
        await Expect(left).ToHaveClassAsync("left left-overdue");
        await Expect(left.Locator(".left-shape")).ToHaveTextAsync("■");
        await Expect(left.Locator(".left-bar")).Not.ToContainTextAsync("▱");
        await clerk.Context.CloseAsync();
    }

    [Fact]
    public async Task A_slow_clock_of_the_telephone_makes_nothing_young_again()
    {
        var clerk = await OpenAsync(TimeSpan.FromHours(-2), "zh-CN", TimeSpan.FromHours(-8));

        await Expect(clerk.Locator(".matter-state .left time")).ToHaveTextAsync("超期 2 小时");
        await clerk.Context.CloseAsync();
    }

    /// <summary>A dispatched matter due so long from now, on the page of a clerk whose clock a test can move.</summary>
    private async Task<IPage> OpenAsync(TimeSpan due, string language, TimeSpan wrong = default)
    {
        var clerk = await site.VisitorAsync("clerk", Screen.Desk, language);
        var request = new { detail = "水泵房整夜响", area = "431302001001", category = "0101" };
        var answer = await clerk.Context.APIRequest.PostAsync("/api/v1/matters", new() { DataObject = request });
        var id = (await answer.JsonAsync())!.Value.GetProperty("id").GetGuid();
        var now = site.Clock.GetUtcNow();
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            """
            update matters set stage = 'Dispatched', dispatched_at = @now, due_at = @due,
                   limit_amount = 1, limit_class = 'WorkingDay',
                   body_id = (select body_id from matters where body_id is not null limit 1)
            where id = @id
            """,
            new { id, now = now.AddHours(-1), due = now + due },
            CancellationToken.None);
        await clerk.Clock.InstallAsync(new() { TimeDate = (now + wrong).UtcDateTime });
        await clerk.GotoAsync($"/matters/{id}");
        return clerk;
    }
}
