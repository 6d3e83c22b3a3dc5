using System.Collections;
using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Bandeng.Web;

/// <summary>
/// The log as lines of JSON: when, on which trace, in which request, on which route. Never the address as it was asked,
/// which may hold what somebody typed.
/// </summary>
internal static class LogLines
{
    public static void AddLogLines(this ILoggingBuilder logging)
    {
        logging.ClearProviders().AddJsonConsole(lines =>
        {
            lines.IncludeScopes = true;
            lines.UseUtcTimestamp = true;
            lines.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logging.Services.AddSingleton<IExternalScopeProvider, WithoutAddresses>();
    }

    public static void UseRouteInLog(this WebApplication app) => app.Use(async (context, next) =>
    {
        using (app.Logger.BeginScope(new RouteOf(context)))
        {
            await next(context);
        }
    });

    /// <summary>Scopes as they are, but for the host's own: of that the request's id alone.</summary>
    private sealed class WithoutAddresses : IExternalScopeProvider
    {
        private readonly LoggerExternalScopeProvider _all = new();

        public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
        {
            if (Activity.Current is { } activity)
            {
                callback(
                    new Dictionary<string, object?> { ["TraceId"] = activity.TraceId, ["SpanId"] = activity.SpanId },
                    state);
            }

            _all.ForEachScope(callback, state);
        }

        public IDisposable Push(object? state) => _all.Push(
            state is IEnumerable<KeyValuePair<string, object?>> facts && facts.Any(IsAddress)
                ? facts.Where(fact => !IsAddress(fact)).ToDictionary() : state);

        private static bool IsAddress(KeyValuePair<string, object?> fact) => fact.Key is "RequestPath";
    }

    /// <summary>The route once it is known, also where something broke on it.</summary>
    private sealed class RouteOf(HttpContext context) : IReadOnlyCollection<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
            yield return new(
                "Route", $"{context.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "none"}");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => string.Join(' ', this.Select(fact => fact.Value));
    }
}
