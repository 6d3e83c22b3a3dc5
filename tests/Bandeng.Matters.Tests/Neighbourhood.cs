using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests;

/// <summary>The demo's people at work on the real modules: each act in a unit of work of its own.</summary>
internal sealed class Neighbourhood(DemoSite site)
{
    public const string Community = "431302001001";
    public const string NextDoor = "431302001002";

    private readonly Dictionary<string, Viewer> _viewers = [];

    public DateTimeOffset Now => site.Clock.GetUtcNow();

    /// <summary>Puts the clock to a moment on the wall.</summary>
    public void At(string local) =>
        site.Clock.MoveTo(
            ChinaTime.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    public async Task<Viewer> PersonAsync(string userName)
    {
        if (userName.Length == 0)
        {
            return Viewer.Nobody;
        }

        // Posts of the demo begin on the day it is made; a test that plays in the past or the future keeps them.
        if (!_viewers.TryGetValue(userName, out var viewer))
        {
            viewer = _viewers[userName] = await InScopeAsync(async services =>
            {
                var id = await services.GetRequiredService<BandengDb>().RowAsync<Guid>(
                    "select person_id from sign_ins where user_name = @userName", new { userName },
                    CancellationToken.None);
                return await services.GetRequiredService<IPeople>().ViewerAsync(id, CancellationToken.None);
            });
        }

        return viewer;
    }

    public async Task<Guid> BodyAsync(string name, string area = Community) => await InScopeAsync(async services =>
        (await services.GetRequiredService<IBodies>().HandlingAsync(AreaCode.Parse(area), CancellationToken.None))
        .Single(body => body.Name == name).Id);

    /// <summary>The first building of the community.</summary>
    public async Task<AreaCode> BuildingAsync() => await InScopeAsync(async services =>
    {
        var (first, last) = AreaCode.Parse(Community).Range;
        return AreaCode.FromValue(await services.GetRequiredService<BandengDb>().RowAsync<long>(
            "select min(code) from areas where code between @first and @last and level = @level",
            new { first, last, level = (int)AreaLevel.Building }, CancellationToken.None));
    });

    public Task<long> CountAsync(string sql) => InScopeAsync(services =>
        services.GetRequiredService<BandengDb>().RowAsync<long>(sql, null, CancellationToken.None));

    /// <summary>The telephone of who raised it, or why it is not shown.</summary>
    public async Task<string> LookAsync(Guid id, string userName, string? purpose)
    {
        var viewer = await PersonAsync(userName);
        var result = await InScopeAsync(services =>
            services.GetRequiredService<SeeContact>().RunAsync(id, null, purpose, viewer, CancellationToken.None));
        return result.TryGet(out var seen, out var refusal) ? seen.Phone : refusal.Code;
    }

    public async Task<Result<RaiseMatter.Raised>> RaiseAsync(string userName, RaiseRequest request)
    {
        var viewer = await PersonAsync(userName);
        return await InScopeAsync(services =>
            services.GetRequiredService<RaiseMatter>().RunAsync(request, viewer, CancellationToken.None));
    }

    public async Task<Guid> RaisedAsync(string userName = "resident", RaiseRequest? request = null) =>
        Sure(await RaiseAsync(userName, request ?? new() { Detail = "楼道灯坏了，老人夜里看不见。", Area = Community })).Id;

    public async Task<Result<JoinMatter.Joined>> JoinAsync(Guid id, string userName, RaiseRequest? request = null)
    {
        var viewer = await PersonAsync(userName);
        return await InScopeAsync(services =>
            services.GetRequiredService<JoinMatter>().RunAsync(id, request ?? new(), viewer, CancellationToken.None));
    }

    public async Task<Result<Acted>> TryAsync(Guid id, MatterAction action, string userName, ActRequest? request = null)
    {
        var viewer = await PersonAsync(userName);
        return await InScopeAsync(services =>
            services.GetRequiredService<ActOnMatter>()
                .RunAsync(id, action, request ?? new(), viewer, CancellationToken.None));
    }

    /// <summary>An act that must go through; says where the matter stands.</summary>
    public async Task<MatterStage> DoAsync(Guid id, MatterAction action, string userName, ActRequest? request = null) =>
        Sure(await TryAsync(id, action, userName, request)).Stage;

    /// <summary>An act that must be refused; says with which code.</summary>
    public async Task<string> RefusedAsync(Guid id, MatterAction action, string userName, ActRequest? request = null) =>
        (await TryAsync(id, action, userName, request)).TryGet(out var acted, out var refusal)
            ? $"went through to {acted.Stage}"
            : refusal.Code;

    public async Task<MatterSheet> ReadAsync(Guid id, string userName, string? secret = null)
    {
        var viewer = await PersonAsync(userName);
        return (await InScopeAsync(services =>
            services.GetRequiredService<ReadMatter>().FindAsync(id, secret, viewer, CancellationToken.None)))!;
    }

    public Task<int> RoundAsync() => site.Services.GetRequiredService<ClockRound>().RunAsync(CancellationToken.None);

    /// <summary>Raised, sent to 桥头物业 and signed for.</summary>
    public async Task<Guid> InHandAsync(RaiseRequest? request = null, ActRequest? dispatch = null)
    {
        var id = await RaisedAsync(request: request);
        await DoAsync(id, MatterAction.Dispatch, "clerk", dispatch ?? await ToBridgeAsync());
        await DoAsync(id, MatterAction.SignFor, "handler");
        return id;
    }

    public async Task<ActRequest> ToBridgeAsync() => new() { Body = await BodyAsync("桥头物业") };

    public static ActRequest Done { get; } = new() { Outcome = HandlerOutcome.Solved, Words = "已更换三层声控灯，请查看。" };

    public static ActRequest Happy { get; } = new() { RaiserOutcome = RaiserOutcome.Solved, Rating = Rating.Satisfied };

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
