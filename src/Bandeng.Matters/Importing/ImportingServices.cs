using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Importing;

/// <summary>What brings records in from files.</summary>
internal static class ImportingServices
{
    public static IServiceCollection AddImporting(this IServiceCollection services) => services
        .AddSingleton<IFirstRows, StarterCatalogue>()
        .AddScoped<ImportCategories>()
        .AddScoped<ManyWords>()
        .AddScoped<DaysRules>()
        .AddScoped<MatterBirths>()
        .AddScoped<MatterBatch>()
        .AddScoped<ImportMatters>();
}
