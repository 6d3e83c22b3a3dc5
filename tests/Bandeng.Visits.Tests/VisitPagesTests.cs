using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Visits.Tests;

/// <summary>The grid worker's pages without script, through the real host.</summary>
public sealed partial class VisitPagesTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_worker_opens_the_round_enters_a_visit_and_wrong_input_keeps_what_was_typed()
    {
        var worker = await site.VisitorAsync("gridworker");
        var programme = ProgrammeLink().Match(await worker.GetStringAsync("/visits", None)).Groups[1].Value;
        var round = await worker.GetStringAsync($"/visits/round?programme={programme}", None);
        var door = DoorLink().Match(round).Value.Replace("&amp;", "&", StringComparison.Ordinal);
        var fields = new Dictionary<string, string>
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Programme"] = programme,
            ["Input.Outcome"] = "Done",
            ["Input.Day"] = "2026-06-01",
            ["a.q1"] = "yes",
            ["Input.Words"] = "水管漏了",
        };

        using (var refused = await DemoSite.PostAsync(worker, door, fields, door))
        {
            var page = await refused.Content.ReadAsStringAsync(None);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Contains("This must be answered", page, StringComparison.Ordinal);
            Assert.Contains("水管漏了", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        fields["a.q2"] = "电";
        fields["Input.Promise"] = "明天来修水管";
        fields["Input.Settlement"] = "Matter";
        fields["Input.PromisedFor"] = "2026-06-02";
        using var entered = await DemoSite.PostAsync(worker, door, fields, door);
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var done = await worker.GetStringAsync(entered.Headers.Location, None);
        Assert.Contains("/matters/", done, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound, (await (await site.VisitorAsync("clerk2")).GetAsync(door, None)).StatusCode);
        Assert.Contains(
            "水管漏了", WebUtility.HtmlDecode(await worker.GetStringAsync("/visits/log", None)), StringComparison.Ordinal);
        Assert.Contains(
            "水管漏了", await worker.GetStringAsync($"/visits.csv?programme={programme}", None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_sees_corrects_takes_along_withdraws_and_erases_what_is_held()
    {
        var resident = await site.VisitorAsync("resident");
        var page = WebUtility.HtmlDecode(await resident.GetStringAsync("/my/held", None));
        Assert.Contains("林阿姨", page, StringComparison.Ordinal);
        Assert.Contains("每周上门看一次", page, StringComparison.Ordinal);
        var json = JsonDocument.Parse(await resident.GetStringAsync("/my/held.json", None));
        Assert.Equal("林阿姨", json.RootElement.GetProperty("register")[0].GetProperty("name").GetString());
        Assert.Equal("19900000001", json.RootElement.GetProperty("register")[0].GetProperty("phone").GetString());
        Assert.True(json.RootElement.TryGetProperty("visits", out _));

        var form = await resident.GetStringAsync("/my/held/correct", None);
        var who = ResidentValue().Match(form).Groups[1].Value;
        using (var asked = await DemoSite.PostAsync(resident, "/my/held/correct", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.Resident"] = who,
            ["Input.BirthDate"] = "1958-03-04",
        }))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }

        var clerk = await site.VisitorAsync("clerk");
        var waiting = await clerk.GetStringAsync("/registry/corrections", None);
        Assert.Contains("1958-03-04", waiting, StringComparison.Ordinal);
        using (var taken = await DemoSite.PostAsync(clerk, "/registry/corrections?handler=Take", new()
        {
            ["id"] = IdValue().Match(waiting).Groups[1].Value,
            ["version"] = "1",
        }))
        {
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        }

        Assert.Contains("1958-03-04", await resident.GetStringAsync("/my/held", None), StringComparison.Ordinal);

        var need = NeedValue().Match(page).Groups[1].Value;
        using (var withdrawn = await DemoSite.PostAsync(
            resident, "/my/held?handler=Withdraw", new() { ["need"] = need }))
        {
            Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        }

        Assert.Contains(
            "consent withdrawn", await clerk.GetStringAsync($"/needs/{need}", None), StringComparison.Ordinal);
        using (var unsure = await DemoSite.PostAsync(
            resident, "/my/held?handler=Erase", new() { ["sections"] = "care" }))
        {
            Assert.Equal(HttpStatusCode.OK, unsure.StatusCode);
        }

        using var erased = await DemoSite.PostAsync(
            resident, "/my/held?handler=Erase", new() { ["sections"] = "care", ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.Redirect, erased.StatusCode);
        Assert.DoesNotContain(
            "每周上门看一次", WebUtility.HtmlDecode(await resident.GetStringAsync("/my/held", None)),
            StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        var report = await Kernel.Trail.VerifyTrail.RunAsync(
            scope.ServiceProvider.GetRequiredService<BandengDb>(), None);
        Assert.Null(report.Fault);
        Assert.Contains(report.Tombstones, one => one.Ground == "本人要求");
    }

    [Fact]
    public async Task What_is_held_shows_every_module_and_the_answer_to_a_correction_and_the_file_holds_the_same()
    {
        var resident = await site.VisitorAsync("caller");
        Assert.Contains(
            "Nobody of your name", await resident.GetStringAsync("/my/held", None), StringComparison.Ordinal);
        resident = await site.VisitorAsync("resident");
        var who = ResidentValue().Match(await resident.GetStringAsync("/my/held/correct", None)).Groups[1].Value;
        (await DemoSite.PostAsync(resident, "/my/held/correct", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.Resident"] = who,
            ["Input.Name"] = "林阿婆",
        })).Dispose();
        await HoldsAsync(resident, "corrections", "林阿婆");
        using (var wrong = await DemoSite.PostAsync(resident, "/my/held/correct", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.Resident"] = who,
            ["Input.Name"] = new string('林', 41),
            ["Input.BirthDate"] = "2150-01-01",
            ["Input.Phone"] = "1",
            ["Input.Words"] = "我是回民",
        }))
        {
            var page = await wrong.Content.ReadAsStringAsync(None);
            Assert.Equal(3, page.Split("class=\"field-error\"").Length - 1);
        }

        using (var only = await DemoSite.PostAsync(resident, "/my/held/correct", new()
        {
            ["Input.Id"] = Guid.CreateVersion7().ToString(),
            ["Input.Resident"] = who,
            ["Input.Words"] = "我是回民",
        }))
        {
            Assert.Contains(
                "which are not held; nothing else", await only.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        var clerk = await site.VisitorAsync("clerk");
        var waiting = await clerk.GetStringAsync("/registry/corrections", None);
        (await DemoSite.PostAsync(clerk, "/registry/corrections?handler=Refuse", new()
        {
            ["id"] = IdValue().Match(waiting).Groups[1].Value,
            ["version"] = "1",
            ["answer"] = "身份证上是林阿姨",
        })).Dispose();

        await HoldsAsync(resident, "corrections", "身份证上是林阿姨");
        await HoldsAsync(resident, "tellings", "林小雨");
        await HoldsAsync(resident, "members", "量血压、陪老人看病");
        await HoldsAsync(resident, "members", "社区义诊");
        await HoldsAsync(resident, "account", "19900000001");
        await HoldsAsync(resident, "care", "每周上门看一次");
        await HoldsAsync(clerk, "work", "1993");
        await HoldsAsync(clerk, "account", "街心社区");
        var raised = await RaisedAsync(resident, "楼道的灯坏了三天没人修，请来看看");
        await HoldsAsync(resident, "matters", raised);
    }

    private static async Task HoldsAsync(HttpClient person, string section, string words)
    {
        var page = WebUtility.HtmlDecode(await person.GetStringAsync("/my/held", None));
        Assert.Contains(words, page[page.IndexOf($"id=\"s-{section}\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
        using var file = JsonDocument.Parse(await person.GetStringAsync("/my/held.json", None));
        Assert.Contains(
            file.RootElement.GetProperty(section).EnumerateArray().SelectMany(record => record.EnumerateObject()),
            fact => fact.Value.GetString()?.Contains(words, StringComparison.Ordinal) == true);
    }

    private static async Task<string> RaisedAsync(HttpClient person, string words)
    {
        using var sent = await person.PostAsync(
            "/api/v1/matters", JsonContent.Create(new { detail = words, area = "431302001001" }), None);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        return words;
    }

    [Fact]
    public async Task The_file_and_reach_open_for_the_office_and_not_for_the_neighbour()
    {
        var worker = await site.VisitorAsync("gridworker");
        var page = WebUtility.HtmlDecode(await worker.GetStringAsync("/registry/grids/431302001001001/file", None));
        Assert.Contains("刘小军", page, StringComparison.Ordinal);
        Assert.Contains("fewer than 5", page, StringComparison.Ordinal);
        var neighbour = await site.VisitorAsync("clerk2");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbour.GetAsync("/registry/grids/431302001001001/file", None)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await neighbour.GetAsync("/registry/reach?area=431302001001", None)).StatusCode);

        Assert.Contains(
            "This is no place",
            await worker.GetStringAsync("/registry/reach?area=431302001001&kind=Clinic&lon=1&lat=x", None),
            StringComparison.Ordinal);
        var reach = await worker.GetStringAsync(
            "/registry/reach?area=431302001001&kind=Clinic&lon=112.0&lat=27.7", None);
        Assert.Contains("buildings were outside", reach, StringComparison.Ordinal);
        var csv = await worker.GetStringAsync("/registry/reach.csv?area=431302001001", None);
        Assert.Contains("Minutes to", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_nowhere_is_said_once_and_marks_no_building_unless_it_is_asked_for()
    {
        var worker = await site.VisitorAsync("gridworker");
        const string place = "area=431302001001";

        Assert.Contains(
            "There is none of these here: School.", await worker.GetStringAsync($"/registry/reach?{place}", None),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "There is none", await worker.GetStringAsync($"/registry/reach?{place}&kind=School", None),
            StringComparison.Ordinal);

        Assert.All(await LackingAsync(place), line => Assert.DoesNotContain("School", line, StringComparison.Ordinal));
        var asked = await LackingAsync($"{place}&kind=School");
        Assert.NotEmpty(asked);
        Assert.All(asked, line => Assert.Contains("School", line, StringComparison.Ordinal));

        async Task<string[]> LackingAsync(string question) =>
            (await worker.GetStringAsync($"/registry/reach.csv?{question}", None))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    [Fact]
    public async Task The_figure_of_reach_its_list_and_its_file_count_the_same_dwellings()
    {
        var worker = await site.VisitorAsync("gridworker");
        const string question = "area=431302001001&kind=School";

        var page = await worker.GetStringAsync($"/registry/reach?{question}", None);
        var figure = long.Parse(ReachFigure().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);
        var list = ReachLine().Matches(page[page.IndexOf("id=\"lacking\"", StringComparison.Ordinal)..]);
        var lines = (await worker.GetStringAsync($"/registry/reach.csv?{question}", None))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

        Assert.True(figure > 0);
        Assert.Equal(figure, list.Sum(line => long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(figure, lines.Sum(line => long.Parse(line.Split(',')[4], CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("kind=School[^<]*</a></th>(?:\\s*<td class=\"number\">\\d+</td>){3}\\s*<td class=\"number\">(\\d+)</td>")]
    private static partial Regex ReachFigure();

    [GeneratedRegex("/registry/places/[^<]*</a></th>\\s*<td class=\"number\">(\\d+)</td>")]
    private static partial Regex ReachLine();

    [GeneratedRegex("/visits/round\\?programme=([0-9a-f-]+)")]
    private static partial Regex ProgrammeLink();

    [GeneratedRegex("/visits/homes/[0-9a-f-]+[^\"]*")]
    private static partial Regex DoorLink();

    [GeneratedRegex("name=\"Input.Resident\" value=\"([0-9a-f-]+)\"")]
    private static partial Regex ResidentValue();

    [GeneratedRegex("name=\"id\" value=\"([0-9a-f-]+)\"")]
    private static partial Regex IdValue();

    [GeneratedRegex("name=\"need\" value=\"([0-9a-f-]+)\"")]
    private static partial Regex NeedValue();
}
