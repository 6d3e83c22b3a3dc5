using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;

namespace Bandeng.Matters.UseCases;

/// <summary>Somebody has shown that a telephone is theirs: what was said under that number is theirs too.</summary>
internal sealed class LinkVoices(BandengDb db, SecretBox box, TimeProvider clock) : IPhoneProven
{
    private string OfNumber => $"where {db.In("phone_fingerprint", "marks")} and person_id is null";

    public async Task ProvenAsync(Guid personId, string number, CancellationToken cancel)
    {
        var marks = box.Fingerprints(number);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var voices = await db.RowsAsync<Guid>($"select id from matter_voices {OfNumber}", new { marks }, cancel);
        if (voices is [])
        {
            return;
        }

        await db.ExecuteAsync(
            $"update matter_voices set person_id = @personId {OfNumber}", new { marks, personId }, cancel);
        var by = new Viewer(personId, "", []);
        db.Record(new TrailEntry("person", personId, null, "person.link-voices", by, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["voices"] = voices },
        });
        await db.SaveAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
