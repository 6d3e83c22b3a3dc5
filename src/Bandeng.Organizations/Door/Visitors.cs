using System.Security.Claims;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Organizations.Door;

/// <summary>What the ticket of a request says: a cookie's or a token's.</summary>
internal static class Visitors
{
    public const string SessionClaim = "session";
    public const string ScopeClaim = "scope";
    public const string TokenClaim = "token";

    public const string KeyHeader = "x-api-key";

    public static ClaimsPrincipal Ticket(
        string scheme, Guid personId, params ReadOnlySpan<Claim> more) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, personId.ToString()), .. more], scheme));

    public static Guid? PersonId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The session that a cookie names; null for a token.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>The network address that asks; empty where there is none.</summary>
    public static string Client(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Programs are answered with problems, people with pages.</summary>
    public static bool IsFromProgram(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/open311", StringComparison.OrdinalIgnoreCase);

    /// <summary>The token that a program brings: in the usual header, or where other platforms put their key.</summary>
    public static string? BroughtToken(this HttpRequest request) =>
        !request.IsFromProgram() ? null
        : request.Headers.Authorization.ToString() is { Length: > 7 } given
        && given.StartsWith(BearerTokens.Prefix, StringComparison.OrdinalIgnoreCase)
            ? given[BearerTokens.Prefix.Length..].Trim()
        : request.Path.StartsWithSegments("/api/v1/exchange", StringComparison.OrdinalIgnoreCase)
            && request.Headers[KeyHeader].ToString() is { Length: > 0 } key ? key
        : null;

    /// <summary>A cookie may do what its person may; a token is held to its scope as well.</summary>
    public static bool AllowsMethod(this ClaimsPrincipal user, HttpRequest request)
    {
        var asks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method);
        return user.FindFirstValue(ScopeClaim) switch
        {
            null or TokenScope.Write => true,
            TokenScope.Read => asks,
            TokenScope.Open311 => request.Path.StartsWithSegments("/open311", StringComparison.OrdinalIgnoreCase),
            TokenScope.Orders =>
                request.Path.StartsWithSegments("/api/v1/exchange", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
