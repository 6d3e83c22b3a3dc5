using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.SignIns;

/// <summary>Makes tokens and finds whose they are. 256 random bits need no slow hash: SHA-256 is kept.</summary>
internal sealed class Tokens(BandengDb db, TimeProvider clock) : ITokens
{
    private const string Prefix = "bd_";

    /// <summary>Adds a token to the unit of work; the text is told once, by the caller.</summary>
    public string Issue(Guid personId, string scope, TimeSpan? lasts)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        db.Tokens.Add(new Token
        {
            Id = Guid.CreateVersion7(now),
            PersonId = personId,
            Scope = scope,
            Hash = HashOf(text),
            CreatedAt = now,
            ExpiresAt = now + lasts,
        });
        return text;
    }

    public async Task<Guid?> FindAsync(string token, string scope, CancellationToken cancel) =>
        (await FindKeyAsync(token, scope, cancel))?.PersonId;

    public async Task<HeldToken?> FindKeyAsync(string token, string scope, CancellationToken cancel) =>
        await FindAsync(token, cancel) is { } found && found.Scope == scope ? new(found.Id, found.PersonId) : null;

    /// <summary>The token while it counts: neither revoked nor expired, its person not locked.</summary>
    public async Task<Token?> FindAsync(string token, CancellationToken cancel)
    {
        var (hash, now, signIns) = (HashOf(token), clock.GetUtcNow(), db.SignIns);
        return await db.Tokens.AsNoTracking().SingleOrDefaultAsync(
            t => t.Hash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now)
                && !signIns.Any(s => s.PersonId == t.PersonId && s.LockedAt != null),
            cancel);
    }

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
