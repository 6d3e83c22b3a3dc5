using Bandeng.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>Everything the host needs to know about this module, on one screen.</summary>
public static class MattersModule
{
    public static IServiceCollection AddMatters(this IServiceCollection services) => services
        .AddSingleton<IModelPart, MattersModelPart>();

    public static void MapMatters(this IEndpointRouteBuilder routes) => _ = routes;
}

internal sealed class MattersModelPart : IModelPart
{
    public string Module => "matters";

    public void Declare(ModelBuilder model) => _ = model;
}
