using Bandeng.Exchange;
using Bandeng.Figures;
using Bandeng.Households;
using Bandeng.Incubator;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Kernel;
using Bandeng.Matters;
using Bandeng.Members;
using Bandeng.Organizations;
using Bandeng.Sheets;
using Bandeng.Territory;
using Bandeng.Visits;
using Bandeng.Pairs;
using Bandeng.Workforce;

namespace Bandeng.Web;

/// <summary>Every module of the product, in the order in which their tables are made.</summary>
internal static class Modules
{
    public static IServiceCollection AddModules(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddSingleton(TimeProvider.System)
        .AddBandengDb(configuration)
        .AddSecrets(configuration)
        .AddRoots()
        .AddTerritory()
        .AddOrganizations()
        .AddHouseholds()
        .AddPairs()
        .AddIncubator()
        .AddMembers()
        .AddWorkforce()
        .AddMatters()
        .AddExchange()
        .AddFigures()
        .AddSheets()
        .AddVisits();

    public static void MapModules(this IEndpointRouteBuilder routes)
    {
        routes.MapTerritory();
        routes.MapOrganizations();
        routes.MapHouseholds();
        routes.MapMatters();
        routes.MapExchange();
        routes.MapFigures();
        routes.MapSheets();
        routes.MapVisits();
        routes.MapTrailRoutes();
    }

    /// <summary>What a command works with: the modules without the site.</summary>
    public static IServiceCollection BuildServices()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.AddFilter((_, level) => level >= LogLevel.Warning).AddSimpleConsole())
            .AddModules(configuration);
    }

    /// <summary>
    /// Makes the model of all tables, which takes a second of one core, while another builds the site; Entity Framework
    /// keeps it for everybody with the same options.
    /// </summary>
    public static void PrepareModel()
    {
        using var services = BuildServices().BuildServiceProvider();
        using var scope = services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<BandengDb>().Model;
    }

    public static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        await db.MigrateAsync(services.GetRequiredService<SqlMigrator>());
        await db.LoadYearsAsync(CancellationToken.None);
    }
}
