using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Demo;
using Bandeng.Matters.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Importing;

/// <summary>What brings records in from files, and the demo's.</summary>
internal static class ImportingServices
{
    public static IServiceCollection AddImporting(this IServiceCollection services) => services
        .AddSingleton<IFirstRows, StarterCatalogue>()
        .AddScoped<ImportCategories>()
        .AddScoped<ImportRules>()
        .AddScoped<ManyWords>()
        .AddScoped<DaysRules>()
        .AddScoped<MatterBirths>()
        .AddScoped<MatterBatch>()
        .AddScoped<ImportMatters>()
        .AddScoped<SourceFigures>()
        .AddSingleton<Keywords>()
        .AddScoped<ReplayRouting>()
        .AddScoped<ReplayMatters>()
        .AddScoped<DemoCast>()
        .AddScoped<IDemoPart, MattersDemo>();
}
