using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Api;
using Bandeng.Matters.Counting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Importing;
using Bandeng.Matters.Open311;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Pages.Residents;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Tables;
using Bandeng.Matters.Tracing;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>Everything the host needs to know about this module, on one screen.</summary>
public static class MattersModule
{
    public static IServiceCollection AddMatters(this IServiceCollection services)
    {
        // Every act in UseCases: one that is written is one that counts.
        foreach (var act in typeof(IMatterAct).Assembly.GetTypes()
            .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IMatterAct))))
        {
            services.AddScoped(typeof(IMatterAct), act);
        }

        services
            .AddSingleton<IModelPart, MattersModelPart>()
            .AddScoped<ActOnMatter>()
            .AddScoped<Catalogue>()
            .AddScoped<RuleBook>()
            .AddScoped<HandedDownGuard>()
            .AddScoped<ICategoryBook, CategoryBook>()
            .AddSingleton(typeof(Recent<,>))
            .AddScoped<PausedClock>()
            .AddScoped<VoicesOfMatter>()
            .AddScoped<MatterNews>()
            .AddScoped<Placing>()
            .AddScoped<Contacts>()
            .AddScoped<OwnActs>()
            .AddScoped<OpenActs>()
            .AddScoped<MatterNames>()
            .AddScoped<MatterHistory>()
            .AddScoped<ReadMatter>()
            .AddScoped<IHeld, HeldMatters>()
            .AddScoped<FoldCounts>()
            .AddScoped<IVerification, RecountMatters>()
            .AddScoped<IVerification, RetraceMatters>()
            .AddSingleton<ClockRound>()
            .AddHostedService<ClockRounds>()
            .AddSingleton<WordsAtStart>()
            .AddHostedService(services => services.GetRequiredService<WordsAtStart>())
            .AddScoped<DeskFields>()
            .AddScoped<RaiseMatter>()
            .AddScoped<IMatterIntake, MatterIntake>()
            .AddScoped<IMatterDesk, MatterDesk>()
            .AddScoped<IAreaMerged, MattersGoAlong>()
            .AddScoped<JoinMatter>();
        services.AddTables();
        services.AddSearch();
        services.AddBoard();
        services.AddDesk();
        services.AddFiles();
        services.AddHandling();
        services.AddRules();
        services.AddImporting();
        services.AddOpen311();
        services.AddResidentPages();
        return services;
    }

    public static void MapMatters(this IEndpointRouteBuilder routes)
    {
        routes.MapMatterRoutes();
        routes.MapFileRoutes();
        routes.MapCalendarRoutes();
        routes.MapDoors();
        routes.MapDeskRoutes();
        routes.MapCatalogueRoutes();
        routes.MapBoard();
        routes.MapOpen311();
    }
}
