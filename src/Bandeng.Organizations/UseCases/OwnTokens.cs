using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>A person makes a token for a program, and takes it back.</summary>
internal sealed class OwnTokens(BandengDb db, Tokens tokens, TimeProvider clock)
{
    /// <summary>The token's text; it is told this once.</summary>
    public async Task<Result<string>> IssueAsync(
        Guid personId, string? scope, TimeSpan? lasts, Viewer by, CancellationToken cancel)
    {
        if (scope is null || !TokenScope.All.Contains(scope))
        {
            return new Refusal(
                RefusalKind.Invalid, "token.scope", $"A scope is one of: {string.Join(", ", TokenScope.All)}.");
        }

        var text = tokens.Issue(personId, scope, lasts);
        db.Record(new TrailEntry("person", personId, null, "token.issue", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["scope"] = scope },
        });
        await db.SaveAsync(cancel);
        return text;
    }

    /// <summary>Takes a token back. Twice changes nothing; another's is not there.</summary>
    public async Task RevokeAsync(Guid personId, Guid tokenId, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.Tokens.SingleOrDefaultAsync(t => t.Id == tokenId && t.PersonId == personId, cancel)
            is not { RevokedAt: null } token)
        {
            return;
        }

        token.RevokedAt = now;
        db.Record(new TrailEntry("person", personId, null, "token.revoke", by, now)
        {
            Facts = new Dictionary<string, object?> { ["token"] = tokenId },
        });
        await db.SaveAsync(cancel);
    }

    public async Task<IReadOnlyList<Token>> ListAsync(Guid personId, CancellationToken cancel) => await db.Tokens
        .AsNoTracking().Where(t => t.PersonId == personId && t.RevokedAt == null)
        .OrderByDescending(t => t.CreatedAt).ToListAsync(cancel);
}
