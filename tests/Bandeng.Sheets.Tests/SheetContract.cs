using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Sheets.Demo;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Sheets.Tests;

public sealed class SheetsOnSqlite(DemoSiteOnSqlite site) : SheetContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SheetsOnPostgres(DemoSiteOnPostgres site) : SheetContract(site), IClassFixture<DemoSiteOnPostgres>;

/// <summary>
/// A form's life through the real host, on both engines: sent in, bound, filled, counted, renewed, taken out of use.
/// </summary>
public abstract partial class SheetContract(DemoSite site)
{
    private const string Community = "431302001001";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_blank_is_sent_in_bound_once_and_filled_with_matters_of_the_area_and_period()
    {
        var clerk = await site.VisitorAsync("clerk");
        var bind = await SendAsync(clerk, DemoBlanks.Matters);
        var page = await clerk.GetStringAsync(bind, None);
        Assert.Contains("value=\"title\" selected", page, StringComparison.Ordinal);
        Assert.Contains("value=\"phone\" selected", page, StringComparison.Ordinal);
        using (var unbound = await clerk.GetAsync(bind.Replace("/bind", "/fill", StringComparison.Ordinal), None))
        {
            Assert.Contains(
                "Nobody has said yet", await unbound.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        var form = await BindAsync(clerk, bind, page);
        var query = $"?area={Community}&from=2026-05-01&to=2026-06-30";
        var look = await clerk.GetStringAsync($"{form}/fill{query}", None);
        var count = await CountAsync($"select count(*) from matters where area_code between 431302001001000000 and 431302001001999999 and raised_at >= {At(2026, 5, 1)} and raised_at < {At(2026, 7, 1)}");
        Assert.True(count > 5);
        Assert.Contains($"{count} rows.", look, StringComparison.Ordinal);
        Assert.Contains("Not bound, left empty: 备注", WebUtility.HtmlDecode(look), StringComparison.Ordinal);

        var sheet = Plain.Open(await FillAsync(clerk, form, look)).Sheets[0];
        Assert.Equal("填报单位：街心社区", sheet.At(2, 1).Text);
        var masked = Enumerable.Range(5, (int)count).Select(row => sheet.At(row, 5).Text)
            .Where(text => text.Length > 0).ToList();
        Assert.NotEmpty(masked);
        Assert.All(masked, text => Assert.True(text.Contains("****", StringComparison.Ordinal) || text == "保密", text));
        Assert.StartsWith("注：", sheet.At(5 + (int)Math.Max(5, count), 1).Text, StringComparison.Ordinal);

        Assert.Equal(
            HttpStatusCode.NotFound, (await clerk.GetAsync($"{form}/fill?area=431302001002", None)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await (await site.VisitorAsync("clerk2")).GetAsync(form, None)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await site.VisitorAsync("handler")).GetAsync("/sheets", None)).StatusCode);
    }

    [Fact]
    public async Task Numbers_are_opened_for_a_purpose_and_each_look_is_on_the_trail()
    {
        var clerk = await site.VisitorAsync("clerk");
        var bind = await SendAsync(clerk, DemoBlanks.Dwellings);
        var page = await clerk.GetStringAsync(bind, None);
        Assert.Contains("Not held here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"f.9\"", page, StringComparison.Ordinal);
        var forced = Fields(page);
        forced["f.9"] = "head";
        using (var refused = await DemoSite.PostAsync(clerk, bind, forced))
        {
            Assert.Contains(
                "Ethnicity, religion and politics", await refused.Content.ReadAsStringAsync(None),
                StringComparison.Ordinal);
        }

        var form = await BindAsync(clerk, bind, page);
        var today = $"?area={Community}&from=2026-06-01&to=2026-06-01";
        var look = await clerk.GetStringAsync($"{form}/fill{today}", None);
        Assert.Contains("民族: not held here", WebUtility.HtmlDecode(look), StringComparison.Ordinal);
        var before = await CountAsync("select count(*) from trail_events where action = 'resident.look'");
        var masked = Plain.Open(await FillAsync(clerk, form, look)).Sheets[0];
        Assert.Equal(before, await CountAsync("select count(*) from trail_events where action = 'resident.look'"));
        var at = Enumerable.Range(4, masked.Rows).First(row => masked.At(row, 6).Text == "林阿姨");
        Assert.Equal("199******01", masked.At(at, 7).Text);

        // The same page sent again would open numbers without a look of its own.
        using (var twice = await PostFillAsync(clerk, form, look, "核对"))
        {
            Assert.Equal("text/html", twice.Content.Headers.ContentType!.MediaType);
        }

        look = await clerk.GetStringAsync($"{form}/fill{today}", None);
        using var opened = await PostFillAsync(clerk, form, look, "核对户籍");
        var sheet = Plain.Open(await opened.Content.ReadAsByteArrayAsync(None)).Sheets[0];
        Assert.Equal("19900000001", sheet.At(at, 7).Text);
        Assert.Matches("^431399[0-9]{11}[0-9X]$", sheet.At(at, 8).Text);
        Assert.Equal("", sheet.At(at, 9).Text);
        Assert.True(await CountAsync("select count(*) from trail_events where action = 'resident.look'") > before + 10);
        Assert.Equal(
            1,
            await CountAsync(
                "select count(*) from sheet_fills where opened = " + (site is DemoSiteOnPostgres ? "true" : "1")));
        var looks = await (await site.VisitorAsync("resident")).GetStringAsync("/my/looks", None);
        Assert.Contains("核对户籍", looks, StringComparison.Ordinal);

        // Towns read no households: the form says so instead of filling.
        var town = await (await site.VisitorAsync("town")).GetStringAsync($"{form}/fill?area={Community}", None);
        Assert.Contains("Your posts do not let you read", town, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streets_form_is_filled_below_counted_by_office_and_never_by_person()
    {
        var town = await site.VisitorAsync("town");
        var burden = await town.GetStringAsync("/sheets/burden?area=431302001&from=2026-04-01&to=2026-06-30", None);
        var row = Regex.Match(burden, "诉求办理台账</a>.*?</tr>", RegexOptions.Singleline).Value;
        var numbers = Numbers().Matches(row)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.True(numbers[0] >= 6, row);
        Assert.True(numbers[2] > 0, row);
        var detail = WebUtility.HtmlDecode(
            await town.GetStringAsync(
                Regex.Match(row, "href=\"([^\"]*burden[^\"]*)\"").Groups[1]
                    .Value.Replace("&amp;", "&", StringComparison.Ordinal),
                None));
        Assert.Contains("街心社区", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("陈志远", detail, StringComparison.Ordinal);
        Assert.Contains("asked in", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("陈志远", burden, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await site.VisitorAsync("clerk")).GetAsync("/sheets/burden?area=431302001002", None)).StatusCode);
        var figures = Regex.Match(await town.GetStringAsync("/sheets", None), "href=\"(/sheets/[0-9a-f-]{36})\">诉求办理情况统计表").Groups[1].Value;
        var look = await town.GetStringAsync($"{figures}/fill?area=431302001&from=2026-05-01&to=2026-06-30", None);
        var sheet = Plain.Open(await FillAsync(town, figures, look)).Sheets[0];
        var street = Enumerable.Range(5, sheet.Rows).First(at => sheet.At(at, 1).Text == "街心社区");
        Assert.True(long.Parse(sheet.At(street, 2).Text, CultureInfo.InvariantCulture) > 5);
        var total = Enumerable.Range(5, sheet.Rows).First(at => sheet.At(at, 1).Text == "合计");
        Assert.Equal($"SUM(B5:B{total - 1})", sheet.At(total, 2).Formula);
        Assert.Matches(@"^(0|1|0\.[0-9]+)$", sheet.At(total, 4).Text);
    }

    [Fact]
    public async Task A_new_version_keeps_bindings_where_headings_stayed_and_a_form_out_of_use_is_not_filled()
    {
        var clerk = await site.VisitorAsync("clerk");
        var blank = new BlankBook("甲").Put("A1", "序号", BlankStyle.Head)
            .Put("B1", "标题", BlankStyle.Head).Put("C1", "联系电话", BlankStyle.Head).ToArray();
        var bind = await SendAsync(clerk, blank, "小表");
        var fields = Fields(await clerk.GetStringAsync(bind, None));
        fields["f.3"] = "outside";
        using (var bound = await DemoSite.PostAsync(clerk, bind, fields))
        {
            Assert.Equal(HttpStatusCode.Redirect, bound.StatusCode);
        }

        var form = bind.Replace("/bind", "", StringComparison.Ordinal);
        using (var stale = await DemoSite.PostAsync(clerk, bind, fields))
        {
            Assert.Contains(
                "Somebody changed it", await stale.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        var wider = new BlankBook("甲").Put("A1", "序号", BlankStyle.Head).Put("B1", "联系电话", BlankStyle.Head)
            .Put("C1", "标题", BlankStyle.Head).Put("D1", "社区", BlankStyle.Head).ToArray();
        using (var sent = await SendFileAsync(clerk, $"{form}?handler=Version", form, wider, []))
        {
            Assert.Equal($"{form}/bind", sent.Headers.Location?.OriginalString);
        }

        var page = await clerk.GetStringAsync($"{form}/bind", None);
        var renewed = Fields(page);
        Assert.Equal(("outside", "title", "community"), (renewed["f.2"], renewed["f.3"], renewed["f.4"]));
        await BindAsync(clerk, $"{form}/bind", page);
        Assert.Equal(2, await CountAsync($"select count(*) from sheet_versions where bound_at is not null and form_id = '{Guid.Parse(form.Split('/')[^1]).ToString().ToUpperInvariant()}'"));

        using (var retired = await DemoSite.PostAsync(clerk, $"{form}?handler=Retire", []))
        {
            Assert.Equal(HttpStatusCode.Redirect, retired.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync($"{form}/fill", None)).StatusCode);
        Assert.DoesNotContain("小表", await clerk.GetStringAsync("/sheets", None), StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("select count(*) from trail_events where action = 'sheet.Retire'"));
    }

    [Fact]
    public async Task What_is_no_blank_table_is_refused_in_words_and_changes_nothing()
    {
        var clerk = await site.VisitorAsync("clerk");
        var before = await CountAsync("select count(*) from sheet_versions");
        foreach (var (bytes, words) in new[]
        {
            ("%PDF-1.7"u8.ToArray(), "This is no .xlsx or .xls workbook"),
            (Blanks.With(Blanks.Rich, ("xl/vbaProject.bin", [1])), "carries macros"),
            (Blanks.Rich[..1_500], "is damaged"),
            (new BlankBook("信").Put("A1:D1", "关于报送材料的通知").ToArray(), "No row of headings"),
        })
        {
            using var answer = await SendFileAsync(
                clerk, "/sheets/new", "/sheets/new", bytes,
                new() { ["Area"] = Community, ["Id"] = Guid.CreateVersion7().ToString() });
            Assert.Contains(words, await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        using var outside = await SendFileAsync(
            clerk, "/sheets/new", "/sheets/new", Blanks.Rich,
            new() { ["Area"] = "431302001002", ["Id"] = Guid.CreateVersion7().ToString() });
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Assert.Equal(before, await CountAsync("select count(*) from sheet_versions"));
    }

    [Fact]
    public async Task Two_sheets_are_bound_one_after_the_other_and_both_filled()
    {
        var clerk = await site.VisitorAsync("clerk");
        var xls = Blanks.Xls(book =>
        {
            var second = book.CreateSheet("人员");
            foreach (var (at, text) in "序号 姓名 性别 与户主关系".Split(' ').Index())
            {
                (second.GetRow(0) ?? second.CreateRow(0)).CreateCell(at).SetCellValue(text);
            }
        });
        var bind = await SendAsync(clerk, xls, "两张表", "两张.xls");
        using (var first = await DemoSite.PostAsync(
            clerk, bind, Fields(await clerk.GetStringAsync($"{bind}?sheet=0&source=matters", None))))
        {
            Assert.Equal($"{bind}?sheet=1", first.Headers.Location?.OriginalString);
        }

        var form = await BindAsync(clerk, bind, await clerk.GetStringAsync($"{bind}?sheet=1", None));
        var look = await clerk.GetStringAsync($"{form}/fill?area={Community}&from=2026-05-01&to=2026-06-30", None);
        using var answer = await PostFillAsync(clerk, form, look, null);
        Assert.Equal("application/vnd.ms-excel", answer.Content.Headers.ContentType!.MediaType);
        var book = Plain.Open(await answer.Content.ReadAsByteArrayAsync(None));
        Assert.NotEqual("", book.Sheets[0].At(4, 2).Text);
        Assert.Equal(
            "林阿姨", Enumerable.Range(2, 100).Select(row => book.Sheets[1].At(row, 2).Text).First(text => text == "林阿姨"));
    }

    [Fact]
    public async Task A_form_with_its_headings_beside_the_cells_is_bound_and_filled_cell_by_cell()
    {
        var clerk = await site.VisitorAsync("clerk");
        var blank = new BlankBook("基本情况").Put("A1:D1", "社区基本情况表", BlankStyle.Title)
            .Put("A2", "社区名称", BlankStyle.Head).Put("B2", "").Put("C2", "人口数", BlankStyle.Head).Put("D2", "")
            .Put("A3", "登记件数", BlankStyle.Head).Put("B3", "").Put("C3", "民族", BlankStyle.Head).Put("D3", "")
            .Put("A4", "填报人", BlankStyle.Line).Put("B4", "", BlankStyle.Line).ToArray();
        var bind = await SendAsync(clerk, blank);
        var page = await clerk.GetStringAsync(bind, None);
        Assert.Contains("value=\"beside\" selected", page, StringComparison.Ordinal);
        var fields = Fields(page);
        Assert.Equal(
            ("row.office", "people.*", "figures-by-area.raised"), (fields["f.1"], fields["f.2"], fields["f.3"]));
        Assert.DoesNotContain("f.4", fields.Keys);
        foreach (var (field, words) in new[] { ("people.nothing", "no such source or field"), ("nobody.*", "no such source or field"), ("title", "no such source or field") })
        {
            using var refused = await DemoSite.PostAsync(clerk, bind, new(fields) { ["f.2"] = field });
            Assert.Contains(words, await refused.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        using (var forced = await DemoSite.PostAsync(clerk, bind, new(fields) { ["f.4"] = "people.*" }))
        {
            Assert.Contains(
                "Ethnicity, religion and politics", await forced.Content.ReadAsStringAsync(None),
                StringComparison.Ordinal);
        }

        var form = await BindAsync(clerk, bind, page);
        Assert.Contains(
            "value=\"people.*\" selected", await clerk.GetStringAsync(bind, None), StringComparison.Ordinal);
        var look = await clerk.GetStringAsync($"{form}/fill?area={Community}&from=2026-05-01&to=2026-06-30", None);
        Assert.Contains("Cell by cell.", look, StringComparison.Ordinal);
        var sheet = Plain.Open(await FillAsync(clerk, form, look)).Sheets[0];
        var figures = await clerk.GetStringAsync($"/figures?area={Community}&from=2026-05-01&to=2026-06-30", None);
        Assert.Equal(("街心社区", "陈志远", ""), (sheet.At(2, 2).Text, sheet.At(4, 2).Text, sheet.At(3, 4).Text));
        Assert.True(long.Parse(sheet.At(2, 4).Text, CultureInfo.InvariantCulture) > 5);
        Assert.Matches($">\\s*{sheet.At(3, 2).Text}\\s*<", figures);
        Assert.True(long.Parse(sheet.At(3, 2).Text, CultureInfo.InvariantCulture) > 5);

        // Told to look for headings above, it is a table of rows again.
        Assert.Contains(
            "value=\"above\" selected", await clerk.GetStringAsync($"{bind}?way=above&top=2&bottom=2", None),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_households_is_guessed_and_filled_one_row_a_household_with_its_members_and_care()
    {
        var clerk = await site.VisitorAsync("clerk");
        string[] heads =
        [
            "序号", "户主姓名", "性别", "年龄", "联系电话", "家庭住址", "家庭人口", "家庭成员", "60岁以上", "困难类型", "政治面貌",
        ];
        var bind = await SendAsync(clerk, Headed("一户一档登记表", heads), "一户一档");
        var page = await clerk.GetStringAsync(bind, None);
        Assert.Contains("value=\"households\" selected", page, StringComparison.Ordinal);
        var fields = Fields(page);
        Assert.Equal(
            ["row.number", "head", "head-sex", "head-age", "phone", "door", "people", "members", "elders", "care"],
            Enumerable.Range(1, 10).Select(at => fields[$"f.{at}"]));
        Assert.DoesNotContain("f.11", fields.Keys);

        var form = await BindAsync(clerk, bind, page);
        var look = await clerk.GetStringAsync($"{form}/fill?area={Community}&from=2026-06-01&to=2026-06-01", None);
        var sheet = Plain.Open(await FillAsync(clerk, form, look)).Sheets[0];
        var rows = Enumerable.Range(3, sheet.Rows).TakeWhile(row => sheet.At(row, 1).Text.Length > 0).ToList();
        const string day = "valid_from <= '2026-06-01' and (valid_to is null or valid_to > '2026-06-01')";
        Assert.Equal(await CountAsync($"select count(*) from households where {day} and dwelling_id in (select id from dwelling_facts where area_code between 431302001001000000 and 431302001001999999)"), rows.Count);
        var lin = rows.Single(row => sheet.At(row, 2).Text == "林阿姨");
        Assert.Equal("女", sheet.At(lin, 3).Text);
        Assert.Equal("199******01", sheet.At(lin, 5).Text);
        Assert.StartsWith("林阿姨（户主，女，", sheet.At(lin, 8).Text, StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Equal(
            sheet.At(row, 7).Text,
            sheet.At(row, 8).Text.Split('；', StringSplitOptions.RemoveEmptyEntries).Length.ToString(CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.Equal("", sheet.At(row, 11).Text));
        Assert.Contains(rows, row => sheet.At(row, 10).Text.Length > 0);
    }

    [Fact]
    public async Task Care_stands_in_a_table_only_for_those_whom_the_consent_names_and_while_it_counts()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var source = scope.ServiceProvider.GetServices<ISheetSource>().Single(one => one.Code == "households");
        var today = ChinaTime.DayOf(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        var id = await scope.ServiceProvider.GetRequiredService<BandengDb>()
            .RowAsync<Guid>("select person_id from sign_ins where user_name = 'clerk'", null, None);
        var clerk = await scope.ServiceProvider.GetRequiredService<IPeople>().ViewerAsync(id, None);
        async Task<int> SeenAsync(Viewer viewer) =>
            (await source.RowsAsync(
                new(AreaCode.Parse(Community), today, today, ["care"], viewer, 10_000), None))
            .Count(row => row[0] is not null);

        Assert.True(await SeenAsync(clerk) > 0);
        Assert.Equal(0, await SeenAsync(new Viewer(null, "x", [])));
    }

    [Fact]
    public async Task A_table_of_disputes_holds_the_matters_whose_category_is_one_and_no_others()
    {
        var clerk = await site.VisitorAsync("clerk");
        var bind = await SendAsync(
            clerk, Headed("矛盾纠纷排查调处台账", "序号", "纠纷类型", "当事人", "纠纷简要情况", "受理时间", "调解人", "调解结果"), "纠纷");
        var page = await clerk.GetStringAsync(bind, None);
        Assert.Contains("value=\"matters-disputes\" selected", page, StringComparison.Ordinal);
        var form = await BindAsync(clerk, bind, page);
        var look = await clerk.GetStringAsync($"{form}/fill?area={Community}&from=2026-01-01&to=2026-06-30", None);
        var sheet = Plain.Open(await FillAsync(clerk, form, look)).Sheets[0];
        var rows = Enumerable.Range(3, sheet.Rows).TakeWhile(row => sheet.At(row, 1).Text.Length > 0).ToList();
        var all = $"from matters where area_code between 431302001001000000 and 431302001001999999 and raised_at >= {At(2026, 1, 1)} and raised_at < {At(2026, 7, 1)}";
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Count, await CountAsync($"select count(*) {all} and category_code in ('0903', '1302', '1401', '1402')"));
        Assert.True(await CountAsync($"select count(*) {all}") > rows.Count);
    }

    private static byte[] Headed(string title, params string[] heads)
    {
        var book = new BlankBook("台账").Put("A1", title);
        foreach (var (at, head) in heads.Index())
        {
            book.Put($"{(char)('A' + at)}2", head, BlankStyle.Head);
        }

        return book.ToArray();
    }

    private static async Task<string> SendAsync(
        HttpClient client, byte[] blank, string? name = null, string file = "空白表.xlsx")
    {
        using var answer = await SendFileAsync(
            client, "/sheets/new", "/sheets/new", blank,
            new() { ["Area"] = Community, ["Id"] = Guid.CreateVersion7().ToString(), ["Name"] = name ?? "" }, file);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> SendFileAsync(
        HttpClient client, string path, string page, byte[] bytes, Dictionary<string, string> fields,
        string file = "空白表.xlsx")
    {
        var guard = Guard().Match(await client.GetStringAsync(page, None)).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(guard), "__RequestVerificationToken" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, "blank", file);
        return await client.PostAsync(path, form, None);
    }

    private static async Task<string> BindAsync(HttpClient client, string bind, string page)
    {
        using var answer = await DemoSite.PostAsync(client, bind, Fields(page));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<byte[]> FillAsync(HttpClient client, string form, string look)
    {
        using var answer = await PostFillAsync(client, form, look, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(None);
    }

    private static async Task<HttpResponseMessage> PostFillAsync(
        HttpClient client, string form, string look, string? purpose)
    {
        var fields = Fields(look);
        fields["Purpose"] = purpose ?? "";
        return await DemoSite.PostAsync(client, $"{form}/fill", fields);
    }

    /// <summary>The form that is posted, as a browser would send it untouched.</summary>
    private static Dictionary<string, string> Fields(string page)
    {
        var form = page[page.IndexOf("<form method=\"post\"", page.IndexOf("<main", StringComparison.Ordinal), StringComparison.Ordinal)..];
        var fields = Hidden().Matches(form)
            .ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        foreach (Match select in Selects().Matches(form))
        {
            fields[select.Groups[1].Value] = Selected().Match(select.Groups[2].Value).Groups[1].Value;
        }

        return fields;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(
            sql, null, None);
    }

    private static long At(int year, int month, int day) =>
        ChinaTime.ToInstant(new DateTime(year, month, day)).ToUnixTimeMilliseconds();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Guard();

    [GeneratedRegex("""<input type="hidden" name="([A-Z][A-Za-z]*)" value="([^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("""<select [^>]*name="(f\.[0-9]+)"[^>]*>(.*?)</select>""", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("""value="([^"]*)" selected""")]
    private static partial Regex Selected();

    [GeneratedRegex("""class="number"><a[^>]*>([0-9]+)</a>""")]
    private static partial Regex Numbers();
}
