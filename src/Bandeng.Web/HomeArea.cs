using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Web;

/// <summary>What the place is called that this installation serves.</summary>
internal sealed class HomeArea(IServiceProvider services, IStringLocalizer<SiteText> texts)
{
    /// <summary>The area's name; the product's own until areas are imported.</summary>
    public async Task<string> NameAsync(CancellationToken cancel) =>
        services.GetService<IAreas>() is { } areas && (await areas.HomeAsync(cancel)).Name is { Length: > 0 } name
            ? name
            : texts["site"];
}
