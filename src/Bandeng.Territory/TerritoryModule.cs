using Bandeng.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary>Areas: what there is, what it is called, where it lies.</summary>
public static class TerritoryModule
{
    public static IServiceCollection AddTerritory(this IServiceCollection services) => services
        .AddSingleton<IModelPart, TerritoryModelPart>();

    public static void MapTerritory(this IEndpointRouteBuilder routes) => _ = routes;
}

internal sealed class TerritoryModelPart : IModelPart
{
    public string Module => "territory";

    public void Declare(ModelBuilder model) => _ = model;
}
