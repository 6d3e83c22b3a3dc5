using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Web;

/// <summary>
/// Requests that no browser and no honest program makes end at the door, with the status that says why.
/// </summary>
internal static class OddRequests
{
    /// <summary>After routing, before anything reads the request.</summary>
    public static void UseOddRequests(this WebApplication app) => app.Use((context, next) =>
        Fault(context.Request) is { } status ? EndAsync(context, status) : next(context));

    /// <summary>A page has nothing to show to a method or a button that it does not know.</summary>
    public static IMvcBuilder AddOddRequests(this IMvcBuilder mvc) =>
        mvc.AddMvcOptions(options => options.Filters.Add<KnownHandlers>());

    private static Task EndAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static int? Fault(HttpRequest request) =>
        HasNul(request) ? StatusCodes.Status400BadRequest
        : IsUnreadable(request) ? StatusCodes.Status415UnsupportedMediaType
        : null;

    // GeoReport says of its own parameters what is wrong with them, in two formats.
    private static bool HasNul(HttpRequest request) =>
        request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is true
            && !request.Path.StartsWithSegments("/open311");

    // Other platforms say GBK, utf8 or nothing and send either: there the bytes decide.
    private static bool IsUnreadable(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var media) && media.Charset.HasValue
        && !media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api/v1/exchange");

    // The framework draws such a page all the same, and then with nothing read for it.
    private sealed class KnownHandlers : IPageFilter
    {
        public void OnPageHandlerSelected(PageHandlerSelectedContext context)
        {
        }

        public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
        {
            if (context.HandlerMethod is null && !IsReading(context.HttpContext.Request.Method))
            {
                context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            }
        }

        public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
        {
        }

        private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
    }
}
