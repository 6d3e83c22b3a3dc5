using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Organizations.Door;

/// <summary>
/// The one door: lets a request through to its page or route if the declaration there admits the viewer. Programs are
/// answered 401 or 403 with a problem; people who did not sign in are sent to do so.
/// </summary>
internal sealed class AccessGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // What routing answers itself, a method or a media type that the address does not know, is no route of ours.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(context);
        }

        if (IsBrokenToken(context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return ProblemAsync(
                context, StatusCodes.Status401Unauthorized, "access.token",
                "The token is unknown, has run out or was taken back.");
        }

        // Nothing declared: nobody. The permission walk finds it before a visitor does.
        if (endpoint.Metadata.GetMetadata<IAccessDeclaration>() is not { } declaration)
        {
            return ForbidAsync(context, "access.undeclared", "This address does not say who may come.");
        }

        if (!declaration.Admits(context.Viewer()))
        {
            return context.Viewer().IsSignedIn
                ? ForbidAsync(context, "access.post", "None of your posts allows this.")
                : ChallengeAsync(context);
        }

        return context.User.AllowsMethod(context.Request)
            ? next(context)
            : ForbidAsync(context, "access.scope", "The token's scope does not allow this.");
    }

    // Who brings a key that does not count is not somebody without one: what they send must not come in as a
    // stranger's.
    private static bool IsBrokenToken(HttpContext context) =>
        context.Request.IsFromProgram() && context.User.PersonId() is null
        && context.Request.Headers.Authorization.ToString()
            .StartsWith(BearerTokens.Prefix, StringComparison.OrdinalIgnoreCase);

    private static Task ChallengeAsync(HttpContext context)
    {
        if (context.Request.IsFromProgram())
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ProblemAsync(context, StatusCodes.Status401Unauthorized, "access.sign-in", "Sign in first.");
        }

        var here = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
        context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(here)}");
        return Task.CompletedTask;
    }

    private static Task ForbidAsync(HttpContext context, string code, string message)
    {
        if (context.Request.IsFromProgram())
        {
            return ProblemAsync(context, StatusCodes.Status403Forbidden, code, message);
        }

        // The page around the status is the host's.
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static Task ProblemAsync(HttpContext context, int status, string code, string message) =>
        TypedResults.Problem(
            message, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code })
            .ExecuteAsync(context);
}
