using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Diagnostics;

namespace Bandeng.Web;

/// <summary>
/// Errors in words for people; programs get problem documents with a code, or what their standard says.
/// </summary>
internal static class ProblemPages
{
    /// <summary>Seconds after which a database that was away may be back.</summary>
    public const string Again = "5";

    private static readonly PathString[] ForPrograms =
        ["/api", "/open311", "/openapi", "/health", "/map", "/dist", "/calendar.ics", "/board.atom", "/board/matters.geojson"];

    // What no route said itself. Stable, as every code is.
    private static readonly Dictionary<int, (string Code, string Message)> Known = new()
    {
        [400] = ("request.unreadable", "The request cannot be read."),
        [401] = ("access.sign-in", "Sign in first."),
        [403] = ("access.post", "None of your posts allows this."),
        [404] = ("request.address", "There is no such address."),
        [405] = ("request.method", "This address does not know that method; Allow names those it knows."),
        [406] = ("request.accept", "This address cannot answer in that form."),
        [408] = ("request.slow", "The request did not come in time."),
        [411] = ("request.length", "Say how long the request is."),
        [413] = ("request.too-large", "The request is larger than this address takes."),
        [415] = ("request.media-type", "This address does not read that media type, or those letters."),
        [429] = ("request.too-often", "Too many requests. Retry-After says in how many seconds there may be more."),
        [500] = ("server.fault", "Something broke here. It is in the log under the trace's id."),
        [503] = ("server.away", "The database is away for a moment. Try again."),
    };

    /// <summary>
    /// What a program sends and nobody can read is the program's mistake, with a code like any other refusal.
    /// </summary>
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .AddSingleton<RefusalWords>()
        .AddSingleton<IRefusalTexts>(host => host.GetRequiredService<RefusalWords>())
        .AddProblemDetails(problems => problems.CustomizeProblemDetails =
            context => context.HttpContext.RequestServices.GetRequiredService<RefusalWords>().Translate(context));

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseWhen(IsProgram, branch =>
        {
            branch.Use(TellProgramAsync);
            branch.UseExceptionHandler(new ExceptionHandlerOptions
            {
                AllowStatusCode404Response = true,
                StatusCodeSelector = StatusOf,
                ExceptionHandler = TellFailureAsync,
                SuppressDiagnosticsCallback = IsOfCaller,
            });
        });
        app.UseWhen(context => !IsProgram(context), branch => branch.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/problem/500",
                StatusCodeSelector = StatusOf,
                SuppressDiagnosticsCallback = IsOfCaller,
            }));
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

    internal static bool IsProgram(HttpContext context) =>
        Array.Exists(ForPrograms, prefix => context.Request.Path.StartsWithSegments(prefix));

    // A status alone says nothing that a program could look up.
    private static async Task TellProgramAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state => SayWhenAsync((HttpResponse)state), context.Response);
        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: >= 400 and var status, ContentType: null, ContentLength: null }
            && !HttpMethods.IsOptions(context.Request.Method))
        {
            await AnswerAsync(context, status, null);
        }
    }

    // The limits that know it say so themselves; the others count by the hour.
    private static Task SayWhenAsync(HttpResponse response)
    {
        if (response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = response.StatusCode switch
            {
                StatusCodes.Status429TooManyRequests => "3600",
                StatusCodes.Status503ServiceUnavailable => Again,
                _ => default,
            };
        }

        return Task.CompletedTask;
    }

    private static Task TellFailureAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return AnswerAsync(context, context.Response.StatusCode, (failure as BadHttpRequestException)?.Message);
    }

    private static Task AnswerAsync(HttpContext context, int status, string? message)
    {
        var (code, usual) = Known.GetValueOrDefault(status, Known[status < 500 ? 400 : 500]);
        var own = context.RequestServices.GetServices<IProgramErrors>()
            .FirstOrDefault(errors => context.Request.Path.StartsWithSegments(errors.Root));
        IResult answer = own is not null
            ? own.Answer(context.Request, status, code, message ?? usual)
            : TypedResults.Problem(
                message ?? usual, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
        return answer.ExecuteAsync(context);
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when failure.IsDatabaseAway() => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // What cannot be read is told to who sent it; the log would repeat it, telephone numbers and all.
    private static bool IsOfCaller(ExceptionHandlerSuppressDiagnosticsContext context) =>
        context.Exception is BadHttpRequestException;

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
}
