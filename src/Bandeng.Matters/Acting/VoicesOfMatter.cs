using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Acting;

/// <summary>The voices that one handling answers: its own and those of the matters merged into it.</summary>
internal sealed class VoicesOfMatter(BandengDb db)
{
    /// <summary>
    /// The viewer's own voice: signed in, or by the secret of the link that was given once. Null: none.
    /// </summary>
    public async Task<Voice?> OwnAsync(Guid matterId, Viewer viewer, string? secret, CancellationToken cancel)
    {
        // Both are always asked for: with the person alone SQLite would go through everything they ever raised.
        var (person, hash) = (viewer.PersonId ?? Guid.Empty, secret is { Length: > 0 } ? HashOf(secret) : "");
        return viewer.PersonId is null && hash is "" ? null : await Of(matterId)
            .Where(v => v.PersonId == person || v.SecretHash == hash)
            .OrderByDescending(v => v.IsRaiser)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>For whom a caller enters an answer: by enquiry code, without one the raiser.</summary>
    public Task<Voice?> SpokenForAsync(Guid matterId, string? code, CancellationToken cancel) => Of(matterId)
        .Where(v => code == null ? v.IsRaiser && v.MatterId == matterId : v.Code == code)
        .FirstOrDefaultAsync(cancel);

    /// <summary>The viewer's own among all of them, as <see cref="OwnAsync"/> finds it.</summary>
    public static Voice? OwnOf(IEnumerable<Voice> voices, Viewer viewer, string? secret)
    {
        var hash = secret is { Length: > 0 } ? HashOf(secret) : null;
        return voices.FirstOrDefault(voice => (viewer.PersonId is { } me && voice.PersonId == me)
            || (hash is not null && voice.SecretHash == hash));
    }

    /// <summary>Protected matters that were merged into this one.</summary>
    public Task<HashSet<Guid>> ProtectedAsync(Guid matterId, CancellationToken cancel) =>
        db.Set<Matter>().Where(m => m.MergedInto == matterId && m.Protected).Select(m => m.Id).ToHashSetAsync(cancel);

    /// <summary>Whose they are, each person once, of those who signed in.</summary>
    public Task<List<Guid>> PeopleAsync(Guid matterId, CancellationToken cancel) =>
        Of(matterId).Where(v => v.PersonId != null).Select(v => v.PersonId!.Value).Distinct().ToListAsync(cancel);

    /// <summary>How the secret of a link is kept.</summary>
    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private IQueryable<Voice> Of(Guid matterId)
    {
        // One list of matters, not an "or" over two: with that, every voice there is would be looked at.
        var here = db.Set<Matter>().Where(m => m.Id == matterId || m.MergedInto == matterId).Select(m => m.Id);
        return db.Set<Voice>().Where(v => here.Contains(v.MatterId));
    }
}
