using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Web;

/// <summary>What the place is called that this installation serves.</summary>
internal sealed class HomeArea(IServiceProvider services, IStringLocalizer<SiteText> texts)
{
    /// <summary>
    /// The area's name; the product's own until areas are imported, and on the page that says the database is away.
    /// </summary>
    public async Task<string> NameAsync(CancellationToken cancel)
    {
        try
        {
            return services.GetService<IAreas>() is { } areas
                && (await areas.HomeAsync(cancel)).Name is { Length: > 0 } name
                    ? name
                    : texts["site"];
        }
        catch (Exception away) when (away.IsOfDatabase())
        {
            return texts["site"];
        }
    }
}
