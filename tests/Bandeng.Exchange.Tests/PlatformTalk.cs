using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Microsoft.Extensions.DependencyInjection;
namespace Bandeng.Exchange.Tests;

/// <summary>
/// What a platform with a code of its own says and hears, for tests on whichever database the site runs.
/// </summary>
public abstract class PlatformTalk
{
    private static int _codes;

    protected PlatformTalk(ExchangeSite site)
    {
        Site = site;
        // A Monday with five working days after it.
        Site.At("2026-06-08T09:00");
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ExchangeSite Site { get; }

    protected string Code { get; } = $"p{Interlocked.Increment(ref _codes)}";

    protected string Orders => $"/api/v1/exchange/{Code}/orders";

    protected string Answers => $"/api/v1/exchange/{Code}/answers";

    protected static object Order(string number) => new
    {
        workordercode = number,
        workordercontent = $"楼道灯不亮（{number}）",
        area = ExchangeSite.Community,
        place = "临江苑四栋",
        appealType = "2",
        callerName = "王一",
        contactPhone = "19900000077",
        processlimited = "5个工作日",
        traceCode = "T-1",
    };

    protected static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();

    protected static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address, object? body)
    {
        using var answer = body is null
            ? await client.PostAsync(address, null, Cancel)
            : await client.PostAsJsonAsync(address, body, Cancel);
        return answer.StatusCode;
    }

    protected async Task<Guid> TakenAsync(HttpClient program, object order) =>
        (await ExchangeSite.SendAsync(program, Orders, order)).GetProperty("orders")[0].GetProperty("matter").GetGuid();

    /// <summary>What is stuck, as the page shows it.</summary>
    protected async Task<IReadOnlyList<(
        Guid Id, string Number, string Error)>> ListAsync() => await Site.DoAsync(async services =>
    {
        var platform = await PlatformOfAsync(services);
        var rows = await services.GetRequiredService<Queries.ListAnswers>()
            .RunAsync(platform, Queries.AnswerShow.Stuck, null, null, Cancel);
        return (IReadOnlyList<(Guid, string, string)>)[.. rows.Select(
            row => (row.Id, row.Number, row.LastError ?? ""))];
    });

    private protected async Task<Result<Guid>> SettleAsync(
        Func<SettleAnswers, Platform, Viewer, Task<Result<Guid>>> act)
    {
        var by = await Site.PersonAsync("clerk");
        return await Site.DoAsync(async services =>
            await act(services.GetRequiredService<SettleAnswers>(), await PlatformOfAsync(services), by));
    }

    private protected async Task<Platform> PlatformOfAsync(IServiceProvider services) =>
        (await services.GetRequiredService<Platforms.Platforms>().FindAsync(Code, Organizations.Permission.ManageRules, Viewer.System, Cancel))!;
}
