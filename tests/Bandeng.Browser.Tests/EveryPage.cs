using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>Every page by whoever uses it: one walk a person, and all that is wrong on it in one list.</summary>
public abstract class EveryPage(BandengSite site, Screen screen)
{
    public static TheoryData<string?> Everybody => [.. Stops.People];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task All_that_a_person_opens_is_fit(string? who)
    {
        var page = await site.VisitorAsync(who, screen);
        await WalkAsync(page, new Stops(site).All.Where(stop => stop.Who == who));
    }

    /// <summary>Goes from stop to stop, and closes the page behind.</summary>
    internal static async Task WalkAsync(IPage page, IEnumerable<Stop> stops)
    {
        List<string> faults = [], console = [];
        page.Console += (_, message) => console.AddRange(message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, error) => console.Add(error);
        foreach (var stop in stops)
        {
            console.Clear();
            var found = await LookAsync(page, stop);
            // The browser itself notes an answer that is no 200.
            var all = found.Concat(stop.Status == 200 ? console : []);
            faults.AddRange(all.Select(fault => $"{stop.Route} ({page.Url}): {fault}"));
        }

        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(IPage page, Stop stop)
    {
        try
        {
            var answer = await stop.Go(page);
            var headings = await page.Locator("h1:visible").AllInnerTextsAsync();
            return answer?.Status != stop.Status ? [$"answers {answer?.Status}"]
                : headings is not [{ Length: > 0 }] ? [$"{headings.Count} h1: {string.Join(", ", headings)}"]
                : await page.FaultsAsync();
        }
        catch (Exception failure) when (failure is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            return [failure.Message];
        }
    }
}

/// <summary>In the hand.</summary>
public sealed class EveryPageOnAPhone(BandengSite site) : EveryPage(site, Screen.Phone);

/// <summary>On the desk.</summary>
public sealed class EveryPageAtADesk(BandengSite site) : EveryPage(site, Screen.Desk)
{
    private readonly BandengSite _site = site;

    [Fact]
    public void Every_page_has_somebody_who_looks_at_it()
    {
        var pages = _site.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items
            .OfType<PageActionDescriptor>().Select(page => page.AttributeRouteInfo!.Template!).Distinct();
        var seen = new Stops(_site).All.Select(stop => stop.Route).Distinct();

        Assert.Equal(pages.Except(Stops.WithoutFace).Order(), seen.Order());
    }
}

/// <summary>The ten that most people see: at night, in English, in large type.</summary>
public sealed class MainPages(BandengSite site)
{
    public static TheoryData<string?> WhoseMain => [.. (string?[])[null, "resident", "clerk", "handler", "town"]];

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_at_night(string? who) =>
        await EveryPage.WalkAsync(await site.VisitorAsync(who, Screen.Phone, dark: true), Main(who));

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_in_English(string? who) =>
        await EveryPage.WalkAsync(await site.VisitorAsync(who, Screen.Phone, "en"), Main(who));

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_in_large_type(string? who)
    {
        var page = await site.VisitorAsync(who, Screen.Phone);
        var address = site.ClientOptions.BaseAddress.ToString();
        await page.Context.AddCookiesAsync([new() { Name = "view", Value = "elder", Url = address }]);
        await EveryPage.WalkAsync(page, Main(who));
    }

    private IEnumerable<Stop> Main(string? who) => new Stops(site).All.Where(stop => stop.IsMain && stop.Who == who);
}
