using Bandeng.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Bandeng.Browser.Tests.BandengSite))]

namespace Bandeng.Browser.Tests;

/// <summary>How somebody holds the product: a cheap phone, a desk.</summary>
public enum Screen
{
    Phone,
    Desk,
}

/// <summary>
/// The site with its demo of today on a port of its own, and one browser to look at it; one for all tests.
/// </summary>
public sealed class BandengSite() : DemoSite(Engine.Sqlite, WholeSecond(TimeProvider.System.GetUtcNow()))
{
    // A page waits for what it shows, not for the clock: on a busy machine that may take its time.
    private const float Patience = 60_000;

    private readonly Dictionary<string, string> _signedIn = [];
    private readonly SemaphoreSlim _signingIn = new(1);
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public override async ValueTask InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("BANDENG_CHROMIUM") ?? "/usr/bin/chromium-headless-shell";
        Assert.SkipUnless(File.Exists(chromium), "./test installs Chromium.");

        UseKestrel(0);
        await base.InitializeAsync();
        StartServer();
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                // Maps are drawn by WebGL, on machines without a graphics card too.
                "--enable-unsafe-swiftshader",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A visitor of their own; a known name is signed in once and remembered.</summary>
    public async Task<IPage> VisitorAsync(
        string? name = null, Screen screen = Screen.Desk, string language = "zh-CN", bool dark = false,
        bool script = true)
    {
        var state = name is null ? null : await SignedInAsync(name);
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = ClientOptions.BaseAddress.ToString(),
            Locale = language,
            ViewportSize = Looking.SizeOf(screen),
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = script,
            StorageState = state,
        });
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync(Looking.Axe);
        return await context.NewPageAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _signingIn.Dispose();
        await base.DisposeAsync();
    }

    // What the database keeps to the millisecond and the browser counts in milliseconds is then the same.
    private static DateTimeOffset WholeSecond(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    private async Task<string> SignedInAsync(string name)
    {
        await _signingIn.WaitAsync();
        try
        {
            if (_signedIn.TryGetValue(name, out var known))
            {
                return known;
            }

            var page = await VisitorAsync();
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("用户名").FillAsync(name);
            await page.GetByLabel("密码").FillAsync(Password);
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "登录" }).First.ClickAsync();
            await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
            var state = await page.Context.StorageStateAsync();
            await page.Context.CloseAsync();
            return _signedIn[name] = state;
        }
        finally
        {
            _signingIn.Release();
        }
    }
}
