using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;

namespace Bandeng.Households.Needs.Acts;

/// <summary>What is closed about somebody's care, opened.</summary>
internal sealed record OpenedNeed(
    string? Note, string? Certificate, string? ContactName, string? Contact, string? ConsentName);

/// <summary>
/// Opens the closed fields for a stated purpose, for a minute; each look is on the trail, where the person reads it.
/// </summary>
internal sealed class OpenNeed(BandengDb db, SecretBox box, ReadNeeds read, TimeProvider clock)
{
    /// <summary>The trail's action for a look; its subject is the person.</summary>
    public const string Action = "need.look";

    public async Task<Result<OpenedNeed>> RunAsync(Guid id, string? purpose, Viewer by, CancellationToken cancel)
    {
        if (await read.FindAsync(id, by, cancel) is not { } row)
        {
            return NeedRefusals.Unknown;
        }

        var now = clock.GetUtcNow();
        // The last day closes it, not the round that comes by afterwards.
        if (row.EndedOn is not null || row.EndsOn < ChinaTime.DayOf(now))
        {
            return NeedRefusals.Ended;
        }

        if (!StatedPurpose.Read(purpose).TryGet(out var stated, out var refusal))
        {
            return refusal;
        }

        db.Record(new TrailEntry("resident", row.ResidentId, row.AreaCode, Action, by, now)
        {
            Words = [db.Keep(row.ResidentId, stated, now)],
            Facts = new Dictionary<string, object?> { ["need"] = id },
        });
        await db.SaveAsync(cancel);
        var closed = (await db.RowAsync<OpenedNeed>(
            "select note, certificate, contact_name, contact, consent_name from needs where id = @id", new { id },
            cancel))!;
        return new OpenedNeed(
            box.Unprotect(closed.Note), box.Unprotect(closed.Certificate), box.Unprotect(closed.ContactName),
            box.Unprotect(closed.Contact),
            box.Unprotect(closed.ConsentName));
    }
}
