using System.Net;
using System.Text;
using System.Text.Json;
using Bandeng.Matters.Life;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests.Open311;

/// <summary>GeoReport v2 through the real host, on whichever database.</summary>
public abstract class Open311Contract
{
    private readonly GeoClient _client;
    private readonly Neighbourhood _here;

    protected Open311Contract(DemoSite site)
    {
        (_client, _here) = (new(site), new(site));
        _here.At("2026-06-08T09:00");
    }

    [Fact]
    public async Task Discovery_leads_to_the_service_in_both_formats()
    {
        var json = JsonDocument.Parse((await _client.GetAsync("discovery.json")).Body).RootElement;
        var xml = await _client.XmlAsync("discovery.xml");

        var endpoint = Assert.Single(json.GetProperty("endpoints").EnumerateArray());
        Assert.Equal("http://localhost/open311/v2", endpoint.GetProperty("url").GetString());
        Assert.Equal(
            ["text/xml", "application/json"],
            endpoint.GetProperty("formats").EnumerateArray().Select(format => format.GetString()));
        Assert.Equal(
            "http://localhost/open311/v2", xml.Element("endpoints")!.Element("endpoint")!.Element("url")!.Value);
        Assert.Equal(["text/xml", "application/json"], xml.Descendants("format").Select(format => format.Value));
    }

