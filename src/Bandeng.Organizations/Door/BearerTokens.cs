using System.Text.Encodings.Web;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bandeng.Organizations.Door;

/// <summary>Reads <c>Authorization: Bearer …</c>.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Bearer";
    public const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        return await tokens.FindAsync(token, Context.RequestAborted) is { } found
            ? AuthenticateResult.Success(new(
                Visitors.Ticket(SchemeName, found.PersonId, new System.Security.Claims.Claim(Visitors.ScopeClaim, found.Scope)),
                SchemeName))
            : AuthenticateResult.Fail("No such token.");
    }
}
