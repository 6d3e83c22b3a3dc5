using Bandeng.Households.Needs.Held;
using Bandeng.Households.Pages.Shown;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Objecting;

/// <summary>
/// Erases who sent an objection and what they wrote; that there was one, and what was answered, stays with the plan.
/// </summary>
internal sealed class EraseObjection(BandengDb db, TimeProvider clock)
{
    /// <summary>Changes the unit of work; the caller saves it.</summary>
    public async Task RunAsync(GridObjection objection, string ground, Viewer by, CancellationToken cancel)
    {
        var (now, before) = (clock.GetUtcNow(), objection.State);
        objection.Erase(now);
        await db.EraseTextAsync(objection.WordsId, objection.AreaCode, ground, by, now, cancel);
        db.Record(new TrailEntry("grid-objection", objection.Id, objection.AreaCode, "grid-objection.erase", by, now)
        {
            FromState = before.ToString(),
            ToState = objection.State.ToString(),
            Facts = new Dictionary<string, object?> { ["ground"] = ground },
        });
    }
}

/// <summary>What somebody objected to plans of grids, signed in or with their telephone.</summary>
internal sealed class HeldObjections(
    BandengDb db, SecretBox box, IPeople people, EraseObjection erase, IStringLocalizer<ShownText> texts) : IHeld
{
    public string Key => "objections";

    public int Order => 25;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var mine = await (await MineAsync(person, cancel)).AsNoTracking()
            .OrderBy(one => one.SentAt).ToListAsync(cancel);
        var words = await db.TextsAsync(
            [.. mine.Select(one => one.WordsId), .. mine.Select(one => one.AnswerId).OfType<Guid>()], cancel);
        return new(Key, texts["held"], texts["held.ground"], true, [.. mine.Select(one => Record(one, words))]);
    }

    public async Task EraseAsync(HeldPerson person, string ground, Viewer by, CancellationToken cancel)
    {
        foreach (var objection in await (await MineAsync(person, cancel))
            .Where(one => one.ErasedAt == null).ToListAsync(cancel))
        {
            await erase.RunAsync(objection, ground, by, cancel);
        }
    }

    private async Task<IQueryable<GridObjection>> MineAsync(HeldPerson person, CancellationToken cancel)
    {
        string[] prints = await people.PhoneAsync(person.PersonId, cancel) is { } phone ? box.Fingerprints(phone) : [];
        return db.Objections.Where(one => one.PersonId == person.PersonId || prints.Contains(one.PhoneFingerprint!));
    }

    private HeldRecord Record(GridObjection one, IReadOnlyDictionary<Guid, string?> words) => new(one.Code,
    [
        new("words", texts["words"], words.GetValueOrDefault(one.WordsId)),
        new("sentAt", texts["sent-at"], HeldRegister.Day(ChinaTime.DayOf(one.SentAt))),
        new("state", texts["state"], texts[$"state.{one.State}"]),
        new("answer", texts["answer"], one.AnswerId is { } answer ? words.GetValueOrDefault(answer) : null),
        new("name", texts["name"], box.Unprotect(one.Name)),
        new("phone", texts["phone"], box.Unprotect(one.Phone)),
    ]);
}

/// <summary>Objections that were answered.</summary>
internal sealed class RetainedObjections(BandengDb db, EraseObjection erase) : IRetained
{
    private const int Batch = 200;

    public string Kind => "grid-objection";

    public async Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel)
    {
        var limit = ChinaTime.ToInstant(before.ToDateTime(TimeOnly.MinValue));
        var old = await db.Objections.Where(one =>
            one.ErasedAt == null && one.AnsweredAt != null && one.AnsweredAt < limit)
            .OrderBy(one => one.Id).Take(Batch).ToListAsync(cancel);
        foreach (var objection in old)
        {
            await erase.RunAsync(objection, ground, Viewer.System, cancel);
        }

        return old.Count;
    }
}
