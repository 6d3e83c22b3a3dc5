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

    // Asked with every request of a program.
    private static readonly CompiledQuery<Func<BandengDb, string, DateTimeOffset, CancellationToken, Task<Token?>>> Counting =
        new(() => EF.CompileAsyncQuery(
            (BandengDb db, string hash, DateTimeOffset now, CancellationToken _) =>
                db.Set<Token>().AsNoTracking().SingleOrDefault(
                    t => t.Hash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now)
                        && !db.Set<SignIn>().Any(s => s.PersonId == t.PersonId && s.LockedAt != null))));

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
    public Task<Token?> FindAsync(string token, CancellationToken cancel) =>
        Counting.On(db)(db, HashOf(token), clock.GetUtcNow(), cancel);

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
