using Bandeng.Households.Api;
using Bandeng.Households.Grids;
using Bandeng.Households.Importing;
using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households;

/// <summary>The register at the desk: places, households, and the people who live in them.</summary>
public static class HouseholdsModule
{
    public static IServiceCollection AddHouseholds(this IServiceCollection services) => services
        .AddSingleton<IModelPart, HouseholdsModelPart>()
        .AddScoped<SheetReasons<HouseholdsText>>()
        .AddScoped<ImportPeople>()
        .AddScoped<KeepPeople>()
        .AddScoped<OpenNumbers>()
        .AddScoped<ReadDoor>()
        .AddScoped<CountHouseholds>()
        .AddScoped<FindGaps>()
        .AddScoped<LooksAtMe>()
        .AddScoped<CommunitiesToChoose>()
        .AddScoped<UploadedFiles>()
        .AddScoped<ListImport>()
        .AddScoped<PlaceFiles>()
        .AddScoped<CountCare>()
        .AddScoped<ReadCare>()
        .AddScoped<CareBooks>()
        .AddScoped<LinkHouseholds>()
        .AddScoped<FillHoles>()
        .AddScoped<IPostEnded, HandOverCare>()
        .AddScoped<GridTable>()
        .AddScoped<DivideGrids>()
        .AddScoped<IDemoPart, HouseholdsDemo>();

    public static void MapHouseholds(this IEndpointRouteBuilder routes) => PlaceFiles.Map(routes);
}
