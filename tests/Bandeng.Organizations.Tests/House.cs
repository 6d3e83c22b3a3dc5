using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>A clock that stands still until it is set.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Keeps what was sent, to be read by the test as its addressee would.</summary>
internal sealed class Postbag : IMessageSender
{
    public List<OutgoingMessage> Sent { get; } = [];

    public Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        Sent.Add(message);
        return Task.CompletedTask;
    }
}

/// <summary>The module on an empty database of either engine, each act in a unit of work of its own.</summary>
internal sealed class House : IAsyncDisposable
{
    public static readonly AreaCode District = AreaCode.Parse("431302");
    public static readonly AreaCode Town = AreaCode.Parse("431302001");
    public static readonly AreaCode OtherTown = AreaCode.Parse("431302002");
    public static readonly AreaCode Community = AreaCode.Parse("431302001001");
    public static readonly AreaCode OtherCommunity = AreaCode.Parse("431302001002");

    private readonly ServiceProvider _services;

    private House(ServiceProvider services) => _services = services;

    /// <summary>Monday, 2 March 2026, nine in the morning here.</summary>
    public StandingClock Clock { get; private init; } = null!;

    public Postbag Postbag { get; private init; } = null!;

    public static async Task<House> OpenAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var clock = new StandingClock(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var postbag = new Postbag();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IMessageSender>(postbag)
            .AddBandengDb(await engine.CreateAsync())
            .AddSecrets(new DataFolder(Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}")))
            .AddOrganizations();
        more?.Invoke(services);
        var house = new House(services.BuildServiceProvider(validateScopes: true)) { Clock = clock, Postbag = postbag };
        await house.DoAsync<BandengDb, int>(db => db.MigrateAsync(house._services.GetRequiredService<SqlMigrator>()));
        return house;
    }

    /// <summary>One act, in a unit of work of its own.</summary>
    public async Task<TResult> DoAsync<TAct, TResult>(Func<TAct, Task<TResult>> act)
        where TAct : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TAct>());
    }

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    public async Task<Guid> PersonAsync(
        string name, string? phone = null) => Sure(await DoAsync<AddPerson, Result<Person>>(
        act => act.RunAsync(new(Guid.CreateVersion7(), name, phone), Viewer.System, default))).Id;

    public async Task<Guid> SignInAsync(Guid person, string userName, string password = "a long word") =>
        Sure(await DoAsync<GiveSignIn, Result<Person>>(
            act => act.RunAsync(new(person, userName, password), Viewer.System, default))).Id;

    public async Task<Guid> PostAsync(
        Guid person, Role role, AreaCode area, Guid? body = null, DateOnly? from = null) =>
        Sure(await DoAsync<AppointToPost, Result<AppointToPost.Appointed>>(
            act => act.RunAsync(new(Guid.CreateVersion7(), person, role, area, body, from), Viewer.System, default))).PostId;

    public Task<Viewer> ViewerAsync(Guid person) =>
        DoAsync<IPeople, Viewer>(people => people.ViewerAsync(person, default));

    public Task<long> CountAsync(string sql) => DoAsync<BandengDb, long>(async db =>
        (await db.RowsAsync<long>(sql, null, default)).Single());

    public static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");

    public static string Code<T>(Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? "went through" : refusal.Code;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
