using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Html;

/// <summary>Registers what the shared page pieces need.</summary>
public static class HtmlPieces
{
    public static IServiceCollection AddHtmlPieces(this IServiceCollection services)
    {
        services.TryAddSingleton<TimeWords>();
        services.TryAddSingleton<WordsOfPlace>();
        services.TryAddSingleton<ResourceManagerStringLocalizerFactory>();
        services.Replace(ServiceDescriptor.Singleton<IStringLocalizerFactory, PlaceLocalizers>());
        return services;
    }
}
