using Microsoft.AspNetCore.Http.Features;

namespace Bandeng.Web;

/// <summary>
/// HEAD is a GET whose answer has no body, OPTIONS says which methods there are; no route need know of either.
/// </summary>
internal static class Methods
{
    /// <summary>Before routing.</summary>
    public static void UseMethods(this WebApplication app) => app.Use((context, next) =>
        HttpMethods.IsHead(context.Request.Method) ? HeadAsync(context, next)
        : HttpMethods.IsOptions(context.Request.Method) ? OptionsAsync(context, next)
        : next(context));

    private static async Task HeadAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var nothing = new BodyLeftOut(body);
        context.Features.Set<IHttpResponseBodyFeature>(nothing);
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Features.Set(body);
        }
    }

    private static async Task OptionsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            var known = context.Response.Headers.Allow.ToString()
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            string[] more = known.Contains(HttpMethods.Get)
                ? [HttpMethods.Head, HttpMethods.Options]
                : [HttpMethods.Options];
            context.Response.Headers.Allow = string.Join(", ", known.Union(more));
        }
    }

    private sealed class BodyLeftOut(IHttpResponseBodyFeature body)
        : StreamResponseBodyFeature(Stream.Null, body), IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
