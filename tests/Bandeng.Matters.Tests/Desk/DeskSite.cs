using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>The demo site, with what a test of the desk does to it.</summary>
public abstract class DeskSite(Engine engine) : DemoSite(engine)
{
    public const string Here = "431302001001";
    public const string Neighbour = "431302001002";
    public const string Elsewhere = "431302002001";

    public bool IsPostgres => this is DeskSiteOnPostgres;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Somebody of the demo as they are when they sign in.</summary>
    public Task<Viewer> AsAsync(string userName) => InUnitAsync(async services =>
    {
        var person = await services.GetRequiredService<BandengDb>().RowAsync<Guid>(
            "select person_id from sign_ins where user_name = @userName", new { userName }, Cancel);
        return await services.GetRequiredService<IPeople>().ViewerAsync(person, Cancel);
    });

    public async Task<Guid> BodyAsync(string name) => await InUnitAsync(services =>
        services.GetRequiredService<BandengDb>()
            .RowAsync<Guid>("select id from bodies where name = @name", new { name }, Cancel));

    public Task<Guid> RaiseAsync(string area, string detail, RaiseRequest? more = null) => InUnitAsync(async services =>
        Sure(await services.GetRequiredService<RaiseMatter>().RunAsync(
            (more ?? new()) with { Area = area, Detail = detail }, Viewer.System, Cancel)).Id);

    public Task<Result<Acted>> ActAsync(Guid matter, MatterAction action, ActRequest request, Viewer viewer) =>
        InUnitAsync(services =>
            services.GetRequiredService<ActOnMatter>().RunAsync(matter, action, request, viewer, Cancel));

    public async Task<T> InUnitAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public static T Sure<T>(Result<T> result)
        where T : notnull =>
            result.TryGet(out var value, out var refusal) ? value : throw new InvalidOperationException(refusal.Code);
}

public sealed class DeskSiteOnSqlite() : DeskSite(Engine.Sqlite);

public sealed class DeskSiteOnPostgres() : DeskSite(Engine.Postgres);
