using Microsoft.AspNetCore.Diagnostics;

namespace Bandeng.Web;

/// <summary>Errors in words for people; programs keep getting problem documents.</summary>
internal static class ProblemPages
{
    private static readonly PathString[] ForPrograms = ["/api", "/open311", "/openapi", "/health", "/map", "/dist"];

    /// <summary>What a program sends and nobody can read is the program's mistake, with a code like any other refusal.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException unreadable)
            {
                context.ProblemDetails.Extensions["code"] = "request.unreadable";
                context.ProblemDetails.Detail = unreadable.Message;
            }
        });

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseWhen(IsProgram, branch => branch.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        }));
        app.UseWhen(context => !IsProgram(context), branch => branch.UseExceptionHandler("/problem/500"));
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.UseWhen(context => !IsProgram(context), branch => branch.Use(AsStatusAsync));
        app.Use((context, next) =>
        {
            if (IsProgram(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    // An address that nobody can read is no fault of ours, in a page as little as in a program.
    private static async Task AsStatusAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = bad.StatusCode;
        }
    }

    internal static bool IsProgram(HttpContext context) =>
        Array.Exists(ForPrograms, prefix => context.Request.Path.StartsWithSegments(prefix));
}
