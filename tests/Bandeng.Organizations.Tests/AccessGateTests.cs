using Bandeng.Kernel;
using Bandeng.Organizations.Door;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>The gate by itself: closed where nothing is declared.</summary>
public sealed class AccessGateTests
{
    private static readonly Viewer Everything = new(
        Guid.CreateVersion7(), "",
        [.. Enum.GetValues<Role>()
            .Select(role => new HeldPost(Guid.CreateVersion7(), role.ToString(), House.District, null, null))]);

    [Theory]
    [InlineData("/page")]
    [InlineData("/api/v1/thing")]
    public async Task A_route_that_says_nothing_is_refused_to_everybody(string path)
    {
        var context = Visit(path);
        context.SetViewer(Everything);

        Assert.Equal(StatusCodes.Status403Forbidden, await KnockAsync(context));
    }

    [Theory]
    [InlineData("GET", "read", 200)]
    [InlineData("POST", "read", 403)]
    [InlineData("POST", "write", 200)]
    [InlineData("GET", "open311", 403)]
    [InlineData("GET", "orders", 403)]
    [InlineData("GET", "made-up", 403)]
    public async Task A_token_is_held_to_its_scope(string method, string scope, int status)
    {
        var context = Visit("/api/v1/thing", new AccessAttribute());
        context.Request.Method = method;
        context.User = Visitors.Ticket(
            "Bearer", Everything.PersonId!.Value, new System.Security.Claims.Claim(Visitors.ScopeClaim, scope));
        context.SetViewer(Everything);

        Assert.Equal(status, await KnockAsync(context));
    }

    private static DefaultHttpContext Visit(string path, params object[] metadata)
    {
        var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Path = path;
        context.Request.Method = "GET";
        context.SetEndpoint(
            new RouteEndpoint(
                _ => Task.CompletedTask, RoutePatternFactory.Parse(path), 0, new EndpointMetadataCollection(metadata),
                path));
        return context;
    }

    private static async Task<int> KnockAsync(DefaultHttpContext context)
    {
        await new AccessGate(_ => Task.CompletedTask).InvokeAsync(context);
        return context.Response.StatusCode;
    }
}
