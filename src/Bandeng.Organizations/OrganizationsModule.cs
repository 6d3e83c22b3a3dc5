using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.Importing;
using Bandeng.Organizations.Lists;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.People;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.Tables;
using Bandeng.Organizations.UseCases;
using Bandeng.Kernel.Secrets;
using Bandeng.Territory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bandeng.Organizations;

/// <summary>People, bodies, posts, sign-in, notices.</summary>
public static class OrganizationsModule
{
    public static IServiceCollection AddOrganizations(this IServiceCollection services)
    {
        services.AddLocalization().AddMessages();
        return services
            .AddSingleton<IModelPart, OrganizationsModelPart>()
            .AddScoped<IPeople, PeopleOnFile>()
            .AddSingleton<BodiesMemory>()
            .AddScoped<BodiesSeen>()
            .AddScoped<IBodies, BodiesOnFile>()
            .AddScoped<IPosts, PostsOnFile>()
            .AddScoped<IPowers, PowersOnFile>()
            .AddScoped<AreaScope>()
            .AddScoped<UploadedFiles>()
            .AddHubEntries()
            .AddScoped<INotices, NoticesOnFile>()
            .AddScoped<ISheetSource, PostSheet>()
            .AddScoped<ISheetSource, BodySheet>()
            .AddScoped<IDemoPart, OrganizationsDemo>()
            .AddScoped<IDemoPart, StandingDemo>()
            .AddScoped<StandingActs>()
            .AddScoped<DemoPeople>()
            .AddScoped<DemoBodies>()
            .AddScoped<Viewers>()
            .AddSignIns()
            .AddActs()
            .AddQuestions();
    }

    /// <summary>For the site alone: cookies, tokens, the gate, and the rounds through the outbox.</summary>
    public static IServiceCollection AddOrganizationsSite(this IServiceCollection services) => services
        .AddDoors()
        .AddHostedService<OutboxRounds>()
        .AddHostedService<DigestRounds>()
        .AddHostedService<OverRounds>();

    /// <summary>Who is here, and whether they may come in. After routing, before every page and route.</summary>
    public static void UseOrganizations(this IApplicationBuilder app) => app.UseDoors();

    public static void MapOrganizations(this IEndpointRouteBuilder routes) => WhoAmI.Map(routes);

    private static void AddMessages(this IServiceCollection services)
    {
        services.TryAddSingleton<IMessageSender>(host => new Carriers(
            host.GetRequiredService<FolderSender>(), host.GetRequiredService<CallSender>(),
            MailSetting.Parse(Setting(host, MailSetting.Key))));
        services
            .AddSingleton<FolderSender>()
            .AddSingleton(new OutboxPace())
            .AddSingleton<CallSender>()
            .AddSingleton<IOutsideCalls>(host => host.GetRequiredService<CallSender>())
            .AddSingleton(host => new CallSetting(Setting(host, CallSetting.Key) == "true"))
            .AddSingleton(host => QuietHours.Parse(Setting(host, QuietHours.Key)))
            .AddSingleton<HookBook>()
            .AddScoped<IHooks, HooksOnFile>()
            .AddScoped<OutboxRound>()
            .AddScoped<NoticeWording>()
            .AddScoped<DigestWords>()
            .AddScoped<DigestRound>()
            .AddScoped<RegisterHook>()
            .AddScoped<SendAgain>()
            .AddScoped<Leaving>();
    }

    private static string? Setting(IServiceProvider host, string key) => host.GetService<IConfiguration>()?[key];

    private static IServiceCollection AddSignIns(this IServiceCollection services) => services
        .AddScoped<Tries>()
        .AddScoped<Passwords>()
        .AddScoped<SecondFactor>()
        .AddScoped<INeedsOldKeys, CodesUnderOldKeys>()
        .AddScoped<CodeSender>()
        .AddScoped<SignInCodes>()
        .AddScoped<SignInByCode>()
        .AddScoped<Tokens>()
        .AddScoped<Sessions>()
        .AddScoped<ITokens>(scope => scope.GetRequiredService<Tokens>())
        .AddSingleton<IPasswordHasher<SignIn>, PasswordHasher<SignIn>>();

    private static IServiceCollection AddActs(this IServiceCollection services) => services
        .AddScoped<Reach>()
        .AddScoped<AddPerson>()
        .AddScoped<GiveSignIn>()
        .AddScoped<AppointToPost>()
        .AddScoped<ChangePerson>()
        .AddScoped<LockSignIn>()
        .AddScoped<AddUser>()
        .AddScoped<HandOverWork>()
        .AddScoped<EndPost>()
        .AddScoped<MovePosts>()
        .AddScoped<IAreaMerged, FollowMerge>()
        .AddScoped<SetStandIn>()
        .AddScoped<AddBody>()
        .AddScoped<ChangeBody>()
        .AddScoped<SettleBody>()
        .AddScoped<OverRound>()
        .AddScoped<SeatPartner>()
        .AddScoped<PlaceBody>()
        .AddScoped<SetRotation>()
        .AddScoped<SetTeamRoles>()
        .AddScoped<KeepPowers>()
        .AddScoped<IListKind, ImportPowers>()
        .AddScoped<ListBooks>()
        .AddScoped<SheetReasons<OrganizationsText>>()
        .AddScoped<ListMistakes>()
        .AddScoped<ImportBodies>()
        .AddScoped<ImportPosts>()
        .AddScoped<OwnAccount>()
        .AddScoped<OwnAddresses>()
        .AddScoped<ChooseWays>()
        .AddScoped<OwnTokens>();

    private static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddScoped<AreaNames>()
        .AddScoped<MyNotices>()
        .AddScoped<ListPeople>()
        .AddScoped<ListBodies>()
        .AddScoped<ListSignIns>()
        .AddScoped<WhoIsMeant>()
        .AddScoped<BodiesToChoose>()
        .AddScoped<BodyTree>()
        .AddScoped<BodyStanding>()
        .AddScoped<ThreeBodies>()
        .AddScoped<GridTeams>()
        .AddScoped<ListPowers>()
        .AddScoped<BodyCard>()
        .AddScoped<PersonCard>()
        .AddScoped<IHeld, HeldAccount>();

    private static IServiceCollection AddHubEntries(this IServiceCollection services)
    {
        HubEntry Entry(string path, string text, params IReadOnlyList<Permission> needs) =>
            new(path, typeof(OrganizationsText), text, needs);
        return services
            .AddSingleton(Entry("/admin/bodies/tree", "tree", Permission.ReadFigures, Permission.ManagePeople))
            .AddSingleton(Entry("/admin/bodies/places", "three", Permission.ReadFigures, Permission.ManagePeople))
            .AddSingleton(Entry("/admin/bodies/teams", "teams", Permission.ReadFigures, Permission.ManagePeople))
            .AddSingleton(
                Entry("/powers", "powers", Permission.KeepPowers, Permission.ReadMatters, Permission.ReadFigures));
    }
}
