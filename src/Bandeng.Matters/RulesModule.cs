using Bandeng.Matters.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary>What the pages of rules, catalogue and calendars bring to the module.</summary>
internal static class RulesModule
{
    public static IServiceCollection AddRules(this IServiceCollection services) => services
        .AddScoped<CategoryBook>()
        .AddScoped<RulesOnFile>()
        .AddScoped<RulesPost>()
        .AddScoped<KeepCategory>()
        .AddScoped<KeepRules>();
}
