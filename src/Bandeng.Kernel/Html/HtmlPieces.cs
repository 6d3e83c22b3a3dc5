using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bandeng.Kernel.Html;

/// <summary>Registers what the shared page pieces need.</summary>
public static class HtmlPieces
{
    public static IServiceCollection AddHtmlPieces(this IServiceCollection services)
    {
        services.TryAddSingleton<TimeWords>();
        return services;
    }
}
