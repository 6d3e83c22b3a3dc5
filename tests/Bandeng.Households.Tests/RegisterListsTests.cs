using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>Lists at the register, from the choice of a file to what was refused.</summary>
public sealed partial class RegisterListsTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_list_is_looked_at_then_taken_and_what_was_refused_can_be_fetched()
    {
        var clerk = await site.VisitorAsync("clerk");
        const string list = "姓名,楼栋,单元,房号,民族\n名单甲,1号楼,1,101,某族\n名单乙,无此楼,1,101,某族\n名单丙,无此楼,1,102,\n名单丁,1号楼,1,,\n";
        var address = await SendAsync(clerk, "People", list);

        var look = await clerk.GetStringAsync(address, None);
        Assert.Contains("民族", look, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("名单甲"));
        string[] reasons =
        [
            "2 rows, from row 3: \"楼栋\": This building is not on file; bring in the buildings first",
            "Row 5: \"房号\": Building and room are not told",
        ];
        Assert.All(reasons, why => Assert.Contains(why, WebUtility.HtmlDecode(look), StringComparison.Ordinal));
        var refused = await clerk.GetStringAsync(
            address.Replace("?", "?handler=Refused&", StringComparison.Ordinal), None);
        Assert.Contains("名单乙", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("某族", refused, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound, (await (await site.VisitorAsync("clerk2")).GetAsync(address, None)).StatusCode);

        using var taken = await DemoSite.PostAsync(
            clerk, address.Split('?')[0], new() { ["What"] = "People", ["Area"] = "431302001001" }, address);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(1, await CountAsync("名单甲"));
    }

    [Theory]
    [InlineData("zh-CN", "formula", "第 2 行：「房号」：有公式，请把这一列粘贴成数值再传")]
    [InlineData("en", "formula", "Row 2: \"房号\": A formula; paste the column as values")]
    [InlineData("zh-CN", "macros", "文件带宏，请另存为普通 .xlsx")]
    [InlineData("zh-CN", "old", "是旧版或加密的表格")]
    [InlineData("zh-CN", "column", "缺了「房号」这一列；文件里有：楼栋、姓名")]
    public async Task A_list_that_cannot_be_used_says_why_in_the_readers_language_and_not_where_it_lies(
        string language, string what, string words)
    {
        var clerk = await site.VisitorAsync("clerk");
        var (name, content) = Unusable(what);
        using var ask = new HttpRequestMessage(HttpMethod.Get, await SendAsync(clerk, "People", content, name));
        ask.Headers.AcceptLanguage.ParseAdd(language);

        using var answer = await clerk.SendAsync(ask, None);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None));
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), page, StringComparison.Ordinal);
        Assert.DoesNotMatch("[/\\\\]lists[/\\\\][0-9a-f]{32}", page);
    }

    [Fact]
    public async Task An_empty_file_is_said_to_be_empty()
    {
        var clerk = await site.VisitorAsync("clerk");

        using var answer = await PostListAsync(clerk, "People", [], "list.csv");

        Assert.Contains("The file is empty", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    private static (string Name, byte[] Content) Unusable(string what)
    {
        if (what == "column")
        {
            return ("list.csv", Encoding.UTF8.GetBytes("楼栋,姓名\n6号楼,小宝\n"));
        }

        if (what == "old")
        {
            return ("list.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        }

        var path = Books.Write(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>楼栋</t></is></c><c r="B1" t="inlineStr"><is><t>房号</t></is></c><c r="C1" t="inlineStr"><is><t>姓名</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>6号楼</t></is></c><c r="B2"><f>100+1</f><v>101</v></c><c r="C2" t="inlineStr"><is><t>小宝</t></is></c></row>
            """,
            "");
        if (what == "macros")
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
            zip.CreateEntry("xl/vbaProject.bin");
        }

        return (what == "macros" ? "list.xlsm" : "list.xlsx", File.ReadAllBytes(path));
    }

    private static async Task<string> SendAsync(HttpClient clerk, string what, byte[] list, string name)
    {
        using var answer = await PostListAsync(clerk, what, list, name);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> PostListAsync(
        HttpClient clerk, string what, byte[] list, string name)
    {
        var guard = Guard().Match(await clerk.GetStringAsync("/registry/import", None)).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(guard), "__RequestVerificationToken" },
            { new StringContent(what), "What" },
            { new StringContent("431302001001"), "Area" },
        };
        var file = new ByteArrayContent(list);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "list", name);
        return await clerk.PostAsync("/registry/import", form, None);
    }

    private async Task<long> CountAsync(string name)
    {
        await using var act = site.Services.CreateAsyncScope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>()
            .RowAsync<long>("select count(*) from residents where name = @name", new { name }, None);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]* value="([^"]+)""")]
    private static partial Regex Guard();

    private static Task<string> SendAsync(HttpClient clerk, string what, string list) =>
        SendAsync(clerk, what, Encoding.UTF8.GetBytes(list), "list.csv");
}
