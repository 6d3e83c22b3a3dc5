using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Exchange.Tests;

/// <summary>The demo's site, from which calls may go to a platform on the same machine.</summary>
public abstract partial class ExchangeSite(Engine engine) : DemoSite(engine)
{
    public const string Community = "431302001001";
    public const string NextDoor = "431302001002";

    private readonly Dictionary<string, Viewer> _viewers = [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("BANDENG_HOOKS_INSIDE", "true")
            .ConfigureTestServices(services => services.AddSingleton(new PushPace(TimeSpan.FromMilliseconds(400))));
    }

    public void At(string local) =>
        Clock.MoveTo(ChinaTime.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async Task<Viewer> PersonAsync(string userName) =>
        _viewers.TryGetValue(userName, out var known) ? known : _viewers[userName] = await DoAsync(async services =>
        {
            var id = await services.GetRequiredService<BandengDb>().RowAsync<Guid>(
                "select person_id from sign_ins where user_name = @userName", new { userName }, CancellationToken.None);
            return await services.GetRequiredService<IPeople>().ViewerAsync(id, CancellationToken.None);
        });

    public async Task<Guid> BodyAsync(string name) => await DoAsync(async services =>
        (await services.GetRequiredService<IBodies>().HandlingAsync(AreaCode.Parse(Community), CancellationToken.None))
            .Single(body => body.Name == name).Id);

    internal async Task<Platform> PlatformAsync(
        string code, string area, string? push = null, OrderMapping? mapping = null)
    {
        var admin = await PersonAsync("admin");
        return await DoAsync(async services =>
        {
            var platforms = services.GetRequiredService<Platforms.Platforms>();
            Sure(await platforms.RegisterAsync(new(code, $"平台 {code}", AreaCode.Parse(area), push, push is null ? null : "their-key"), admin, default));
            var platform = (await platforms.FindAsync(code, Permission.ManageRules, admin, default))!;
            Sure(await services.GetRequiredService<MappingBook>().SaveAsync(platform, mapping ?? Seen, admin, default));
            return platform;
        });
    }

    /// <summary>The field names that were seen in the field, as somebody confirmed them.</summary>
    internal static OrderMapping Seen { get; } = new()
    {
        Envelope = "resultData",
        Fields = new Dictionary<string, string>
        {
            ["workordercode"] = "number",
            ["workordercontent"] = "detail",
            ["area"] = "area",
            ["place"] = "place",
            ["callerName"] = "name",
            ["contactPhone"] = "phone",
            ["processlimited"] = "due",
            ["appealType"] = "type",
            ["isSecret"] = "protected",
        },
        Codes = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["type"] = new Dictionary<string, string> { ["2"] = "Help", ["3"] = "Complaint" },
        },
        Answers = new AnswerMapping
        {
            Fields = new Dictionary<string, string>
            {
                ["workordercode"] = "number",
                ["state"] = "kind",
                ["result"] = "outcome",
                ["replyContent"] = "reply",
                ["contactType"] = "contactWay",
                ["files"] = "attachments",
                ["backReason"] = "reason",
                ["backBasis"] = "basis",
                ["delayDays"] = "days",
                ["handleDept"] = "body",
                ["time"] = "at",
            },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["kind"] = new Dictionary<string, string> { ["SignedFor"] = "10", ["Outcome"] = "30" },
            },
            Keep = ["traceCode"],
        },
    };

    public async Task<Acted> ActAsync(Guid matter, MatterAction action, string userName, ActRequest? request = null)
    {
        var by = await PersonAsync(userName);
        Clock.MoveTo(Clock.GetUtcNow().AddSeconds(1));
        return Sure(
            await DoAsync(services =>
                services.GetRequiredService<IMatterDesk>().ActAsync(matter, action, request ?? new(), by, default)));
    }

    /// <summary>Sent to 桥头物业 and signed for.</summary>
    public async Task InHandAsync(Guid matter)
    {
        await ActAsync(matter, MatterAction.Dispatch, "clerk", new() { Body = await BodyAsync("桥头物业") });
        await ActAsync(matter, MatterAction.SignFor, "handler");
    }

    /// <summary>查询码 of who raised it.</summary>
    public async Task<string> VoiceAsync(
        Guid matter) => (await DoAsync(services => services.GetRequiredService<BandengDb>()
        .RowAsync<string>("select code from matter_voices where matter_id = @matter and is_raiser = @yes", new { matter, yes = true }, default)))!;

    public static ActRequest Done { get; } = new() { Outcome = HandlerOutcome.Solved, Words = "已更换三层声控灯，请查看。" };

    public Task<int> PushAsync() => DoAsync(services => services.GetRequiredService<PushRound>().RunAsync(default));

    /// <summary>A program with the key of somebody, where other platforms put theirs.</summary>
    public async Task<HttpClient> ProgramAsync(string userName, string scope = "orders")
    {
        using var made = await PostAsync(
            await VisitorAsync(userName), "/account?handler=Token", new() { ["scope"] = scope });
        var token = Token().Match(await made.Content.ReadAsStringAsync()).Value;
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("x-api-key", token);
        return client;
    }

    public Task<long> CountAsync(string sql, object? parameters = null) =>
        DoAsync(services => services.GetRequiredService<BandengDb>().RowAsync<long>(sql, parameters, default));

    public static async Task<JsonElement> SendAsync(HttpClient client, string address, object order)
    {
        using var answer = await client.PostAsJsonAsync(address, order);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");

    public static string CodeOf<T>(Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? "went through" : refusal.Code;

    [GeneratedRegex("bd_[A-Za-z0-9_-]{43}")]
    private static partial Regex Token();
}

public sealed class ExchangeSiteOnSqlite() : ExchangeSite(Engine.Sqlite);

public sealed class ExchangeSiteOnPostgres() : ExchangeSite(Engine.Postgres);
