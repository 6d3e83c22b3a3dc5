using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Organizations.SignIns;
using Bandeng.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// The doors for programs: what the document says of them, who comes in with which token, and every "no" with its code.
/// </summary>
public abstract partial class ApiDoorTests(DemoSite site)
{
    private const string Area = "431302001001";

    private static readonly string[] Kinds = ["type", "$ref", "oneOf", "allOf"];

    private static readonly string[] Always = ["400", "401", "403", "429", "500"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_of_the_api_stands_in_the_document_with_answers_codes_and_who_may_come()
    {
        var book = await BookAsync();
        List<string> wrong = [];
        foreach (var (method, path) in ApiRoutes())
        {
            if (!book.GetProperty("paths").TryGetProperty(path, out var verbs)
                || !verbs.TryGetProperty(method.ToLowerInvariant(), out var says))
            {
                wrong.Add($"{method} {path} is missing");
                continue;
            }

            var answers = says.GetProperty("responses").EnumerateObject()
                .ToDictionary(answer => answer.Name, answer => answer.Value);
            if (!says.TryGetProperty("operationId", out _) || !says.TryGetProperty("summary", out _) || !says.TryGetProperty("security", out _)
                || !answers.Any(answer => answer.Key.StartsWith('2') && answer.Value.TryGetProperty("content", out _))
                || Always.Any(status => !answers.ContainsKey(status))
                || (method == "POST" && !says.TryGetProperty("requestBody", out _)))
            {
                wrong.Add($"{method} {path}: {says}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(book.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("token", out _));
    }

    [Fact]
    public async Task Every_field_in_the_document_says_what_it_is()
    {
        var schemas = (await BookAsync()).GetProperty("components").GetProperty("schemas");
        List<string> wrong = [];
        foreach (var schema in schemas.EnumerateObject())
        {
            wrong.AddRange(
                from word in Words(schema.Value)
                where word.ValueKind is JsonValueKind.Null
                select $"{schema.Name}: null");
            wrong.AddRange(
                from field in Fields(schema.Value)
                where !Kinds.Any(kind => field.Value.TryGetProperty(kind, out _))
                    || field.Value.TryGetProperty("anyOf", out _)
                select $"{schema.Name}.{field.Name}: {field.Value}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("/api/v1/me", "/api/v1/me")]
    [InlineData("/api/v1/areas/{code}", $"/api/v1/areas/{Area}")]
    [InlineData("/api/v1/areas/{code}/children", $"/api/v1/areas/{Area}/children")]
    [InlineData("/api/v1/areas/locate", "/api/v1/areas/locate?lon=112.03&lat=27.74")]
    [InlineData("/api/v1/matters", "/api/v1/matters")]
    public async Task What_is_answered_has_the_fields_that_the_document_names(string path, string address)
    {
        var book = await BookAsync();
        var schema = book.GetProperty("paths").GetProperty(path).GetProperty("get")
            .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json")
            .GetProperty("schema").GetProperty("$ref").GetString()!;
        var named = Fields(book.GetProperty("components").GetProperty("schemas").GetProperty(schema.Split('/')[^1]));

        var program = await ProgramAsync("clerk", TokenScope.Read);
        var answer = await program.GetFromJsonAsync<JsonElement>(address, Cancel);

        Assert.Equal(
            named.Select(field => field.Name).Order(), answer.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task A_breakdown_that_there_is_not_is_refused()
    {
        var program = await ProgramAsync("district", TokenScope.Read);

        using var answer = await program.GetAsync("/api/v1/figures?by=-1", Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, "request.unreadable"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Fact]
    public async Task Every_scope_opens_its_routes_and_no_other_and_every_code_is_in_the_document()
    {
        var book = await BookAsync();
        List<string> wrong = [];
        foreach (var scope in TokenScope.All)
        {
            using var program = await ProgramAsync("clerk", scope);
            foreach (var (method, path) in ApiRoutes().Append(("POST", "/open311/v2/requests.json")))
            {
                var address = await AddressAsync(path);
                using var request = new HttpRequestMessage(new HttpMethod(method), address);
                if (method != "GET")
                {
                    request.Content = path.EndsWith("/files", StringComparison.Ordinal)
                        ? Picture()
                        : JsonContent.Create(new { });
                }

                using var answer = await program.SendAsync(request, Cancel);
                var code = answer.StatusCode >= HttpStatusCode.BadRequest ? await CodeAsync(answer) : null;
                // Whoever's posts do not allow it is told that first.
                if (Opens(scope, method, path) ? code == "access.scope" : code is not ("access.scope" or "access.post"))
                {
                    wrong.Add($"{scope}: {method} {address} said {(int)answer.StatusCode} {code}");
                }

                if (code is not null && !path.StartsWith("/open311", StringComparison.Ordinal)
                    && !Told(book, method, path, (int)answer.StatusCode).Contains(code))
                {
                    wrong.Add($"{method} {path}: {(int)answer.StatusCode} {code} is not in the document");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_client_goes_on_from_act_to_act_with_tags_and_what_it_sends_twice_is_one()
    {
        using var clerk = await ProgramAsync("clerk", TokenScope.Write);
        var key = Guid.CreateVersion7().ToString();
        var (first, again) = (await RaiseAsync(clerk, key), await RaiseAsync(clerk, key));
        Assert.Equal(first, again);
        Assert.NotEqual(first, await RaiseAsync(clerk, key + "x"));
        using var raised = await clerk.PostAsJsonAsync(
            "/api/v1/matters", new { detail = "楼道灯不亮", area = Area }, Cancel);
        var made = await raised.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(
            HttpStatusCode.OK,
            (await ActAsync(clerk, made.GetProperty("id").GetGuid(), "accept", raised.Headers.ETag!.Tag)).Status);

        using var read = await clerk.GetAsync($"/api/v1/matters/{first}", Cancel);
        var tag = read.Headers.ETag!.Tag;
        Assert.Equal(
            HttpStatusCode.NotModified,
            await StatusAsync(clerk, HttpMethod.Get, $"/api/v1/matters/{first}", ("If-None-Match", tag)));
        var (accepted, next) = await ActAsync(clerk, first, "accept", tag);
        Assert.Equal(HttpStatusCode.OK, accepted);
        Assert.Equal(
            HttpStatusCode.OK,
            await StatusAsync(clerk, HttpMethod.Get, $"/api/v1/matters/{first}", ("If-None-Match", tag)));
        Assert.Equal((HttpStatusCode.PreconditionFailed, null), await ActAsync(clerk, first, "suspend", tag));
        var (corrected, last) = await ActAsync(
            clerk, first, "correct", next!, new { category = "0103", innerWords = "电梯" });
        Assert.Equal(HttpStatusCode.OK, corrected);
        Assert.NotEqual(next, last);
        foreach (var (odd, status) in new[]
        {
            ("7", HttpStatusCode.BadRequest), ("\"1", HttpStatusCode.BadRequest),
            ("W/" + last, HttpStatusCode.PreconditionFailed), ("\"x\"", HttpStatusCode.PreconditionFailed),
            ($"{next}, \"x\"", HttpStatusCode.PreconditionFailed), ($"{next}, {last}", HttpStatusCode.OK),
        })
        {
            Assert.Equal(
                (odd, status),
                (odd, (await ActAsync(clerk, first, "correct", odd, new { category = "0103", innerWords = "电梯" })).Status));
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await ActAsync(clerk, first, "correct", "*", new { category = "0104", innerWords = "门禁" })).Status);
        using var file = Picture();
        using var twice = Picture();
        var (one, other) = (await SendAsync(clerk, first, file, key), await SendAsync(clerk, first, twice, key));
        Assert.Equal(one, other);
        using var both = Picture();
        Assert.Equal(
            "request.idempotency-key",
            await CodeOfAsync(
                clerk, HttpMethod.Post, $"/api/v1/matters/{first}/files", both, ("Idempotency-Key", "a b")));
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/matters", null, 405, "request.method")]
    [InlineData("PUT", "/api/v1/me", null, 405, "request.method")]
    [InlineData("GET", "/api/v1/nothing", null, 404, "request.address")]
    [InlineData("GET", "/api/v2/matters", null, 404, "request.address")]
    [InlineData("POST", "/api/v1/matters", "text/plain", 415, "request.media-type")]
    [InlineData("POST", "/api/v1/matters", "application/json; charset=gbk", 415, "request.media-type")]
    [InlineData("GET", "/map/areas/x/y", null, 404, "request.address")]
    [InlineData("GET", "/api/v1/matters?q=%00", null, 400, "request.unreadable")]
    public async Task What_no_route_answers_is_a_problem_with_a_code(
        string method, string address, string? type, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (type is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var answer = await (await site.VisitorAsync("clerk")).SendAsync(request, Cancel);

        Assert.Equal(
            (status, "application/problem+json"),
            ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(code, await CodeAsync(answer));
        Assert.Equal(status == 405, answer.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task Head_is_a_get_without_a_body_and_options_says_which_methods_there_are()
    {
        foreach (var address in new[] { "/api/v1/me", "/api/v1/categories", "/board.atom", "/", "/open311/v2/services.json", "/health/ready" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var answer = await (await site.VisitorAsync("clerk")).SendAsync(request, Cancel);
            Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
            Assert.Contains("content-security-policy", answer.Headers.Select(header => header.Key.ToLowerInvariant()));
        }

        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/v1/matters");
        using var methods = await (await site.VisitorAsync("clerk")).SendAsync(asked, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, methods.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], methods.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_token_that_does_not_count_is_refused_even_where_everyone_may_come()
    {
        using var program = site.Stranger();
        program.DefaultRequestHeaders.Authorization = new("Bearer", "bd_nothing");
        Assert.Equal(
            "access.token",
            await CodeOfAsync(
                program, HttpMethod.Post, "/api/v1/matters", JsonContent.Create(new { detail = "路灯不亮" })));
        Assert.Equal("access.token", await CodeOfAsync(program, HttpMethod.Get, "/api/v1/categories", null));
    }

    [Fact]
    public async Task Too_much_of_one_program_is_429_with_when_there_may_be_more_and_another_goes_on()
    {
        using var few = site.WithWebHostBuilder(host => host.UseSetting("BANDENG_API_PER_MINUTE", "5"));
        var (token, geo) = (await TokenAsync("clerk", TokenScope.Read), await TokenAsync("clerk", TokenScope.Open311));
        using var program = few.CreateClient();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        HttpResponseMessage answer;
        var (asked, stopped) = (0, false);
        do
        {
            answer = await program.GetAsync("/api/v1/me", Cancel);
            Assert.Equal("5", answer.Headers.GetValues("RateLimit-Limit").Single());
            stopped = answer.StatusCode is HttpStatusCode.TooManyRequests;
        }
        while (!stopped && ++asked < 12);

        Assert.True(stopped, "Five a minute, and the minute may have turned once.");
        Assert.InRange(int.Parse(answer.Headers.GetValues("Retry-After").Single(), null), 1, 60);
        Assert.Equal("request.too-often", await CodeAsync(answer));
        answer.Dispose();
        using var other = few.CreateClient();
        other.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync("town", TokenScope.Read));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/me", Cancel)).StatusCode);

        var form = new Dictionary<string, string>
        {
            ["api_key"] = geo,
            ["service_code"] = "0103",
            ["description"] = "电梯停了",
        };
        using var neighbour = few.CreateClient();
        HttpStatusCode last;
        (asked, last) = (0, HttpStatusCode.Created);
        while (last is HttpStatusCode.Created && asked++ < 12)
        {
            using var fields = new FormUrlEncodedContent(form);
            using var sent = await neighbour.PostAsync("/open311/v2/requests.xml", fields, Cancel);
            last = sent.StatusCode;
            Assert.True(last is HttpStatusCode.Created || sent.Headers.Contains("Retry-After"));
            Assert.True(
                last is HttpStatusCode.Created
                    || (await sent.Content.ReadAsStringAsync(Cancel))
                        .Contains("<code>429</code>", StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Open311_says_no_in_its_own_words_in_both_formats_and_takes_pictures()
    {
        var client = site.Stranger();
        using var nothing = await client.GetAsync("/open311/v2/nothing.xml", Cancel);
        Assert.Contains(
            "<errors><error><code>404</code>", await nothing.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal);
        using var wrong = new HttpRequestMessage(HttpMethod.Put, "/open311/v2/requests.json");
        using var method = await client.SendAsync(wrong, Cancel);
        Assert.Equal(
            405,
            JsonDocument.Parse(await method.Content.ReadAsStringAsync(Cancel))
                .RootElement[0].GetProperty("code").GetInt32());

        using var form = Picture("media");
        form.Add(new StringContent(await TokenAsync("resident", TokenScope.Open311)), "api_key");
        form.Add(new StringContent("0103"), "service_code");
        form.Add(new StringContent("电梯门关不上"), "description");
        using var sent = await client.PostAsync("/open311/v2/requests.json", form, Cancel);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var id = JsonDocument.Parse(await sent.Content.ReadAsStringAsync(Cancel))
            .RootElement[0].GetProperty("service_request_id").GetString();
        var sheet = await (await site.VisitorAsync("clerk"))
            .GetFromJsonAsync<JsonElement>($"/api/v1/matters/{id}", Cancel);
        // Without a place it is the district's; the clerk of a community may not see it.
        Assert.NotEqual(JsonValueKind.Undefined, sheet.ValueKind);
        sheet = await (await site.VisitorAsync("district"))
            .GetFromJsonAsync<JsonElement>($"/api/v1/matters/{id}", Cancel);
        Assert.Equal(
            "image/png",
            Assert.Single(sheet.GetProperty("files").EnumerateArray()).GetProperty("mediaType").GetString());
    }

    [Theory]
    [InlineData("zh-CN", "请先登录。", "令牌不存在、已过期或已作废。")]
    [InlineData("en", "Sign in first.", "The token is unknown, has run out or was taken back.")]
    public async Task A_refusal_is_told_in_the_readers_language_under_the_same_code(
        string language, string signIn, string token)
    {
        using var program = site.CreateDefaultClient();
        program.DefaultRequestHeaders.Add("Accept-Language", language);
        Assert.Equal(("access.sign-in", signIn), await ToldAsync(program));
        program.DefaultRequestHeaders.Authorization = new("Bearer", "nobody's");
        Assert.Equal(("access.token", token), await ToldAsync(program));
    }

    private static async Task<(string?, string?)> ToldAsync(HttpClient program)
    {
        var problem = await (await program.GetAsync("/api/v1/matters", Cancel))
            .Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString());
    }

    // The scopes, worked out apart from the gate.
    private static bool Opens(string scope, string method, string path) => scope switch
    {
        TokenScope.Write => true,
        TokenScope.Read => method == "GET",
        TokenScope.Open311 => path.StartsWith("/open311/", StringComparison.Ordinal),
        TokenScope.Orders => path.StartsWith("/api/v1/exchange", StringComparison.Ordinal),
        _ => false,
    };

    private IEnumerable<(string Method, string Path)> ApiRoutes() =>
        from route in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + Constraint().Replace(route.RoutePattern.RawText!.Trim('/'), "}")
        where path.StartsWith("/api/v1", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, path);

    private async Task<string> AddressAsync(string path)
    {
        var sample = RouteSamples.All.FirstOrDefault(sample => "/" + Constraint().Replace(sample.Key, "}") == path)
            .Value;
        if (sample is null)
        {
            return path;
        }

        await using var scope = site.Services.CreateAsyncScope();
        return await sample.Inside(scope.ServiceProvider);
    }

    private static IEnumerable<JsonProperty> Fields(JsonElement schema) =>
        schema.TryGetProperty("properties", out var fields) ? [.. fields.EnumerateObject()] : [];

    private static IEnumerable<JsonElement> Words(JsonElement schema) =>
        schema.TryGetProperty("enum", out var words) ? [.. words.EnumerateArray()] : [];

    private async Task<JsonElement> BookAsync() =>
        await site.Stranger().GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

    private static string?[] Told(JsonElement book, string method, string path, int status) =>
        book.GetProperty("paths").TryGetProperty(path, out var verbs)
            && verbs.TryGetProperty(method.ToLowerInvariant(), out var says)
        && says.GetProperty("responses").TryGetProperty($"{status}", out var answer)
        && answer.TryGetProperty("x-codes", out var codes)
            ? [.. codes.EnumerateArray().Select(code => code.GetString())] : [];

    private async Task<HttpClient> ProgramAsync(string userName, string scope)
    {
        var program = site.Stranger();
        program.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(userName, scope));
        return program;
    }

    private async Task<string> TokenAsync(string userName, string scope)
    {
        using var made = await DemoSite.PostAsync(
            await site.VisitorAsync(userName), "/account?handler=Token", new() { ["scope"] = scope });
        return Token().Match(await made.Content.ReadAsStringAsync(Cancel)).Value;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return text.StartsWith('{') && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code)
            ? code.GetString()
            : text;
    }

    private static async Task<string?> CodeOfAsync(
        HttpClient client, HttpMethod method, string address, HttpContent? content,
        (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (header is var (name, value))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request, Cancel);
        return await CodeAsync(answer);
    }

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient client, HttpMethod method, string address, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var answer = await client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static async Task<Guid> RaiseAsync(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/matters")
        {
            Content = JsonContent.Create(new { detail = "电梯门关不上，老人出不了门", area = Area }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetGuid();
    }

    private static async Task<(HttpStatusCode Status, string? Tag)> ActAsync(
        HttpClient client, Guid matter, string act, string tag, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/matters/{matter}/acts/{act}")
        {
            Content = JsonContent.Create(body ?? new { }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, answer.Headers.ETag?.Tag);
    }

    private static async Task<string> SendAsync(HttpClient client, Guid matter, HttpContent picture, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/matters/{matter}/files")
        {
            Content = picture,
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
    }

    // One grey point.
    private static MultipartFormDataContent Picture(string name = "file") => new()
    {
        { new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")), name, "a.png" },
    };

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("bd_[A-Za-z0-9_-]{40,}")]
    private static partial Regex Token();
}

public sealed class ApiDoorOnSqlite(DemoSiteOnSqlite site) : ApiDoorTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ApiDoorOnPostgres(DemoSiteOnPostgres site) : ApiDoorTests(site), IClassFixture<DemoSiteOnPostgres>;
