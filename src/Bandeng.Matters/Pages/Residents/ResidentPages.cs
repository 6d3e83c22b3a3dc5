using Bandeng.Kernel;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>What the pages for residents need.</summary>
internal static class ResidentPages
{
    public static IServiceCollection AddResidentPages(this IServiceCollection services) => services
        .AddSingleton<DraftStore>()
        .AddHostedService<DraftRounds>()
        .AddSingleton<FindTries>()
        .AddSingleton(host => KnockLimits.Of(host.GetService<IConfiguration>()))
        .AddSingleton<Knocks>()
        .AddScoped<SendDraft>()
        .AddScoped<LikelySame>()
        .AddScoped<CommunityChoice>()
        .AddScoped<MyMatters>()
        .AddScoped<FindByCode>()
        .AddScoped<WhoSawMyNumber>()
        .AddScoped<IPhoneProven, LinkVoices>();

    /// <summary>门牌码: short enough to be printed large; leads to the first step with the place filled in.</summary>
    public static void MapDoors(this IEndpointRouteBuilder routes) => routes.MapGet("/q/{area}", (string area) =>
        TypedResults.LocalRedirect(AreaCode.TryParse(area, out var code) ? $"/raise?area={code}&door=true" : "/raise")).OpenToAll();
}