    [Fact]
    public async Task Services_are_the_categories_and_ask_for_nothing()
    {
        var body = (await _client.GetAsync("services.json")).Body;
        var json = GeoClient.Rows(body);
        var xml = (await _client.XmlAsync("services.xml")).Elements("service").ToList();

        Assert.Contains("\"service_name\":\"电梯\"", body, StringComparison.Ordinal);
        Assert.All(json, service => Assert.Equal(JsonValueKind.False, service.GetProperty("metadata").ValueKind));
        Assert.All(json, service => Assert.Equal(JsonValueKind.String, service.GetProperty("service_code").ValueKind));
        Assert.Equal(
            json.Select(service => service.GetProperty("service_code").GetString()),
            xml.Select(service => service.Element("service_code")!.Value));
        var lift = xml.Single(service => service.Element("service_code")!.Value == "0103");
        Assert.Equal(
            ("小区物业", "realtime", "false"),
            (lift.Element("group")!.Value, lift.Element("type")!.Value, lift.Element("metadata")!.Value));
        Assert.Equal("0103", (await _client.XmlAsync("services/0103.xml")).Element("service_code")!.Value);
        Assert.Empty(
            JsonDocument.Parse((await _client.GetAsync("services/0103.json")).Body)
                .RootElement.GetProperty("attributes").EnumerateArray());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task Words_are_shown_to_the_key_they_came_with_and_to_nobody_else(string format)
    {
        var (key, other) = (await _client.KeyAsync("resident"), await _client.KeyAsync("resident"));
        var said = $"𠮷{Guid.CreateVersion7():N}";
        var id = await _client.SentAsync(key, new()
        {
            ["description"] = $"电梯又停了，{said}",
            ["address_id"] = Neighbourhood.Community,
            ["address_string"] = "3号楼2单元401",
            ["media_url"] = "http://example.org/lift.jpg",
            ["lat"] = "27.745678",
            ["long"] = "112.036789",
        });

        var own = (await _client.GetAsync($"requests/{id}.{format}?api_key={key}")).Body;
        string[] closed = [said, "3号楼", "lift.jpg", "27.745678", "112.036789"];
        Assert.All(closed, words => Assert.Contains(words, own, StringComparison.Ordinal));
        foreach (var query in new[] { "", $"?api_key={other}" })
        {
            var (status, body) = await _client.GetAsync($"requests/{id}.{format}{query}");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.All(closed, words => Assert.DoesNotContain(words, body, StringComparison.Ordinal));
            Assert.Contains("电梯", body, StringComparison.Ordinal);
            Assert.Contains("街心社区", body, StringComparison.Ordinal);
            var list = (await _client.GetAsync($"requests.{format}{query}")).Body;
            Assert.Contains(id.ToString(), list, StringComparison.Ordinal);
            Assert.All(closed, words => Assert.DoesNotContain(words, list, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Once_let_out_everyone_reads_the_words_and_what_was_answered()
    {
        var id = await _client.SentAsync(
            await _client.KeyAsync("resident"), new() { ["address_id"] = Neighbourhood.Community });
        await _here.DoAsync(id, MatterAction.TellRaiser, "clerk", new() { Words = "维修工下午三点到。" });
        Assert.Equal(JsonValueKind.Null, (await _client.ReadAsync(id)).GetProperty("status_notes").ValueKind);

        await _here.DoAsync(id, MatterAction.LetOut, "clerk");

        var seen = await _client.ReadAsync(id);
        Assert.Equal("电梯又停了，𠮷先生说“没人管”。", seen.GetProperty("description").GetString());
        Assert.Equal("维修工下午三点到。", seen.GetProperty("status_notes").GetString());
        Assert.Equal("open", seen.GetProperty("status").GetString());
        Assert.Equal("2026-06-08T09:00:00+08:00", seen.GetProperty("requested_datetime").GetString());
    }

    [Fact]
    public async Task A_complaint_is_for_its_own_key_alone()
    {
        var key = await _client.KeyAsync("resident");
        var id = await _client.SentAsync(key, new() { ["address_id"] = Neighbourhood.Community });

        await _here.DoAsync(id, MatterAction.Correct, "clerk", new() { RequestType = RequestType.Complaint });

        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"requests/{id}.json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync($"tokens/{id}.xml")).Status);
        Assert.DoesNotContain(id.ToString(), GeoClient.Ids(await _client.ListAsync("")));
        Assert.Empty(await _client.ListAsync($"service_request_id={id}"));
        Assert.Contains(id.ToString(), GeoClient.Ids(await _client.ListAsync($"api_key={key}")));
    }

    [Fact]
    public async Task What_was_sent_beside_the_words_is_for_the_office()
    {
        var id = await _client.SentAsync(await _client.KeyAsync("resident"), new()
        {
            ["address_id"] = Neighbourhood.Community,
            ["email"] = "xm@example.com",
            ["phone"] = "111111111",
            ["first_name"] = "小明",
            ["last_name"] = "王",
            ["attribute[WHISPAWN]"] = "123456",
        });
        await _here.DoAsync(id, MatterAction.Dispatch, "clerk", await _here.ToBridgeAsync());

        Assert.Contains("email: xm@example.com\nattribute[WHISPAWN]: 123456", await AsideAsync(id, "clerk"));
        Assert.Empty(await AsideAsync(id, "handler"));
        Assert.Empty(await AsideAsync(id, ""));
    }

    [Fact]
    public async Task A_place_that_nobody_finds_is_taken_and_waits_to_be_placed()
    {
        var key = await _client.KeyAsync("resident");
        var id = await _client.SentAsync(
            key, new() { ["address_string"] = "不存在的路9号", ["lat"] = "10.5", ["long"] = "20.5" });

        Assert.False((await _here.ReadAsync(id, "district")).Placed);
        var own = await _client.ReadAsync(id, key);
        Assert.Equal(("不存在的路9号", 10.5, 20.5), (own.GetProperty("address").GetString(), own.GetProperty("lat").GetDouble(), own.GetProperty("long").GetDouble()));
        Assert.Equal(JsonValueKind.Null, (await _client.ReadAsync(id)).GetProperty("lat").ValueKind);
    }

    [Fact]
    public async Task An_address_in_words_places_a_report_as_close_as_its_grid_and_no_closer()
    {
        var id = await _client.SentAsync(
            await _client.KeyAsync("resident"), new() { ["address_string"] = "街心社区１号楼二单元五零一" });

        var sheet = await _here.ReadAsync(id, "district");
        Assert.True(sheet.Placed);
        Assert.Equal("431302001001001", sheet.Area!.Code.ToString());
        var open = (await _client.GetAsync($"requests/{id}.json")).Body;
        Assert.Contains("街心社区", open, StringComparison.Ordinal);
        Assert.DoesNotContain("号楼", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_and_closed_make_up_the_whole()
    {
        var (all, open, closed) = (await _client.ListAsync(""), await _client.ListAsync("status=open"), await _client.ListAsync("status=closed"));

        Assert.NotEmpty(open);
        Assert.NotEmpty(closed);
        Assert.All(open, row => Assert.Equal("open", row.GetProperty("status").GetString()));
        Assert.All(closed, row => Assert.Equal("closed", row.GetProperty("status").GetString()));
        Assert.Equal(GeoClient.Ids(all).Order(), GeoClient.Ids([.. open, .. closed]).Order());
        Assert.Equal(all.Length, (await _client.ListAsync("status=open,closed")).Length);
        var code = all.GroupBy(row => row.GetProperty("service_code").GetString()).MaxBy(group => group.Count())!;
        Assert.Equal(GeoClient.Ids(code), GeoClient.Ids(await _client.ListAsync($"service_code={code.Key},nothing")));
    }

    [Fact]
    public async Task Pages_together_are_the_list_the_newest_first()
    {
        var all = await _client.ListAsync("");
        List<string> paged = [];
        for (var page = 1; page <= (all.Length / 7) + 1; page++)
        {
            var rows = await _client.ListAsync($"page_size=7&page={page}");
            Assert.True(rows.Length <= 7);
            paged.AddRange(GeoClient.Ids(rows));
        }

        Assert.True(all.Length > 14);
        Assert.Equal(GeoClient.Ids(all), paged);
        Assert.Equal(all.Select(When).OrderDescending(), all.Select(When));
        Assert.Equal(all.Length, (await _client.ListAsync("page_size=5000")).Length);
    }

    [Fact]
    public async Task A_list_holds_ninety_days()
    {
        var id = await _client.SentAsync(await _client.KeyAsync("resident"));
        _here.At("2026-09-07T09:00");

        Assert.DoesNotContain(id.ToString(), GeoClient.Ids(await _client.ListAsync("")));
        Assert.DoesNotContain(
            id.ToString(),
            GeoClient.Ids(await _client.ListAsync("start_date=2026-06-01&end_date=2026-09-07T00:00:00Z")));
        Assert.Contains(id.ToString(), GeoClient.Ids(await _client.ListAsync("start_date=2026-06-08T09:00:00+08:00")));
        Assert.Contains(
            id.ToString(),
            GeoClient.Ids(await _client.ListAsync("start_date=2026-06-08T01:00:00Z&end_date=2026-06-08")));
        Assert.DoesNotContain(
            id.ToString(), GeoClient.Ids(await _client.ListAsync("start_date=2026-06-08T09:00:01%2B08:00")));
        Assert.Empty(GeoClient.Ids(await _client.ListAsync("start_date=2099-01-01")));
        Assert.Equal(
            [id.ToString()],
            GeoClient.Ids(await _client.ListAsync($"service_request_id={id},{Guid.CreateVersion7()}&status=closed")));
        Assert.Equal([id.ToString()], GeoClient.Ids(await _client.ListAsync($"service_request_id={id},nope")));
        Assert.Empty(await _client.ListAsync("service_request_id=nope"));
    }

    [Theory]
    [InlineData("requests.json?page=0", 400)]
    [InlineData("requests.xml?page=99999999999", 400)]
    [InlineData("requests.json?page=2147483647", 200)]
    [InlineData("requests.json?page_size=-1", 400)]
    [InlineData("requests.xml?start_date=yesterday", 400)]
    [InlineData("requests.json?end_date=0001-01-01", 400)]
    [InlineData("requests.json?end_date=9999-12-31T23:59:59Z", 400)]
    [InlineData("requests.json?start_date=2026-06-02&end_date=2026-05-01", 400)]
    [InlineData("requests.json?service_request_id=1", 200)]
    [InlineData("requests.json?service_code=%00", 400)]
    [InlineData("requests.xml?service_code=%27%25", 200)]
    [InlineData("requests.xml?status=half", 400)]
    [InlineData("requests.json?api_key=wrong", 403)]
    [InlineData("requests/1.json", 404)]
    [InlineData("requests/00000000-0000-0000-0000-000000000000.xml", 404)]
    [InlineData("tokens/1.xml", 404)]
    [InlineData("services/nothing.json", 404)]
    public async Task What_cannot_be_is_told_in_the_format_that_was_asked_for(string address, int status)
    {
        var (said, body) = await _client.GetAsync(address);

        Assert.Equal(status, (int)said);
        Assert.Equal(status == 200 ? null : status, CodeIn(body, address.Contains(".xml", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("service_code", "", 400)]
    [InlineData("service_code", "nothing", 404)]
    [InlineData("description", " ", 400)]
    [InlineData("description", "long", 400)]
    [InlineData("api_key", "", 403)]
    [InlineData("api_key", "bd_wrong", 403)]
    [InlineData("email", "long", 400)]
    public async Task A_form_that_lacks_something_is_told_what(string field, string value, int status)
    {
        var fields = new Dictionary<string, string>
        {
            ["api_key"] = await _client.KeyAsync("resident"),
            ["service_code"] = "0103",
            ["description"] = "电梯停了",
            [field] = value is "long" ? new('长', 20_001) : value,
        };

        foreach (var format in new[] { "json", "xml" })
        {
            var (said, body) = await _client.SendFormAsync(fields, format);
            Assert.Equal(status, (int)said);
            Assert.Equal(status, CodeIn(body, format is "xml"));
        }
    }

    [Theory]
    [InlineData("27.7", "")]
    [InlineData("95", "112.0")]
    [InlineData("north", "112.0")]
    [InlineData("NaN", "112.0")]
    public async Task A_point_that_is_none_places_nothing_and_is_read_by_the_office(string latitude, string longitude)
    {
        var key = await _client.KeyAsync("resident");
        var id = await _client.SentAsync(
            key, new() { ["address_id"] = Neighbourhood.Community, ["lat"] = latitude, ["long"] = longitude });

        Assert.Contains($"lat: {latitude}", Assert.Single(await AsideAsync(id, "clerk")), StringComparison.Ordinal);
        var nowhere = await _client.SentAsync(key, new() { ["lat"] = latitude, ["long"] = longitude });
        Assert.False((await _here.ReadAsync(nowhere, "district")).Placed);
    }

    [Theory]
    [InlineData("13933332222 转 8", "13933332222 转 8")]
    [InlineData("13933332222/13933334444（儿子）", "13933332222/13933334444（儿子）")]
    [InlineData("+1 415 555 2671", "+1 415 555 2671")]
    public async Task Telephones_of_every_shape_are_closed_as_they_came(string phone, string seen)
    {
        var id = await _client.SentAsync(await _client.KeyAsync("resident"), new()
        {
            ["address_id"] = Neighbourhood.Community,
            ["phone"] = phone,
            ["attribute[备用电话]"] = "13933335555",
        });

        Assert.Equal("attribute[备用电话]: 139****5555", Assert.Single(await AsideAsync(id, "clerk")));
        Assert.Equal($"{seen}；attribute[备用电话]：13933335555", await _here.LookAsync(id, "clerk", "核实地址"));
        Assert.Equal(0, await _here.CountAsync(
            "select count(*) from texts where body like '%1393333%' or body like '%13933334444%' or body like '%415 555 2671%'"));
    }

    [Fact]
    public async Task A_form_with_a_nul_is_told_that_it_cannot_be_read()
    {
        using var content = new StringContent(
            $"api_key={await _client.KeyAsync("resident")}&service_code=0103&description=a%00b", null,
            "application/x-www-form-urlencoded");

        var (status, body) = await _client.SendAsync(content);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("request.unreadable", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%C4%E3%BA%C3")]
    [InlineData("\u00c4\u00e3\u00ba\u00c3")]
    public async Task A_form_in_gbk_is_refused_and_not_kept_as_other_letters(string words)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(
            $"api_key={await _client.KeyAsync("resident")}&service_code=0103&description={words}"));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        var (status, body) = await _client.SendAsync(content);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("request.unreadable", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requests.json?page=0", "查询条件 page 看不懂。 (open311.query)")]
    [InlineData("requests/1.xml", "没有这件诉求。 (open311.request)")]
    [InlineData("nothing.json", "没有这个地址。 (request.address)")]
    public async Task An_error_is_told_in_Chinese_where_nobody_asks_for_English(string address, string words) =>
        Assert.Contains(words, (await _client.GetAsync(address)).Body, StringComparison.Ordinal);

    [Fact]
    public async Task A_token_for_something_else_is_no_key()
    {
        var key = await _client.KeyAsync("clerk", "write");

        var (status, body) = await _client.SendFormAsync(
            new() { ["api_key"] = key, ["service_code"] = "0103", ["description"] = "电梯停了" });

        Assert.Equal((HttpStatusCode.Forbidden, 403), (status, CodeIn(body, false)));
    }

    [Fact]
    public async Task Twenty_thousand_characters_come_back_whole()
    {
        var (key, words) = (await _client.KeyAsync("resident"), string.Concat(Enumerable.Repeat("电梯", 10_000)));

        var id = await _client.SentAsync(key, new() { ["description"] = words });

        Assert.Equal(words, (await _client.ReadAsync(id, key)).GetProperty("description").GetString());
    }

    /// <summary>
    /// The specification's own example, and a form in the shape that the npm package open311 sends; written out, not
    /// captured.
    /// </summary>
    [Theory]
    [InlineData("api_key=KEY&jurisdiction_id=city.gov&service_code=0103&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street"
        + "&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111"
        + "&description=A+large+sinkhole+is+destroying+the+street&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg"
        + "&attribute%5BWHISPAWN%5D=123456&attribute%5BWHISDORN%5D=COISP001",
        "A large sinkhole is destroying the street")]
    [InlineData("service_code=0103&description=%E7%94%B5%E6%A2%AF%E5%81%9C%E4%BA%86&address_string=%E6%A1%A5%E5%A4%B4&api_key=KEY", "电梯停了")]
    public async Task Forms_of_other_clients_are_taken(string form, string words)
    {
        var key = await _client.KeyAsync("resident");
        using var content = new StringContent(
            form.Replace("KEY", key, StringComparison.Ordinal), null, "application/x-www-form-urlencoded");

        var (status, body) = await _client.SendAsync(content);

        Assert.Equal(HttpStatusCode.Created, status);
        var id = GeoClient.Rows(body)[0].GetProperty("service_request_id").GetGuid();
        Assert.Equal(words, (await _client.ReadAsync(id, key)).GetProperty("description").GetString());
        Assert.Equal(
            id.ToString(),
            GeoClient.Rows((await _client.GetAsync($"tokens/{id}.json")).Body)[0]
                .GetProperty("service_request_id").GetString());
    }

    [Fact]
    public async Task A_form_in_parts_is_taken_and_a_body_that_is_none_is_refused()
    {
        using var parts = new MultipartFormDataContent
        {
            { new StringContent(await _client.KeyAsync("resident")), "api_key" },
            { new StringContent("0103"), "service_code" },
            { new StringContent("电梯停了"), "description" },
        };
        using var json = new StringContent("{}", null, "application/json");
        using var torn = new StringContent("--x", null, "text/plain");
        torn.Headers.Remove("Content-Type");
        torn.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        Assert.Equal(HttpStatusCode.Created, (await _client.SendAsync(parts, "xml")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(json)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(torn)).Status);
    }

    private async Task<IReadOnlyList<string>> AsideAsync(Guid id, string userName) =>
        [.. (await _here.ReadAsync(id, userName)).History.Where(line => line.Action == "Raise")
            .SelectMany(line => line.InnerWords)];

    private static DateTimeOffset When(JsonElement row) => row.GetProperty("requested_datetime").GetDateTimeOffset();

    private static int? CodeIn(string body, bool isXml) => isXml
        ? (int?)System.Xml.Linq.XElement.Parse(body).Element("error")?.Element("code")
        : GeoClient.Rows(body)
            .Select(row => row.TryGetProperty("code", out var code) ? code.GetInt32() : (int?)null).FirstOrDefault();
}

public sealed class Open311OnSqlite(DemoSiteOnSqlite site) : Open311Contract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class Open311OnPostgres(DemoSiteOnPostgres site)
    : Open311Contract(site), IClassFixture<DemoSiteOnPostgres>;
