using Bandeng.Matters.Desk;
using Bandeng.Matters.Held;
using Bandeng.Matters.Pages.Desk;
using Bandeng.Matters.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>What the clerk's desk brings to the module.</summary>
internal static class DeskOfMatters
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddScoped<DeskList>()
        .AddScoped<DeskSearch>()
        .AddScoped<DeskTiles>()
        .AddSingleton<TilesOfLate>()
        .AddScoped<DeskChoices>()
        .AddScoped<DeskNames>()
        .AddScoped<DeskViews>()
        .AddScoped<DeskSent>()
        .AddScoped<DeskBeside>()
        .AddScoped<DeskExport>()
        .AddScoped<DeskEarlier>()
        .AddScoped<DeskEntered>()
        .AddScoped<ListHeld>()
        .AddScoped<SettleLetters>()
        .AddScoped<MassPosting>()
        .AddScoped<TakeLetter>()
        .AddSingleton(host => HoldLimits.Of(host.GetService<IConfiguration>()))
        .AddScoped<OpenRulings>()
        .AddScoped<PastRulings>()
        .AddScoped<ExclusionRegister>()
        .AddScoped<ExclusionExport>()
        .AddScoped<BulkActs>()
        .AddScoped<BulkPreview>()
        .AddScoped<ReplyTemplates>()
        .AddScoped<EnterMatter>()
        .AddScoped<DeskWords>();
}
