using Bandeng.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>Everything the host needs to know about this module, on one screen.</summary>
public static class MattersModule
{
    public static IServiceCollection AddMatters(this IServiceCollection services) => services
        .AddSingleton<IModelPart, MattersModelPart>();

    public static void MapMatters(this IEndpointRouteBuilder routes) => _ = routes;
}
