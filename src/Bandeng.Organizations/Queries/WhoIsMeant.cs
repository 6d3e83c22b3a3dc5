using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.SignIns;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Queries;

/// <summary>
/// Whom somebody names in a field: by sign-in name or telephone, which are one person's, unlike a name.
/// </summary>
internal sealed class WhoIsMeant(BandengDb db, SecretBox box)
{
    /// <param name="Id">Null when nobody was named.</param>
    public sealed record Answer(Guid? Id);

    public async Task<Result<Answer>> RunAsync(string? typed, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return new Answer(null);
        }

        var found = PhoneNumber.Normalize(typed).TryGet(out var number, out _)
            ? await ByPhoneAsync(number, cancel)
            : await ByNameAsync(SignIn.NormalizeName(typed), cancel);
        return found is { } id
            ? new Answer(id)
            : new Refusal(RefusalKind.Invalid, "person.who", "Nobody has this sign-in name or telephone.");
    }

    private async Task<Guid?> ByPhoneAsync(string number, CancellationToken cancel)
    {
        var marks = box.Fingerprints(number);
        return await db.People.Where(p => marks.Contains(p.PhoneFingerprint))
            .Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancel);
    }

    private Task<Guid?> ByNameAsync(string name, CancellationToken cancel) => db.SignIns
        .Where(s => s.NormalizedUserName == name).Select(s => (Guid?)s.PersonId).SingleOrDefaultAsync(cancel);
}
