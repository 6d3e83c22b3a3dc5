namespace Bandeng.Organizations.SignIns;

/// <summary>A personal token of the API. Only its hash is kept: who lost it makes another.</summary>
internal sealed class Token
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>One word of <see cref="TokenScope.All"/>.</summary>
    public string Scope { get; init; } = "";

    public string Hash { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>What a token may be used for.</summary>
public static class TokenScope
{
    /// <summary>Ask, change nothing.</summary>
    public const string Read = "read";

    /// <summary>Ask and act, as far as the person's posts allow.</summary>
    public const string Write = "write";

    /// <summary>The key of Open311: raise and follow one's own requests.</summary>
    public const string Open311 = "open311";

    /// <summary>Hand over another system's orders and fetch the answers.</summary>
    public const string Orders = "orders";

    /// <summary>The secret of the address under which a calendar program reads one's deadlines; nothing else.</summary>
    public const string Calendar = "calendar";

    /// <summary>Every word a token may carry.</summary>
    public static IReadOnlyList<string> All { get; } = [Read, Write, Open311, Orders, Calendar];
}

/// <summary>
/// What other modules may ask about tokens that do not come in the usual header, such as Open311's key.
/// </summary>
public interface ITokens
{
    /// <summary>The person whose token this is, if it counts today and carries the scope; else null.</summary>
    Task<Guid?> FindAsync(string token, string scope, CancellationToken cancel);

    /// <summary>The same, with the token's own id: for who must tell two tokens of one person apart.</summary>
    Task<HeldToken?> FindKeyAsync(string token, string scope, CancellationToken cancel);
}

/// <summary>A token that counts today.</summary>
/// <param name="PersonId">Whose it is.</param>
public sealed record HeldToken(Guid Id, Guid PersonId);
