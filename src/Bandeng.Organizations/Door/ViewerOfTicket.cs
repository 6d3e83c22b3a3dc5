using System.Security.Claims;
using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace Bandeng.Organizations.Door;

/// <summary>
/// Turns the ticket of a request into the viewer of today. A cookie whose session has ended, and every ticket whose
/// person was locked, is no ticket.
/// </summary>
internal sealed class ViewerOfTicket(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Viewers viewers, Sessions sessions, BodiesSeen bodies)
    {
        // A page that says what went wrong needs nobody's name, and must not fail where the database did.
        if (context.User.PersonId() is { } personId && !IsAsset(context) && !HasFailed(context))
        {
            var (session, cancel) = (context.User.SessionId(), context.RequestAborted);
            if (await viewers.FindAsync(personId, cancel, session) is { IsLocked: false } known
                && (known.SeenAt is not null || IsToken(context)))
            {
                context.SetViewer(known.Viewer);
                bodies.Version = HttpMethods.IsGet(context.Request.Method) ? known.BodiesVersion : null;
                await (known.SeenAt is { } last ? sessions.SeenAsync(session!.Value, last, cancel) : Task.CompletedTask);
            }
            else
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }

    // Programs have no session: their token counts or was found revoked before.
    private static bool IsToken(HttpContext context) =>
        context.User.HasClaim(claim => claim.Type == Visitors.ScopeClaim);

    private static bool HasFailed(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error.IsOfDatabase() is true;

    private static bool IsAsset(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
