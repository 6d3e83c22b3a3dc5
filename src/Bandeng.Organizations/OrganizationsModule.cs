using Bandeng.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations;

/// <summary>People, bodies, posts, sign-in, notices.</summary>
public static class OrganizationsModule
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddSingleton<IModelPart, OrganizationsModelPart>();

    public static void MapOrganizations(this IEndpointRouteBuilder routes) => _ = routes;
}

internal sealed class OrganizationsModelPart : IModelPart
{
    public string Module => "organizations";

    public void Declare(ModelBuilder model) => _ = model;
}
