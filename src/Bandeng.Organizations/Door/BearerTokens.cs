using System.Security.Claims;
using System.Text.Encodings.Web;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bandeng.Organizations.Door;

/// <summary>Reads <c>Authorization: Bearer …</c>, and on the addresses of the exchange <c>x-api-key</c>.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Bearer";
    public const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Request.BroughtToken() ?? "";
        return await tokens.FindAsync(token, Context.RequestAborted) is { } found
            ? AuthenticateResult.Success(new(
                Visitors.Ticket(
                    SchemeName, found.PersonId, new Claim(Visitors.ScopeClaim, found.Scope),
                    new Claim(Visitors.TokenClaim, found.Id.ToString())),
                SchemeName))
            : AuthenticateResult.Fail("No such token.");
    }
}
