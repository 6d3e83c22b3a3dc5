using System.Security.Claims;
using Bandeng.Organizations.Door;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// What follows once a password or a code was right: the cookie, or the question for the second factor.
/// </summary>
internal static class FirstFactor
{
    /// <summary>True when signed in, false when the second factor is still to come.</summary>
    public static async Task<bool> PassedAsync(this HttpContext context, SignIn signIn)
    {
        if (signIn.TwoFactorEnabled)
        {
            await context.SignInAsync(
                IdentityConstants.TwoFactorUserIdScheme,
                Visitors.Ticket(IdentityConstants.TwoFactorUserIdScheme, signIn.PersonId));
            return false;
        }

        await context.SignInAsync(signIn);
        return true;
    }

    /// <summary>Opens a session and hands out the cookie that names it.</summary>
    public static async Task SignInAsync(this HttpContext context, SignIn signIn)
    {
        var session = await context.RequestServices.GetRequiredService<Sessions>().OpenAsync(
            signIn, Device.Of(context.Request.Headers.UserAgent.ToString()), context.RequestAborted);
        await context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            Visitors.Ticket(
                IdentityConstants.ApplicationScheme, signIn.PersonId,
                new Claim(Visitors.SessionClaim, session.ToString())),
            new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Who has shown the first factor and owes the second.</summary>
    public static async Task<Guid?> OwesSecondAsync(this HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.PersonId();
}
