using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Territory.Addresses;
using Bandeng.Territory.Features;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory;

/// <summary>Areas: what there is, what it is called, where it lies.</summary>
public static class TerritoryModule
{
    public static IServiceCollection AddTerritory(this IServiceCollection services) => services
        .AddLocalization()
        .AddSingleton<IModelPart, TerritoryModelPart>()
        .AddSingleton<TerritoryMemory>()
        .AddScoped<OutlineStore>()
        .AddScoped<AddressRows>()
        .AddSingleton(host => HomeSetting.Parse(host.GetService<IConfiguration>()?[HomeSetting.Key]))
        .AddScoped<IAreas, Areas>()
        .AddScoped<ImportAreas>()
        .AddScoped<MergeArea>()
        .AddScoped<PlaceReasons>()
        .AddScoped<ImportBuildings>()
        .AddScoped<ImportOutlines>()
        .AddScoped<ImportMap>()
        .AddScoped<DrawOutline>()
        .AddScoped<KeepPlaces>()
        .AddScoped<KeepDoors>()
        .AddScoped<ListPlaces>()
        .AddScoped<WalkLand>()
        .AddScoped<ReadPlace>()
        .AddScoped<AreasTouched>()
        .AddScoped<PlaceShapes>()
        .AddScoped(host =>
            new FindAddress(host.GetRequiredService<BandengDb>(), host.GetRequiredService<TerritoryMemory>()))
        .AddScoped<DoorBook>()
        .AddScoped<AreaBook>()
        .AddScoped<LandToDivide>()
        .AddScoped<AdoptGrids>()
        .AddScoped<JoinGrid>()
        .AddScoped<LooseBuildings>()
        .AddScoped<AdoptCourtyards>()
        .AddScoped<PlaceFeatures>()
        .AddScoped<AreaFeatures>()
        .AddScoped<AreaDetails>()
        .AddScoped<MapLayers>()
        .AddScoped<AreaPoints>()
        .AddScoped<SketchStore>()
        .AddScoped<IDemoPart, TerritoryDemo>();

    public static void MapTerritory(this IEndpointRouteBuilder routes)
    {
        AreaRoutes.Map(routes);
        MapRoutes.Map(routes);
        OgcRoutes.Map(routes);
    }
}

/// <summary>Places have a life; areas and outlines are read and written by hand-written SQL alone.</summary>
internal sealed class TerritoryModelPart : IModelPart
{
    public string Module => "territory";

    public void Declare(ModelBuilder model) => PlaceTables.Declare(model);
}
