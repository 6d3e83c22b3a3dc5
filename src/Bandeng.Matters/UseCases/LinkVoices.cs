using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>Somebody has shown that a telephone is theirs: what was said under that number is theirs too.</summary>
internal sealed class LinkVoices(BandengDb db, SecretBox box, TimeProvider clock) : IPhoneProven
{
    private const string Unlinked =
        "select id from matter_voices where phone_fingerprint = @fingerprint and person_id is null";

    private const string Link =
        "update matter_voices set person_id = @personId where phone_fingerprint = @fingerprint and person_id is null";

    public async Task ProvenAsync(Guid personId, string number, CancellationToken cancel)
    {
        var fingerprint = box.Fingerprint(number);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var voices = await db.RowsAsync<Guid>(Unlinked, new { fingerprint }, cancel);
        if (voices is [])
        {
            return;
        }

        await db.ExecuteAsync(Link, new { fingerprint, personId }, cancel);
        var by = new Viewer(personId, "", []);
        db.Record(new TrailEntry("person", personId, null, "person.link-voices", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["voices"] = voices },
        });
        await db.SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
