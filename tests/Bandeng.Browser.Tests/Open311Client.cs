using System.Diagnostics;
using System.Text.RegularExpressions;
using Bandeng.Testing;

namespace Bandeng.Browser.Tests;

/// <summary>
/// A client of Open311 that nobody here wrote, the npm package open311, against the real site: bench/open311. Where the
/// package cannot be fetched there are the recorded requests of Open311Contract.
/// </summary>
public sealed partial class Open311Client(BandengSite site)
{
    private const int NotFetched = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_npm_package_discovers_sends_and_reads_back()
    {
        var home = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(home.FullName, "Bandeng.slnx")))
        {
            home = home.Parent!;
        }

        using var client = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
        (await DemoSite.SignInAsync(client, "resident", DemoSite.Password)).Dispose();
        using var made = await DemoSite.PostAsync(client, "/account?handler=Token", new() { ["scope"] = "open311" });
        var key = Token().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
        using var run = Process.Start(new ProcessStartInfo(Path.Combine(home.FullName, "bench", "open311", "run"), [client.BaseAddress!.GetLeftPart(UriPartial.Authority), key])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, failed) = (run.StandardOutput.ReadToEndAsync(Cancel), run.StandardError.ReadToEndAsync(Cancel));
        await run.WaitForExitAsync(Cancel);

        Assert.SkipWhen(run.ExitCode == NotFetched, "The package open311 cannot be fetched here.");
        Assert.True(run.ExitCode == 0, await failed);
        Assert.Contains("sent and read back", await said, StringComparison.Ordinal);
    }

    [GeneratedRegex("bd_[A-Za-z0-9_-]{40,}")]
    private static partial Regex Token();
}
