using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bandeng.Web;

/// <summary>
/// Traces and metrics over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to whom. A trace names routes and
/// statements with their places for values, never an address as it was asked, a telephone number or anybody's words.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration) : IHostedService, IDisposable
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    // Left to itself a busy machine gets five to ten seconds for its last figures and loses them.
    private const int LastWordMilliseconds = 15_000;

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
        [Kernel.Meters.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration[EndpointKey] is not { Length: > 0 } endpoint)
        {
            return Task.CompletedTask;
        }

        _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(Name).AddSource(Sources)
            .AddOtlpExporter(options => To(options, endpoint, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Name).AddMeter(Meters)
            .AddOtlpExporter(options => To(options, endpoint, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    // What has not been sent yet is sent before the process goes.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        // A host that is stopped and disposed of at once asks twice.
        if (Interlocked.Exchange(ref _traces, null) is { } traces)
        {
            traces.Shutdown(LastWordMilliseconds);
            traces.Dispose();
        }

        if (Interlocked.Exchange(ref _metrics, null) is { } metrics)
        {
            metrics.Shutdown(LastWordMilliseconds);
            metrics.Dispose();
        }
    }

    private static void Name(ResourceBuilder resource) => resource.AddService("bandeng");

    private void To(OtlpExporterOptions options, string endpoint, string signal)
    {
        options.Protocol = configuration[ProtocolKey] == "grpc"
            ? OtlpExportProtocol.Grpc
            : OtlpExportProtocol.HttpProtobuf;
        options.TimeoutMilliseconds = LastWordMilliseconds;
        options.Endpoint = options.Protocol is OtlpExportProtocol.Grpc
            ? new Uri(endpoint)
            : new Uri($"{endpoint.TrimEnd('/')}/{signal}");
    }
}

/// <summary>Says on the trace of a request which route it took and how it ended.</summary>
internal static class RequestOnTrace
{
    public static void UseRequestOnTrace(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        finally
        {
            if (Activity.Current is { } activity)
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
                activity.DisplayName = $"{context.Request.Method} {route}";
                activity.SetTag("http.request.method", context.Request.Method);
                activity.SetTag("http.route", route);
                activity.SetTag("http.response.status_code", context.Response.StatusCode);
            }
        }
    });
}
