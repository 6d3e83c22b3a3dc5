using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>Who reads: the holder of a key, or everyone.</summary>
/// <param name="TokenId">No token has the empty id.</param>
internal sealed record ReportReader(Guid TokenId)
{
    public static readonly ReportReader Everyone = new(Guid.Empty);

    public bool HasKey => TokenId != Guid.Empty;
}

/// <summary>api_key: a token with the scope open311.</summary>
internal sealed class SenderKeys(ITokens tokens)
{
    private const string Field = "api_key";

    private static readonly Refusal Unknown = new(RefusalKind.Forbidden, "open311.key", "Missing or invalid api_key.");

    /// <summary>Reading needs no key; one that does not count is refused, so that nobody thinks it did.</summary>
    public async Task<Result<ReportReader>> ReaderAsync(HttpRequest request, CancellationToken cancel) =>
        request.Query[Field].ToString() is not { Length: > 0 } key ? ReportReader.Everyone
        : await tokens.FindKeyAsync(key, TokenScope.Open311, cancel) is { } held ? new ReportReader(held.Id)
        : Unknown;

    /// <summary>Sending needs one, in the form or in the address.</summary>
    public async Task<Result<HeldToken>> SenderAsync(
        HttpRequest request, IFormCollection form, CancellationToken cancel)
    {
        var key = form[Field].ToString() is { Length: > 0 } sent ? sent : request.Query[Field].ToString();
        return key.Length > 0 && await tokens.FindKeyAsync(key, TokenScope.Open311, cancel) is { } held
            ? held
            : Unknown;
    }
}
