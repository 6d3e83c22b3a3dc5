using System.Net;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>Walks every address of the real site with every role, and with none.</summary>
public sealed class PermissionWalk(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    /// <summary>Who walks: the demo's sign-ins with their one role; a resident has none, and null is nobody.</summary>
    private static readonly (string? UserName, Role? Role)[] Walkers =
    [
        (null, null), ("resident", null), ("buildinghead", Role.BuildingHead), ("gridworker", Role.GridWorker),
        ("clerk", Role.Clerk), ("handler", Role.Handler), ("checker", Role.Checker), ("caller", Role.Caller),
        ("convenor", Role.Convenor), ("town", Role.Town), ("district", Role.District), ("leader", Role.Leader),
        ("auditor", Role.Auditor), ("admin", Role.Admin), ("linkedhead", Role.LinkedHead),
        ("careleader", Role.CareLeader),
        ("bodyhead", Role.Head),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_role_that_opens_anything_walks() =>
        Assert.Equal(
            Enum.GetValues<Role>().Where(PermissionTable.OpensAnything).Order(),
            Walkers.Select(walker => walker.Role).OfType<Role>().Order());

    [Fact]
    public async Task Every_route_says_who_may_come()
    {
        var routes = await RoutesAsync();

        Assert.Contains(routes, route => route.Path == "admin/people");
        Assert.Empty(routes.Where(route => route.Declaration is null).Select(route => route.Path));
    }

    [Fact]
    public async Task Every_route_with_parameters_has_a_sample()
    {
        var missing = (await RoutesAsync()).Select(route => route.Path)
            .Where(path => path.Contains('{', StringComparison.Ordinal) && !RouteSamples.All.ContainsKey(path));

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Whoever_the_table_admits_comes_in_and_nobody_else()
    {
        List<string> wrong = [];
        foreach (var route in (await RoutesAsync()).Where(route => route is { IsAsked: true, Declaration: not null }))
        {
            var address = await AddressAsync(route);
            foreach (var (userName, role) in Walkers)
            {
                using var answer = await (await site.VisitorAsync(userName)).GetAsync(address, Cancel);
                var expected = Expected(route.Declaration!, userName, role);
                if (Said(answer) is var said && said != expected && !Decided(route, expected, said))
                {
                    wrong.Add($"{address} for {userName ?? "nobody"}: {(int)answer.StatusCode}, expected {expected}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Nobody_comes_in_outside_the_area()
    {
        List<string> wrong = [];
        foreach (var (path, sample) in RouteSamples.All.Where(sample => sample.Value.Outside is not null))
        {
            var address = await InScopeAsync(sample.Outside!);
            foreach (var (userName, _) in Walkers)
            {
                using var answer = await (await site.VisitorAsync(userName)).GetAsync(address, Cancel);
                if (answer.IsSuccessStatusCode)
                {
                    wrong.Add($"{path} at {address} for {userName ?? "nobody"}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    // The gate let them in, and the page itself said no: never the other way round.
    private static bool Decided(Route route, string expected, string said) =>
        expected == "in" && RouteSamples.All.TryGetValue(route.Path, out var sample) && sample.Decides
        && (said == "no" || said.StartsWith("status 4", StringComparison.Ordinal));

    /// <summary>What the permission table says, worked out apart from the gate.</summary>
    private static string Expected(IAccessDeclaration declaration, string? userName, Role? role) => declaration switch
    {
        OpenToAllAttribute => "in",
        _ when userName is null => "sign in",
        AccessAttribute { AnyOf: [] } => "in",
        AccessAttribute access =>
            role is { } held && access.AnyOf.Any(p => PermissionTable.RolesWith(p).Contains(held)) ? "in" : "no",
        _ => "unknown declaration",
    };

    private static string Said(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => "sign in",
        HttpStatusCode.Redirect when answer.Headers.Location!.OriginalString.StartsWith(
            "/sign-in?returnUrl=", StringComparison.Ordinal) => "sign in",
        HttpStatusCode.Forbidden => "no",
        < HttpStatusCode.BadRequest => "in",
        _ => $"status {(int)answer.StatusCode}",
    };

    private async Task<string> AddressAsync(Route route) =>
        RouteSamples.All.TryGetValue(route.Path, out var sample) ? await InScopeAsync(sample.Inside) : "/" + route.Path;

    private async Task<string> InScopeAsync(Func<IServiceProvider, Task<string>> ask)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider);
    }

    // A page's own attributes are known only once it is loaded; the endpoints listed before that do not carry them.
    private async Task<IReadOnlyList<Route>> RoutesAsync()
    {
        List<Route> routes = [];
        var loader = site.Services.GetRequiredService<PageLoader>();
        foreach (var route in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            // The second looks, in development alone, for assets made while the site runs; the gate refuses what it
            // does not find.
            if (route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
                || route.RoutePattern.RawText == "{**path:file}")
            {
                continue;
            }

            IEnumerable<object> metadata = route.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? (await loader.LoadAsync(page, route.Metadata)).EndpointMetadata ?? []
                : route.Metadata;
            routes.Add(new(
                (route.RoutePattern.RawText ?? "").TrimStart('/'),
                metadata.OfType<IAccessDeclaration>().LastOrDefault(),
                route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is not { Count: > 0 } methods
                    || methods.Contains("GET")));
        }

        return routes;
    }

    private sealed record Route(string Path, IAccessDeclaration? Declaration, bool IsAsked);
}
