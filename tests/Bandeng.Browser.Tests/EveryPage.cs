using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>
/// Every page by whoever uses it, at a desk and then made as narrow as a telephone: one walk a person, and all that is
/// wrong on it in one list. Tests of one class wait for each other, so the walks are spread over some that do not.
/// </summary>
public abstract class EveryPage(BandengSite site)
{
    /// <param name="part">Which of the parts of a long walk.</param>
    protected async Task WalkAsync(string? who, int part = 0, int parts = 1)
    {
        var stops = new Stops(site).All.Where(stop => stop.Who == who).ToList();
        var each = (stops.Count + parts - 1) / parts;
        await WalkAsync(
            await site.VisitorAsync(who, Screen.Desk), stops.Skip(part * each).Take(each),
            (Screen.Desk, Rules.All), (Screen.Phone, Rules.OfSize));
    }

    /// <summary>Goes from stop to stop, looks at each in every size, and closes the page behind.</summary>
    internal static async Task WalkAsync(
        IPage page, IEnumerable<Stop> stops, params (Screen Size, Rules Rules)[] looks)
    {
        List<string> faults = [], console = [];
        page.Console += (_, message) => console.AddRange(message.Type == "error" ? [message.Text] : []);
        page.PageError += (_, error) => console.Add(error);
        foreach (var stop in stops)
        {
            console.Clear();
            await page.ResizeAsync(looks[0].Size);
            var found = await LookAsync(page, stop, looks);
            // The browser itself notes an answer that is no 200.
            var all = found.Concat(stop.Status == 200 ? console : []);
            faults.AddRange(all.Select(fault => $"{stop.Route} ({page.Url}): {fault}"));
        }

        await page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<IReadOnlyList<string>> LookAsync(
        IPage page, Stop stop, (Screen Size, Rules Rules)[] looks)
    {
        try
        {
            var answer = await stop.Go(page);
            var headings = await page.Locator("h1:visible").AllInnerTextsAsync();
            if (answer?.Status != stop.Status)
            {
                return [$"answers {answer?.Status}"];
            }

            if (headings is not [{ Length: > 0 }])
            {
                return [$"{headings.Count} h1: {string.Join(", ", headings)}"];
            }

            List<string> faults = [];
            foreach (var (size, rules) in looks)
            {
                await page.ResizeAsync(size);
                faults.AddRange((await page.FaultsAsync(rules)).Select(fault => $"{size}: {fault}"));
            }

            return faults;
        }
        catch (Exception failure) when (failure is PlaywrightException or TimeoutException or Xunit.Sdk.XunitException)
        {
            return [failure.Message];
        }
    }
}

/// <summary>Strangers, residents, the administrator.</summary>
public sealed class PagesOfResidents(BandengSite site) : EveryPage(site)
{
    public static readonly string?[] People = [null, "resident", "admin"];

    public static TheoryData<string?> Walks => [.. People];

    [Theory]
    [MemberData(nameof(Walks))]
    public Task All_that_a_person_opens_is_fit(string? who) => WalkAsync(who);
}

/// <summary>The longest walk, its first half.</summary>
public sealed class PagesOfTheDesk(BandengSite site) : EveryPage(site)
{
    public const int Parts = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task All_that_a_clerk_opens_is_fit(int part) => WalkAsync("clerk", part, Parts);
}

/// <summary>The longest walk, its second half.</summary>
public sealed class PagesOfTheRegister(BandengSite site) : EveryPage(site)
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public Task All_that_a_clerk_opens_is_fit(int part) => WalkAsync("clerk", part, PagesOfTheDesk.Parts);
}

/// <summary>Everybody else who holds a post.</summary>
public sealed class PagesOfOffices(BandengSite site) : EveryPage(site)
{
    private readonly BandengSite _site = site;

    public static TheoryData<string?> Walks => [.. Stops.People.Except(PagesOfResidents.People).Except(["clerk"])];

    [Theory]
    [MemberData(nameof(Walks))]
    public Task All_that_a_person_opens_is_fit(string? who) => WalkAsync(who);

    [Fact]
    public void Every_page_has_somebody_who_looks_at_it()
    {
        var pages = _site.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items
            .OfType<PageActionDescriptor>().Select(page => page.AttributeRouteInfo!.Template!).Distinct();
        var all = new Stops(_site).All;

        Assert.Equal(pages.Except(Stops.WithoutFace).Order(), all.Select(stop => stop.Route).Distinct().Order());
        Assert.Empty(all.Select(stop => stop.Who).Except(Stops.People));
    }
}

/// <summary>The ten that most people see: at night, in English, in large type.</summary>
public sealed class MainPages(BandengSite site)
{
    public static TheoryData<string?> WhoseMain => [.. (string?[])[null, "resident", "clerk", "handler", "town"]];

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_at_night(string? who) =>
        await EveryPage.WalkAsync(
            await site.VisitorAsync(who, Screen.Phone, dark: true), Main(who), (Screen.Phone, Rules.OfColour));

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_in_English(string? who) =>
        await EveryPage.WalkAsync(
            await site.VisitorAsync(who, Screen.Phone, "en"), Main(who), (Screen.Phone, Rules.All));

    [Theory]
    [MemberData(nameof(WhoseMain))]
    public async Task They_are_fit_in_large_type(string? who)
    {
        var page = await site.VisitorAsync(who, Screen.Phone);
        var address = site.ClientOptions.BaseAddress.ToString();
        await page.Context.AddCookiesAsync([new() { Name = "view", Value = "elder", Url = address }]);
        await EveryPage.WalkAsync(page, Main(who), (Screen.Phone, Rules.OfSize));
    }

    private IEnumerable<Stop> Main(string? who) => new Stops(site).All.Where(stop => stop.IsMain && stop.Who == who);
}
