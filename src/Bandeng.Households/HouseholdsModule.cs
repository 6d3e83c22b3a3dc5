using Bandeng.Households.Api;
using Bandeng.Households.Grids;
using Bandeng.Households.Importing;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.Objecting;
using Bandeng.Households.Queries;
using Bandeng.Households.Tables;
using Bandeng.Households.Telling;
using Bandeng.Households.Reaching;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
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
        .AddScoped<PlaceLists>()
        .AddScoped<ListImport>()
        .AddScoped<IAreaDesk, AreaDesk>()
        .AddScoped<IAreaMerged, HouseholdsGoAlong>()
        .AddScoped<PlaceFiles>()
        .AddScoped<PlacesGeoJson>()
        .AddScoped<CountCare>()
        .AddScoped<ReadCare>()
        .AddScoped<CareBooks>()
        .AddScoped<LinkHouseholds>()
        .AddScoped<FillHoles>()
        .AddScoped<IPostEnded, HandOverCare>()
        .AddScoped<TellHome>()
        .AddScoped<MyHome>()
        .AddScoped<IHeld, HeldTellings>()
        .AddScoped<ReadTellings>()
        .AddScoped<DecideTelling>()
        .AddScoped<INoticeWords, HomeNoticeWords>()
        .AddSingleton<GridRuns>()
        .AddScoped<GridTable>()
        .AddScoped<DivideGrids>()
        .AddScoped<ResidentNumbers>()
        .AddScoped<ISheetSource, DwellingSheet>()
        .AddScoped<ISheetSource, HouseholdSheet>()
        .AddScoped<ISheetSource, PeopleSheet>()
        .AddScoped<IDemoPart, HouseholdsDemo>()
        .AddObjections()
        .AddNeeds();

    public static void MapHouseholds(this IEndpointRouteBuilder routes)
    {
        PlaceFiles.Map(routes);
        NeedFiles.Map(routes);
        ReachFiles.Map(routes);
    }

    private static IServiceCollection AddObjections(this IServiceCollection services) => services
        .AddScoped<ShowPlan>()
        .AddScoped<BeginGrids>()
        .AddScoped<ObjectToPlan>()
        .AddScoped<AnswerObjection>()
        .AddScoped<OpenObjector>()
        .AddScoped<ReadObjections>()
        .AddScoped<EraseObjection>()
        .AddScoped<IHeld, HeldObjections>()
        .AddScoped<IRetained, RetainedObjections>()
        .AddScoped<IAreaNews, ShownPlans>()
        .AddScoped<INoticeWords, GridNoticeWords>()
        .AddSingleton(host => ObjectionKnocks.Of(host.GetService<IConfiguration>()))
        .AddHostedService<GridRounds>()
        .AddScoped<IDemoPart, GridsDemo>();

    private static IServiceCollection AddNeeds(this IServiceCollection services) => services
        .AddScoped<NeedKinds>()
        .AddScoped<NeedKeepers>()
        .AddScoped<IAreaMerged, NeedsMerged>()
        .AddScoped<NeedPeople>()
        .AddScoped<ReadNeeds>()
        .AddScoped<ConsentCodes>()
        .AddScoped<EnterNeed>()
        .AddScoped<KeepNeed>()
        .AddScoped<CorrectNeed>()
        .AddScoped<OpenNeed>()
        .AddScoped<KeepNeedRules>()
        .AddScoped<AskCorrection>()
        .AddScoped<DecideCorrection>()
        .AddScoped<FindHeldPerson>()
        .AddScoped<HeldOfPerson>()
        .AddScoped<IHeld, HeldRegister>()
        .AddScoped<IHeld, HeldNeeds>()
        .AddScoped<IHeld, HeldCorrections>()
        .AddScoped<EraseByRule>()
        .AddScoped<IRetained, RetainedNeeds>()
        .AddScoped<IRetained, RetainedResidents>()
        .AddScoped<IRetained, RetainedCorrections>()
        .AddScoped<NeedRound>()
        .AddHostedService<NeedRounds>()
        .AddScoped<INoticeWords, NeedNoticeWords>()
        .AddScoped<Homes>()
        .AddScoped<IHomes>(services => services.GetRequiredService<Homes>())
        .AddScoped<NeedFiles>()
        .AddScoped<ReckonReach>()
        .AddScoped<ReachFiles>()
        .AddScoped<IDemoPart, ReachDemo>()
        .AddScoped<IDemoPart, NeedsDemo>();
}
