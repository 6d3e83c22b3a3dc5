using System.Security.Claims;
using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace Bandeng.Organizations.Door;

/// <summary>
/// Turns the ticket of a request into the viewer of today. A ticket whose stamp is old, or whose person was locked,
/// is no ticket.
/// </summary>
internal sealed class ViewerOfTicket(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Viewers viewers)
    {
        if (context.User.PersonId() is { } personId && !IsAsset(context))
        {
            if (await viewers.FindAsync(personId, context.RequestAborted) is { IsLocked: false } known
                && (context.User.FindFirstValue(Visitors.StampClaim) is not { } stamp || stamp == known.Stamp))
            {
                context.SetViewer(known.Viewer);
            }
            else
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }

    private static bool IsAsset(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
