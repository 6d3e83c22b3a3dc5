using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests;

/// <summary>Calendar, feed and map as ordinary programs read them: khal, newsboat, ogrinfo.</summary>
public abstract partial class ProgramsReadTests(DemoSite site) : IDisposable
{
    private readonly Neighbourhood _here = new(site);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bandeng-programs-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Khal_reads_a_handlers_deadlines_until_the_address_is_revoked()
    {
        NeedsProgram("khal");
        _here.At("2026-06-08T09:00");
        var id = await _here.InHandAsync();
        var due = (await _here.ReadAsync(id, "handler")).DueAt!.Value;
        var client = await site.VisitorAsync("handler");
        var address = await AddressAsync(client);
        using var program = site.Stranger();
        var calendar = await program.GetStringAsync(address, Cancel);
        Assert.DoesNotContain("楼道灯坏了", calendar, StringComparison.Ordinal);

        var listed = await ListAsync(calendar, due);

        Assert.Contains(
            $"{ChinaTime.OnTheWall(due):HH:mm}|http://localhost/matters/{id}", listed, StringComparison.Ordinal);
        Assert.All(calendar.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(
            HttpStatusCode.NotFound, (await program.GetAsync("/calendar.ics?key=bd_nobody", Cancel)).StatusCode);
        var token = TokenId().Match(await client.GetStringAsync("/account", Cancel)).Groups[1].Value;
        (await DemoSite.PostAsync(client, "/account?handler=Revoke", new() { ["id"] = token })).Dispose();
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Newsboat_reads_the_board()
    {
        NeedsProgram("newsboat");
        var feed = await KeepAsync("board.atom", await site.Stranger().GetStringAsync("/board.atom", Cancel));
        var urls = await KeepAsync("urls", $"file://{feed}\n");
        string[] own =
            ["-u", urls, "-c", Path.Combine(_folder.FullName, "cache.db"), "-C", await KeepAsync("config", "")];

        await RunAsync("newsboat", [.. own, "-x", "reload"]);
        var unread = await RunAsync("newsboat", [.. own, "-x", "print-unread"]);

        var entries = EntryOfFeed().Count(await File.ReadAllTextAsync(feed, Cancel));
        Assert.InRange(entries, 5, 100);
        Assert.StartsWith($"{entries} ", unread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ogrinfo_reads_the_matters_as_points()
    {
        NeedsProgram("ogrinfo");
        var points = await KeepAsync(
            "matters.geojson", await site.Stranger().GetStringAsync("/board/matters.geojson", Cancel));

        var told = await RunAsync("ogrinfo", ["-ro", "-al", "-so", points]);

        Assert.Contains("Geometry: Point", told, StringComparison.Ordinal);
        Assert.Contains("WGS 84", told, StringComparison.Ordinal);
        Assert.True(int.Parse(FeatureCount().Match(told).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > 5, told);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private static void NeedsProgram(string name) =>
        Assert.SkipUnless(File.Exists($"/usr/bin/{name}"), $"./test installs {name}.");

    private static async Task<string> AddressAsync(HttpClient client)
    {
        using var made = await DemoSite.PostAsync(client, "/account?handler=Token", new() { ["scope"] = "calendar" });
        return CalendarAddress().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
    }

    private async Task<string> ListAsync(string calendar, DateTimeOffset day)
    {
        var file = await KeepAsync("mine.ics", calendar);
        var config = await KeepAsync("khal.conf",
            $"""
            [calendars]
            [[work]]
            path = {_folder.FullName}/calendar
            type = calendar
            [locale]
            local_timezone = Asia/Shanghai
            default_timezone = Asia/Shanghai
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%d %H:%M
            longdatetimeformat = %Y-%m-%d %H:%M
            [sqlite]
            path = {_folder.FullName}/khal.db
            """);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "calendar"));
        await RunAsync("khal", ["-c", config, "import", "--batch", "-a", "work", file]);
        return await RunAsync(
            "khal",
            ["-c", config, "list", "--format", "{title}|{end-time}|{url}", $"{ChinaTime.OnTheWall(day):yyyy-MM-dd}"]);
    }

    private async Task<string> KeepAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }

    private async Task<string> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.Environment["HOME"], start.Environment["LC_ALL"]) = (_folder.FullName, "C.UTF-8");
        using var running = Process.Start(start)!;
        var (told, wrong) =
            (running.StandardOutput.ReadToEndAsync(Cancel), running.StandardError.ReadToEndAsync(Cancel));
        await running.WaitForExitAsync(Cancel);
        Assert.True(running.ExitCode == 0, $"{program}: {await wrong}");
        return await told;
    }

    [GeneratedRegex(@"/calendar\.ics\?key=bd_[A-Za-z0-9_-]+")]
    private static partial Regex CalendarAddress();

    [GeneratedRegex("(?s)handler=Revoke.*?name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex TokenId();

    [GeneratedRegex("<entry>")]
    private static partial Regex EntryOfFeed();

    [GeneratedRegex(@"Feature Count: (\d+)")]
    private static partial Regex FeatureCount();
}

public sealed class ProgramsReadOnSqlite(DemoSiteOnSqlite site)
    : ProgramsReadTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ProgramsReadOnPostgres(DemoSiteOnPostgres site)
    : ProgramsReadTests(site), IClassFixture<DemoSiteOnPostgres>;
