using Bandeng.Figures.Api;
using Bandeng.Figures.Frozen;
using Bandeng.Figures.Pages.Figures;
using Bandeng.Figures.Queries;
using Bandeng.Figures.Tables;
using Bandeng.Figures.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Trail;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Figures;

/// <summary>Figures that open: what is counted, how, and which matters it is.</summary>
public static class FiguresModule
{
    public static IServiceCollection AddFigures(this IServiceCollection services) => services
        .AddSingleton<IModelPart, FiguresModelPart>()
        .AddScoped<IVerification, VerifyFrozen>()
        .AddScoped<ScopeOfViewer>()
        .AddScoped<FigureNames>()
        .AddScoped<CountFigure>()
        .AddScoped<ListCounted>()
        .AddScoped<FigureTable>()
        .AddScoped<FigureRows>()
        .AddScoped<FigureAddress>()
        .AddScoped<FigureWords>()
        .AddScoped<FrozenMonths>()
        .AddScoped<FreezeMonth>()
        .AddScoped<ISheetSource, FiguresByArea>()
        .AddScoped<ISheetSource, FiguresByBody>();

    public static void MapFigures(this IEndpointRouteBuilder routes)
    {
        FigureRoutes.Map(routes);
        FigureFiles.Map(routes);
    }
}
