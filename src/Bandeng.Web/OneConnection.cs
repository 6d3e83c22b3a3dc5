using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Web;

/// <summary>
/// A page that is read asks its questions on one connection instead of taking one for each of them. Only pages: a file
/// on its way to a slow telephone, or a form on its way here, holds none.
/// </summary>
internal static class OneConnection
{
    /// <summary>After routing.</summary>
    public static void UseOneConnection(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsGet(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        {
            await OpenAsync(context);
        }

        await next(context);
    });

    // Who needs the database says so soon enough; a page that says it is away must not.
    private static async Task OpenAsync(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<BandengDb>()
                .Database.OpenConnectionAsync(context.RequestAborted);
        }
        catch (Exception away) when (away.IsOfDatabase())
        {
        }
    }
}
