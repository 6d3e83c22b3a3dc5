using Bandeng.Kernel.Files.Filling;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tables;

/// <summary>What the module offers to the tables of offices.</summary>
internal static class TablesOfMatters
{
    public static IServiceCollection AddTables(this IServiceCollection services) => services
        .AddScoped<MatterContacts>()
        .AddScoped<MatterSheet>()
        .AddScoped<ISheetSource, MattersRaised>()
        .AddScoped<ISheetSource, MattersClosed>()
        .AddScoped<ISheetSource, Disputes>();
}
