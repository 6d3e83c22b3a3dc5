using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Sheets.Api;
using Bandeng.Sheets.Demo;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Queries;
using Bandeng.Sheets.UseCases;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Sheets;

/// <summary>台账: an office's blank tables that fill themselves, and how often they are asked for.</summary>
public static class SheetsModule
{
    public static IServiceCollection AddSheets(this IServiceCollection services) => services
        .AddSingleton<IModelPart, SheetsModelPart>()
        .AddScoped<BlankStore>()
        .AddScoped<ReadForm>()
        .AddScoped<UploadForm>()
        .AddScoped<BindForm>()
        .AddScoped<RetireForm>()
        .AddScoped<FillForm>()
        .AddScoped<ListForms>()
        .AddScoped<AreasToFill>()
        .AddScoped<CountBurden>()
        .AddScoped<BurdenRows>()
        .AddScoped<IDemoPart, SheetsDemo>();

    public static void MapSheets(this IEndpointRouteBuilder routes) => SheetFiles.Map(routes);
}
