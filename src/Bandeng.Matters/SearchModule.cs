using Bandeng.Kernel.Trail;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>The index of words, and who asks it.</summary>
internal static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddScoped<FindMatters>()
        .AddScoped<SearchAll>()
        .AddScoped<FillIndex>()
        .AddScoped<IVerification, CheckIndex>()
        .AddHostedService<FillRounds>();
}
