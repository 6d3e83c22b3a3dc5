using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>Registers the roots of the trail and what checks them.</summary>
public static class Roots
{
    public static IServiceCollection AddRoots(this IServiceCollection services) => services
        .AddSingleton<RootKey>()
        .AddScoped<GatherRoot>()
        .AddScoped<ListRoots>()
        .AddScoped<TrailDownload>()
        .AddScoped<IVerification, VerifyRoots>()
        .AddHostedService<RootRounds>();
}
