using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Rules;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests;

/// <summary>
/// Rules, catalogue and calendars by page: from a day on, never backwards, and by whom the whole is entrusted to.
/// </summary>
public abstract partial class RulesPagesContract(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_rules_hold_from_their_day_and_what_has_not_begun_is_taken_back()
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/rules");
        fields["Input[signFor.amount]"] = "7";
        fields["Input[undoMinutes]"] = "20";
        fields["From"] = "2026-07-01";

        Assert.Equal(HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/rules", fields)).StatusCode);

        Assert.Contains(
            "\"signFor\": \"7 working-hour\"", await PackAsync(admin, "2026-07-01"), StringComparison.Ordinal);
        Assert.Contains("\"undoMinutes\": 20", await PackAsync(admin, "2026-07-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("7 working-hour", await PackAsync(admin, "2026-06-30"), StringComparison.Ordinal);
        // What the form does not show is as it was: the demo's own words.
        Assert.Contains("已销号", await PackAsync(admin, "2026-07-01"), StringComparison.Ordinal);

        await DemoSite.PostAsync(admin, "/admin/rules?handler=TakeBack", new() { ["day"] = "2026-07-01" });
        Assert.DoesNotContain("7 working-hour", await PackAsync(admin, "2026-07-01"), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("rules.take-back"));
        var begun = await DemoSite.PostAsync(admin, "/admin/rules?handler=TakeBack", new() { ["day"] = "2026-05-01" });
        Assert.Contains("rules.begun", await begun.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_reason_leads_is_said_from_a_day_on_and_said_twice_it_is_said_once()
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/rules");
        Assert.Equal("区人民法院立案窗口", fields["Input[ways.court.name]"]);
        (fields["Input[ways.discipline.name]"], fields["Input[ways.discipline.nameEn]"]) =
            (" 区纪委监委 ", "District discipline inspection");
        (fields["Input[ways.discipline.phone]"], fields["Input[ways.discipline.address]"]) =
            ("12388", "长青中街 6 号，工作日 8:00–12:00");
        foreach (var part in new[] { "name", "nameEn", "phone", "address" })
        {
            fields[$"Input[ways.disclosure.{part}]"] = "";
        }

        fields["From"] = "2026-08-01";
        var before = await CountAsync("rules.import");
        Assert.Equal(HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/rules", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/rules", fields)).StatusCode);

        Assert.Equal(before + 1, await CountAsync("rules.import"));
        var ways = await WaysAsync(admin, "2026-08-01");
        Assert.Equal(
            new("区纪委监委", "District discipline inspection", "12388", "长青中街 6 号，工作日 8:00–12:00"), ways["discipline"]);
        Assert.Equal(["emergency", "court", "arbitration", "discipline"], ways.Keys);
        Assert.Equal(["emergency", "court", "arbitration", "disclosure"], (await WaysAsync(admin, "2026-07-31")).Keys);
    }

    [Theory]
    [InlineData("Input[extensions]", "11", "pack.setting")]
    [InlineData("Input[extensions]", "two", "pack.unreadable")]
    [InlineData("Input[look.amount]", "0", "pack.unreadable")]
    [InlineData("Input[type.Help.amount]", "0", "href=\"#type.Help\"")]
    [InlineData("Input[ways.review.phone]", "0738-8610000", "href=\"#ways.review.name\"")]
    [InlineData("Input[ways.court.name]", "\u200b", "id=\"ways.court.name-wrong\"")]
    [InlineData("From", "2026-05-31", "rules.past")]
    [InlineData("From", "2036-05-31", "rules.far")]
    [InlineData("From", "", "rules.from")]
    public async Task What_cannot_hold_is_refused_and_what_was_typed_stays(string field, string typed, string code)
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/rules");
        fields["Input[handle.amount]"] = "9";
        fields[field] = typed;

        var html = await (await DemoSite.PostAsync(admin, "/admin/rules", fields)).Content.ReadAsStringAsync(Cancel);

        Assert.Contains(code, html, StringComparison.Ordinal);
        Assert.Equal("9", Fields(html)["Input[handle.amount]"]);
        Assert.DoesNotContain("\"9 working-day\"", await PackAsync(admin, "2039-01-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_is_signed_off_from_a_day_on_and_keeps_its_limit()
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/rules");
        Assert.Equal("true", fields["Input[type.Suggestion.signOff]"]);
        Assert.DoesNotContain("Input[type.Report.signOff]", fields.Keys);
        fields.Remove("Input[type.Suggestion.signOff]");
        (fields["Input[type.Report.signOff]"], fields["Input[type.Enquiry.signOff]"]) = ("true", "true");
        fields["From"] = "2026-09-01";

        Assert.Equal(HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/rules", fields)).StatusCode);

        var types = (await RulesAsync(admin, "2026-09-01")).Types;
        Assert.Equal(
            [RequestType.Enquiry, RequestType.Report],
            types.Where(type => type.Value.SignOff).Select(type => type.Key).Order());
        Assert.Equal("2 working-day", types[RequestType.Enquiry].Handle?.ToString());
        Assert.Null(types[RequestType.Report].Handle);
        Assert.True((await RulesAsync(admin, "2026-08-31")).AsksSignature("problem", RequestType.Suggestion));
    }

    [Fact]
    public async Task A_part_of_where_a_reason_leads_that_is_too_long_is_refused_beside_its_field()
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/rules");
        fields["Input[ways.court.address]"] = new string('长', OtherOffice.PartMax + 1);

        var html = await (await DemoSite.PostAsync(admin, "/admin/rules", fields)).Content.ReadAsStringAsync(Cancel);

        Assert.Contains("pack.way", html, StringComparison.Ordinal);
        Assert.Contains("id=\"ways.court.address-wrong\"", html, StringComparison.Ordinal);
        Assert.Equal(fields["Input[ways.court.address]"], Fields(html)["Input[ways.court.address]"]);
    }

    [Fact]
    public async Task An_entry_of_the_catalogue_has_its_days()
    {
        var admin = await site.VisitorAsync("admin");
        var fields = await FieldsAsync(admin, "/admin/categories/edit?code=0701");
        (fields["Input.Amount"], fields["Input.From"]) = ("9", "2026-09-01");
        Assert.Equal(
            HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/categories/edit", fields)).StatusCode);
        // A nearer change ends where the planned one begins.
        (fields["Input.Amount"], fields["Input.From"]) = ("8", "2026-07-01");
        Assert.Equal(
            HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/categories/edit", fields)).StatusCode);

        Assert.Equal(["9 2026-09-01 ", "8 2026-07-01 2026-09-01"], (await DaysAsync("0701")).Take(2));
        await DemoSite.PostAsync(
            admin, "/admin/categories/edit?handler=End", new() { ["code"] = "0701", ["day"] = "2026-08-01" },
            "/admin/categories/edit?code=0701");
        Assert.Equal(["8 2026-07-01 2026-08-01"], (await DaysAsync("0701")).Take(1));
        Assert.Contains(
            "0701", await admin.GetStringAsync("/admin/categories?day=2026-07-31", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "code=0701", await admin.GetStringAsync("/admin/categories?day=2026-08-01", Cancel),
            StringComparison.Ordinal);

        // What was taken out is taken up again; what never was is not there.
        (fields["Input.Amount"], fields["Input.From"]) = ("6", "2026-10-01");
        Assert.Equal(
            HttpStatusCode.Redirect, (await DemoSite.PostAsync(admin, "/admin/categories/edit", fields)).StatusCode);
        Assert.Equal(["6 2026-10-01 ", "8 2026-07-01 2026-08-01"], (await DaysAsync("0701")).Take(2));
        fields["Input.Known"] = "0798";
        Assert.Equal(
            HttpStatusCode.NotFound, (await DemoSite.PostAsync(admin, "/admin/categories/edit", fields)).StatusCode);

        var html = await (await DemoSite.PostAsync(
            admin, "/admin/categories/edit?handler=End", new() { ["code"] = "07", ["day"] = "2026-06-01" },
            "/admin/categories/edit?code=07"))
            .Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Categories stand below it", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Code", "0702", "This code has been used")]
    [InlineData("Input.Parent", "0702", "stands below another")]
    [InlineData("Input.Name", "", "Name and English name")]
    [InlineData("Input.Amount", "0", "1 to 10,000")]
    [InlineData("Input.Way", "prayer", "no such way")]
    public async Task An_entry_that_cannot_be_is_refused_beside_its_field(string field, string typed, string said)
    {
        var admin = await site.VisitorAsync("admin");
        var fields = new Dictionary<string, string>
        {
            ["Input.Code"] = "0799",
            ["Input.Parent"] = "07",
            ["Input.Name"] = "新类",
            ["Input.NameEn"] = "New",
            ["Input.Filing"] = "有地点。",
            ["Input.Closing"] = "办完。",
            ["Input.Amount"] = "3",
            ["Input.Class"] = "working-day",
            ["Input.Duty"] = "Community",
            ["Input.From"] = "2026-06-02",
            [field] = typed,
        };

        var html = await (await DemoSite.PostAsync(admin, "/admin/categories/edit", fields))
            .Content.ReadAsStringAsync(Cancel);

        Assert.Contains(said, html, StringComparison.Ordinal);
        Assert.Empty(await DaysAsync("0799"));
    }

    [Fact]
    public async Task The_exported_catalogue_can_be_brought_in_again()
    {
        var admin = await site.VisitorAsync("admin");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Guard().Match(await admin.GetStringAsync("/admin/categories", Cancel)).Groups[1].Value), "__RequestVerificationToken" },
            { new ByteArrayContent(await admin.GetByteArrayAsync("/admin/categories?handler=Csv&day=2026-06-01", Cancel)), "List", "own.csv" },
        };

        var html = await (await admin.PostAsync("/admin/categories", form, Cancel)).Content.ReadAsStringAsync(Cancel);

        Assert.Matches(@"0 added, 0 changed, \d\d+ unchanged, 0 refused", html);
    }

    [Fact]
    public async Task The_notice_of_a_year_is_typed_off_and_counted_by()
    {
        var admin = await site.VisitorAsync("admin");
        var wrong = await DemoSite.PostAsync(
            admin, "/admin/calendars", new() { ["Year"] = "2051", ["Notice"] = "2051-01-01 放假\n不知道哪天放假" });
        Assert.Contains("Line 2", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var right = await DemoSite.PostAsync(
            admin, "/admin/calendars", new() { ["Year"] = "2051", ["Notice"] = "2051-02-10 至 2051-02-16 放假\n2月5日 上班" });

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.False(Bandeng.Kernel.Clocks.WorkCalendar.Official.IsWorkingDay(new(2051, 2, 15)));
        Assert.True(Bandeng.Kernel.Clocks.WorkCalendar.Official.IsWorkingDay(new(2051, 2, 5)));
    }

    [Fact]
    public async Task Whose_post_does_not_cover_the_installation_changes_nothing()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var post = new HeldPost(Guid.CreateVersion7(), "Admin", AreaCode.Parse("431302001000"), null, null);
        var viewer = new Viewer(Guid.CreateVersion7(), "镇里的管理员", [post]);

        var result = await scope.ServiceProvider.GetRequiredService<KeepRules>()
            .RunAsync("{}", new DateOnly(2026, 7, 1), viewer, Cancel);

        Assert.False(result.TryGet(out _, out var refusal));
        Assert.Equal("rules.not-yours", refusal.Code);
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient client, string page) =>
        Fields(await client.GetStringAsync(page, Cancel));

    // Inputs, areas of text and the chosen option of each list, as a browser sends them.
    private static Dictionary<string, string> Fields(string html)
    {
        var fields = new Dictionary<string, string>();
        foreach (var input in Input().Matches(html).Select(match => match.Value).Where(tag => Name().IsMatch(tag)))
        {
            var isChecked = !input.Contains("type=\"checkbox\"", StringComparison.Ordinal)
                || input.Contains("checked", StringComparison.Ordinal);
            if (isChecked && !input.Contains("type=\"file\"", StringComparison.Ordinal))
            {
                fields.TryAdd(
                    Name().Match(input).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value));
            }
        }

        foreach (var area in Area().Matches(html).Cast<Match>())
        {
            fields.TryAdd(area.Groups[1].Value, WebUtility.HtmlDecode(area.Groups[2].Value.TrimStart('\r', '\n')));
        }

        foreach (var list in List().Matches(html).Cast<Match>())
        {
            var chosen = Chosen().Match(list.Groups[2].Value);
            fields.TryAdd(list.Groups[1].Value, chosen.Success ? chosen.Groups[1].Value : "");
        }

        return fields;
    }

    private static async Task<string> PackAsync(HttpClient admin, string day) =>
        await admin.GetStringAsync($"/admin/rules?handler=Pack&day={day}", Cancel);

    private static async Task<IReadOnlyDictionary<string, OtherOffice>> WaysAsync(HttpClient admin, string day) =>
        (await RulesAsync(admin, day)).Ways;

    private static async Task<MatterRules> RulesAsync(HttpClient admin, string day) =>
        RulesFile.Read(await PackAsync(admin, day)).TryGet(out var rules, out var refusal)
            ? rules
            : throw new InvalidOperationException(refusal.Code);

    private async Task<IReadOnlyList<string>> DaysAsync(string code)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<string>(
            "select limit_amount || ' ' || valid_from || ' ' || coalesce(valid_to, '') from categories where code = @code order by valid_from desc",
            new { code },
            Cancel);
    }

    private async Task<long> CountAsync(string action)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(
            "select count(*) from trail_events where action = @action", new { action }, Cancel);
    }

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<textarea [^>]*name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Area();

    [GeneratedRegex("<select [^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex List();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)")]
    private static partial Regex Guard();
}

public sealed class RulesPagesOnSqlite(DemoSiteOnSqlite site)
    : RulesPagesContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class RulesPagesOnPostgres(DemoSiteOnPostgres site)
    : RulesPagesContract(site), IClassFixture<DemoSiteOnPostgres>;
