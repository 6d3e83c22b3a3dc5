using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Open311;

/// <summary>Open311 GeoReport v2: other programs raise matters and follow them. See docs/open311.md.</summary>
internal static class Open311Routes
{
    public const string Root = "/open311/v2";

    public static IServiceCollection AddOpen311(this IServiceCollection services) => services
        .AddSingleton<IProgramErrors, GeoErrors>()
        .AddScoped<SenderKeys>()
        .AddScoped<Discover>()
        .AddScoped<ListServices>()
        .AddScoped<ReportRows>()
        .AddScoped<LastWords>()
        .AddScoped<ListReports>()
        .AddScoped<ReadReport>()
        .AddScoped<SentPictures>()
        .AddScoped<SendReport>();

    public static void MapOpen311(this IEndpointRouteBuilder routes)
    {
        foreach (var format in Enum.GetValues<GeoFormat>())
        {
            Map(routes.MapGroup(Root).OpenToAll().ExcludeFromDescription(), format, format is GeoFormat.Json ? "json" : "xml");
        }
    }

    private static void Map(RouteGroupBuilder routes, GeoFormat format, string end)
    {
        routes.MapGet($"discovery.{end}", (HttpRequest request, Discover discover) =>
            GeoAnswer.Of(discover.Run(request), format));
        routes.MapGet($"services.{end}", async (ListServices services, CancellationToken cancel) =>
            GeoAnswer.Of(await services.RunAsync(cancel), format));
        routes.MapGet($"services/{{code}}.{end}", async (string code, ListServices services, CancellationToken cancel) =>
            GeoAnswer.Of(await services.DefineAsync(code, cancel), format));
        routes.MapGet($"requests.{end}", async (HttpRequest request, ListReports reports, CancellationToken cancel) =>
            GeoAnswer.Of(await reports.RunAsync(request, cancel), format));
        routes.MapGet($"requests/{{id}}.{end}", async (string id, HttpRequest request, ReadReport report, CancellationToken cancel) =>
            GeoAnswer.Of(await report.RunAsync(id, request, cancel), format));
        routes.MapGet($"tokens/{{id}}.{end}", async (string id, HttpRequest request, ReadReport report, CancellationToken cancel) =>
            GeoAnswer.Of(await report.OfTokenAsync(id, request, cancel), format));
        routes.MapPost($"requests.{end}", async (HttpRequest request, SendReport send, CancellationToken cancel) =>
            GeoAnswer.Of(await send.RunAsync(request, cancel), format, StatusCodes.Status201Created));
    }
}
