using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bandeng.Browser.Tests;

/// <summary>读给我听: by a voice of the device, or no button at all.</summary>
public sealed class ReadingAloud(BandengSite site)
{
    // A machine for tests has no voice: what would be said is written down instead.
    private const string Voice =
        """
        window.said = [];
        const voices = [{ localService: LOCAL, lang: 'zh-CN', name: 'near' }];
        Object.defineProperty(window, 'speechSynthesis', { value: {
            getVoices: () => voices, addEventListener() { }, cancel() { },
            speak(words) { window.said.push(words.text); if (window.said.length < 3) setTimeout(() => words.onend()); },
        } });
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        """;

    private static readonly PageGetByRoleOptions Button = new() { NameRegex = new Regex("^(读给我听|停)$") };

    [Fact]
    public async Task The_words_of_the_page_are_said_piece_by_piece_until_told_to_stop()
    {
        var page = await OpenAsync(local: true);

        await page.GetByRole(AriaRole.Button, Button).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, Button)).ToHaveTextAsync("停");
        await page.WaitForFunctionAsync("window.said.length === 3");
        var said = await page.EvaluateAsync<string[]>("window.said");
        Assert.Equal(await page.Locator("h1").InnerTextAsync(), said[0]);
        await Expect(page.Locator(".reading")).ToHaveTextAsync(said[2]);
        await page.GetByRole(AriaRole.Button, Button).ClickAsync();
        await Expect(page.Locator(".reading")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_voice_that_speaks_from_elsewhere_is_not_asked()
    {
        var page = await OpenAsync(local: false);

        await Expect(page.GetByRole(AriaRole.Button, Button)).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(bool local)
    {
        var page = await site.VisitorAsync(screen: Screen.Phone);
        await page.AddInitScriptAsync(Voice.Replace("LOCAL", local ? "true" : "false", StringComparison.Ordinal));
        await page.GotoAsync("/help");
        await page.IsReadyAsync();
        return page;
    }
}
