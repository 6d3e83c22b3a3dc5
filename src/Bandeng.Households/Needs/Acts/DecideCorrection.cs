using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>What is on file beside what the person says is right.</summary>
internal sealed record CorrectionCard(
    Guid Id, Guid ResidentId, string Door, AreaCode AreaCode, DateTimeOffset AskedAt, long Version, Corrected Now,
    Corrected Asked);

/// <summary>The clerk takes a correction over as it was shown, or says why not; the person is told.</summary>
internal sealed class DecideCorrection(
    BandengDb db, SecretBox box, NeedPeople people, INotices notices, TimeProvider clock)
{
    private const int AnswerMax = 300;

    /// <summary>What waits, oldest first.</summary>
    public async Task<IReadOnlyList<CorrectionCard>> WaitingAsync(Viewer viewer, CancellationToken cancel)
    {
        var cards = new List<CorrectionCard>();
        foreach (var open in await db.Corrections.AsNoTracking().Where(one => one.State == CorrectionState.Asked)
            .OrderBy(one => one.AskedAt).Take(200).ToListAsync(cancel))
        {
            if (await people.FindAsync(open.ResidentId, viewer, cancel) is { } person && Read(open) is { } asked)
            {
                var resident = await db.Residents.AsNoTracking().SingleAsync(one => one.Id == open.ResidentId, cancel);
                cards.Add(new(
                    open.Id, open.ResidentId, person.Door, person.AreaCode, open.AskedAt, open.Version,
                    new(
                        resident.Name, resident.Sex, resident.BirthDate,
                        person.Phone is { } phone ? Queries.ReadDoor.MaskedPhone(phone) : null, null),
                    asked));
            }
        }

        return cards;
    }

    /// <param name="answer">Why not; asked for where it is refused.</param>
    public async Task<Result<Guid>> RunAsync(
        Guid id, long version, bool take, string? answer, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var open = await db.Corrections.SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (open is null || await people.FindAsync(open.ResidentId, by, cancel) is not { } person)
        {
            return NeedRefusals.Unknown;
        }

        if (open.State is not CorrectionState.Asked || open.Version != version || Read(open) is not { } asked)
        {
            return NeedRefusals.Overtaken;
        }

        var words = answer?.Trim() ?? "";
        if (words.Length > AnswerMax || (!take && words.Length < 2))
        {
            return NeedRefusals.Invalid("correction.answer");
        }

        if (take)
        {
            var resident = await db.Residents.SingleAsync(one => one.Id == open.ResidentId, cancel);
            resident.Correct(asked.Name, asked.Sex, asked.BirthDate);
            if (asked.Phone is { } phone)
            {
                resident.Call(phone, box);
            }
        }

        var kept = words.Length > 0 ? db.Keep(id, words, now) : null;
        open.Decide(take ? CorrectionState.Taken : CorrectionState.Refused, kept?.Id, by.PersonId!.Value, now);
        db.Record(new TrailEntry("correction", id, person.AreaCode, take ? "correction.take" : "correction.refuse",
            by.ActingOn(Permission.KeepNeeds, person.AreaCode), now)
        {
            Words = kept is null ? [] : [kept],
            Facts = new Dictionary<string, object?>
            {
                ["resident"] = open.ResidentId,
                ["name"] = asked.Name is not null,
                ["sex"] = asked.Sex is not null,
                ["birthDate"] = asked.BirthDate is not null,
                ["phone"] = asked.Phone is not null,
            },
        });
        notices.Tell(open.AskedBy, new(
            NoticeKind.Account, take ? "need.correction-taken" : "need.correction-refused", "", "/my/held", now)
        { IsInner = true });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : NeedRefusals.Overtaken;
    }

    private Corrected? Read(Correction open) =>
        box.Unprotect(open.Asked) is { } text ? JsonSerializer.Deserialize<Corrected>(text) : null;
}
