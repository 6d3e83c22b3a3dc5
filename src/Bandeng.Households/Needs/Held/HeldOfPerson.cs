using Bandeng.Households.Needs.Acts;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Held;

/// <summary>
/// What is held about the person that is signed in, from every module; and what they may do about it.
/// </summary>
internal sealed class HeldOfPerson(
    BandengDb db, FindHeldPerson find, IEnumerable<IHeld> parts, KeepNeed keep, TimeProvider clock)
{
    private const string Ground = "本人要求";

    public Task<HeldPerson> WhoAsync(Viewer viewer, CancellationToken cancel) =>
        find.RunAsync(viewer.PersonId!.Value, cancel);

    public async Task<IReadOnlyList<HeldSection>> ReadAsync(HeldPerson person, CancellationToken cancel)
    {
        var sections = new List<HeldSection>();
        foreach (var part in parts.OrderBy(part => part.Order))
        {
            sections.Add(await part.OfAsync(person, cancel));
        }

        return sections;
    }

    /// <summary>Consent to one kind of care is taken back: it ends at once.</summary>
    public async Task<Result<Guid>> WithdrawAsync(Guid need, Viewer viewer, CancellationToken cancel)
    {
        var person = await WhoAsync(viewer, cancel);
        var found = await db.Needs.SingleOrDefaultAsync(one => one.Id == need, cancel);
        if (found is null || !person.ResidentIds.Contains(found.ResidentId))
        {
            return NeedRefusals.Unknown;
        }

        if (found.EndedOn is not null)
        {
            return need;
        }

        await keep.WithdrawAsync(found, viewer.Name, viewer, cancel);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? need : NeedRefusals.Overtaken;
    }

    /// <summary>
    /// Sections that the law lets a person have erased are, at once, with a tombstone for each record.
    /// </summary>
    public async Task<Result<int>> EraseAsync(IReadOnlyCollection<string> keys, Viewer viewer, CancellationToken cancel)
    {
        var person = await WhoAsync(viewer, cancel);
        var erased = 0;
        foreach (var part in parts.Where(part => keys.Contains(part.Key)).OrderByDescending(part => part.Order))
        {
            if ((await part.OfAsync(person, cancel)).IsErasable)
            {
                await part.EraseAsync(person, Ground, viewer, cancel);
                erased++;
            }
        }

        if (erased == 0)
        {
            return NeedRefusals.Invalid("held.nothing");
        }

        db.Record(new TrailEntry("person", viewer.PersonId!.Value, person.Area, "held.erase", viewer, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["sections"] = string.Join(',', keys.Order()) },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? erased : NeedRefusals.Overtaken;
    }
}
