using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Api;
using Bandeng.Visits.Queries;
using Bandeng.Visits.Tables;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Visits;

/// <summary>
/// Programmes of visits, rounds, what was promised at doors, and the file of conditions of every grid.
/// </summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services) => services
        .AddSingleton<IModelPart, VisitsModelPart>()
        .AddScoped<PlanProgramme>()
        .AddScoped<EnterVisit>()
        .AddScoped<KeepHazard>()
        .AddScoped<PlanRound>()
        .AddScoped<ReadProgrammes>()
        .AddScoped<VisitLog>()
        .AddScoped<GridFile>()
        .AddScoped<VisitFiles>()
        .AddScoped<ISheetSource, VisitSheet>()
        .AddScoped<ISheetSource, HazardSheet>()
        .AddScoped<IAreaMerged, VisitsGoAlong>()
        .AddScoped<IHeld, HeldVisits>()
        .AddScoped<IRetained, RetainedVisits>()
        .AddScoped<EraseVisits>()
        .AddScoped<IDemoPart, VisitsDemo>();

    public static void MapVisits(this IEndpointRouteBuilder routes) => VisitFiles.Map(routes);
}
