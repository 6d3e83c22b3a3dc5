using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Pairs.UseCases;

/// <summary>What is told about a new pair.</summary>
/// <param name="Id">Made with the form: sent twice, it is one pair.</param>
/// <param name="Sides">By slot, the names as typed; several in a slot stand in lines.</param>
internal sealed record PairFields(
    Guid Id, string Kind, AreaCode Area, string? Purpose, DateOnly? From, DateOnly? LastDay,
    IReadOnlyDictionary<string, string?> Sides);

/// <summary>A pair is made, somebody fills a slot or leaves it, a task or a contact is noted, it ends.</summary>
internal sealed class KeepPairs(BandengDb db, PairBook book, FindSide find, TimeProvider clock)
{
    private const int WordsMax = 2_000;
    private const int MostSides = 50;

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Result<Guid>> AddAsync(PairFields told, Viewer by, CancellationToken cancel)
    {
        if (!(await DraftAsync(told, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        if (await StandsAsync(pair, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "pair.twice", "These are a pair of this kind already.");
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? pair.Id : Overtaken;
    }

    /// <summary>Changes the unit of work; a pair of this id stays as it is.</summary>
    public async Task<Result<Pair>> DraftAsync(PairFields told, Viewer by, CancellationToken cancel)
    {
        if (!May(by, told.Area))
        {
            return NotYours;
        }

        if (await db.Pairs.FindAsync([told.Id], cancel) is { } there)
        {
            return there;
        }

        var from = told.From ?? book.Today;
        var slots = await book.SlotsAsync(told.Kind, from, cancel);
        if (FaultOf(told, from, slots) is { } fault)
        {
            return fault;
        }

        var pair = Pair.Of(told.Id, told.Kind, told.Area, told.Purpose!.Trim(), from, told.LastDay);
        if (!(await SidesAsync(pair, told, slots, cancel)).TryGet(out var sides, out var refusal))
        {
            return refusal;
        }

        db.Pairs.Add(pair);
        db.PairSides.AddRange(sides);
        db.Record(Entry(pair, "pair.make", by, [("kind", pair.KindCode), ("sides", sides.Count)]));
        return pair;
    }

    /// <summary>Somebody fills a slot from a day on; who does already goes on.</summary>
    public async Task<Result<Guid>> SeatAsync(
        Guid pairId, string slotCode, string? typed, DateOnly? from, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(pairId, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        var day = from ?? book.Today;
        var slot = (await book.SlotsAsync(pair.KindCode, day, cancel)).FirstOrDefault(one => one.Code == slotCode);
        if (slot is null || day < pair.ValidFrom || day > pair.ValidTo || string.IsNullOrWhiteSpace(typed))
        {
            return slot is null || string.IsNullOrWhiteSpace(typed)
                ? new Refusal(RefusalKind.Invalid, "pair.side", "Say who, and in which place of the pair.") : Days;
        }

        if (!(await find.RunAsync(slot.Holder, typed.Trim(), pair.AreaCode, cancel)).TryGet(out var side, out refusal))
        {
            return refusal;
        }

        var all = await db.PairSides.Where(one => one.PairId == pairId).ToListAsync(cancel);
        if (side.Person is not null && all.Exists(one =>
            one.SlotCode != slotCode && one.Is(side) && (one.ValidTo is null || one.ValidTo >= day)))
        {
            return WithSelf;
        }

        var standing = all.FindAll(one => one.SlotCode == slotCode);
        if (!standing.Exists(one => one.Is(side) && (one.ValidTo is null || one.ValidTo >= day)))
        {
            db.PairSides.Add(PairSide.Of(pairId, slotCode, side, day));
            db.Record(Entry(pair, "pair.seat", by, [("slot", slotCode), ("who", side.Person ?? side.Body), ("area", side.Area?.ToString())]));
        }

        return await SavedAsync(pairId, cancel);
    }

    public async Task<Result<Guid>> LeaveAsync(
        Guid sideId, long version, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (await db.PairSides.FindAsync([sideId], cancel) is not { } side)
        {
            return Unknown;
        }

        if (!(await MineAsync(side.PairId, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        var last = lastDay ?? book.Today;
        if (side.Version != version || last < side.ValidFrom || last > pair.ValidTo)
        {
            return side.Version != version ? Overtaken : Days;
        }

        side.End(last);
        db.Record(Entry(pair, "pair.leave", by, [("slot", side.SlotCode), ("who", side.PersonId ?? side.BodyId), ("last-day", $"{last:yyyy-MM-dd}")]));
        return await SavedAsync(pair.Id, cancel);
    }

    /// <param name="Id">Made with the form: sent twice, it is one note.</param>
    public sealed record Note(Guid Id, Guid PairId, NoteKind Kind, DateOnly? Day, DateOnly? Due, string? Words);

    public async Task<Result<Guid>> NoteAsync(Note told, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(told.PairId, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        var day = told.Day ?? book.Today;
        if ((told.Words ?? "").Trim() is not { Length: > 0 and <= WordsMax } words)
        {
            return new Refusal(RefusalKind.Invalid, "pair.words", $"1 to {WordsMax} characters.");
        }

        if (day < pair.ValidFrom || day > pair.ValidTo || day > book.Today || told.Due < day)
        {
            return Days;
        }

        if (!await db.PairNotes.AnyAsync(one => one.Id == told.Id, cancel))
        {
            var kept = db.Keep(told.Id, words, Now);
            db.PairNotes.Add(PairNote.Of(told.Id, pair.Id, told.Kind, day, told.Due, kept.Id));
            db.Record(Entry(pair, "pair.note", by, [("kind", told.Kind.ToString()), ("day", $"{day:yyyy-MM-dd}")]) with { Words = [kept] });
        }

        return await SavedAsync(pair.Id, cancel);
    }

    public async Task<Result<Guid>> DoneAsync(
        Guid noteId, long version, DateOnly? day, Viewer by, CancellationToken cancel)
    {
        if (await db.PairNotes.FindAsync([noteId], cancel) is not { } note)
        {
            return Unknown;
        }

        if (!(await MineAsync(note.PairId, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        var done = day ?? book.Today;
        if (note.Version != version || done < note.OnDay || done > book.Today || done > pair.ValidTo)
        {
            return note.Version != version ? Overtaken : Days;
        }

        note.Done(done);
        db.Record(Entry(pair, "pair.done", by, [("note", note.Id), ("day", $"{done:yyyy-MM-dd}")]));
        return await SavedAsync(pair.Id, cancel);
    }

    public async Task<Result<Guid>> EndAsync(
        Guid id, long version, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(id, by, cancel)).TryGet(out var pair, out var refusal))
        {
            return refusal;
        }

        var last = lastDay ?? book.Today;
        if (pair.Version != version || last < pair.ValidFrom || pair.ValidTo < book.Today)
        {
            return pair.Version != version ? Overtaken : Days;
        }

        pair.End(last);
        var sides = await db.PairSides.Where(one => one.PairId == id && (one.ValidTo == null || one.ValidTo > last))
            .ToListAsync(cancel);
        db.PairSides.RemoveRange(sides.Where(one => one.ValidFrom > last));
        sides.FindAll(one => one.ValidFrom <= last).ForEach(one => one.End(last));
        db.Record(Entry(pair, "pair.end", by, [("last-day", $"{last:yyyy-MM-dd}")]));
        return await SavedAsync(id, cancel);
    }

    public static bool May(Viewer by, AreaCode area) => by.IsSystem || by.May(Permission.KeepPairs, area);

    private static Refusal? FaultOf(PairFields told, DateOnly from, IReadOnlyList<PairSlot> slots) =>
        slots.Count == 0 ? new(RefusalKind.Invalid, "pair.kind", "There is no such kind of pair on this day.")
        : told.Area == default || told.Area.Level is not AreaLevel.Village
            ? new(RefusalKind.Invalid, "pair.community", "A pair is for one community or village.")
        : (told.Purpose ?? "").Trim() is not { Length: > 0 and <= Pair.PurposeMax }
            ? new(RefusalKind.Invalid, "pair.purpose", $"Say what for, in 1 to {Pair.PurposeMax} characters.")
        : told.LastDay < from ? Days
        : told.Sides.Values.All(string.IsNullOrWhiteSpace) ? new(
            RefusalKind.Invalid, "pair.side", "Say who, and in which place of the pair.")
        : null;

    private async Task<Result<List<PairSide>>> SidesAsync(
        Pair pair, PairFields told, IReadOnlyList<PairSlot> slots, CancellationToken cancel)
    {
        List<PairSide> sides = [];
        foreach (var slot in slots)
        {
            var names = (told.Sides.GetValueOrDefault(slot.Code) ?? "")
                .Split(['\n', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var name in names.Take(MostSides))
            {
                if (!(await find.RunAsync(slot.Holder, name, pair.AreaCode, cancel))
                    .TryGet(out var side, out var refusal))
                {
                    return refusal;
                }

                if (side.Person is not null && sides.Exists(one => one.SlotCode != slot.Code && one.Is(side)))
                {
                    return WithSelf;
                }

                if (!sides.Exists(one => one.SlotCode == slot.Code && one.Is(side)))
                {
                    sides.Add(PairSide.Of(pair.Id, slot.Code, side, pair.ValidFrom));
                }
            }
        }

        return sides;
    }

    // The same sides in the same places, in a pair of the same kind that goes on.
    private async Task<bool> StandsAsync(Pair pair, CancellationToken cancel)
    {
        var mine = db.PairSides.Local.Where(one => one.PairId == pair.Id).Select(KeyOf).ToHashSet();
        var others = db.Pairs
            .Where(one => one.Id != pair.Id && one.KindCode == pair.KindCode && one.AreaCode == pair.AreaCode
                && (one.ValidTo == null || one.ValidTo >= pair.ValidFrom))
            .Select(one => one.Id);
        var theirs = await db.PairSides.AsNoTracking()
            .Where(one => others.Contains(one.PairId) && (one.ValidTo == null || one.ValidTo >= pair.ValidFrom))
            .ToListAsync(cancel);
        return mine.Count > 0 && theirs.GroupBy(one => one.PairId).Any(one => mine.SetEquals(one.Select(KeyOf)));
    }

    private static (string, Guid?, Guid?, AreaCode?) KeyOf(PairSide side) =>
        (side.SlotCode, side.PersonId, side.BodyId, side.AreaCode);

    private async Task<Result<Pair>> MineAsync(Guid id, Viewer by, CancellationToken cancel) =>
        await db.Pairs.FindAsync([id], cancel) is not { } pair ? Unknown : May(by, pair.AreaCode) ? pair : NotYours;

    private async Task<Result<Guid>> SavedAsync(Guid id, CancellationToken cancel) =>
        await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Overtaken;

    private TrailEntry Entry(Pair pair, string action, Viewer by, (string Name, object? Value)[] facts) =>
        new(
            "pair", pair.Id, pair.AreaCode, action,
            by with { ActingPost = by.PostFor(Permission.KeepPairs, pair.AreaCode) }, Now)
        {
            Facts = facts.ToDictionary(fact => fact.Name, fact => fact.Value),
        };

    private static Refusal Unknown { get; } = new(RefusalKind.NotFound, "pair.unknown", "There is no such pair.");

    private static Refusal NotYours { get; } = new(RefusalKind.NotFound, "pair.unknown", "There is no such pair.");

    private static Refusal WithSelf { get; } =
        new(RefusalKind.Invalid, "pair.with-self", "Nobody is a pair with themselves.");

    private static Refusal Days { get; } = new(RefusalKind.Invalid, "pair.days", "These days do not fit the pair's.");

    private static Refusal Overtaken { get; } =
        new(
            RefusalKind.Conflict, "pair.changed",
            "Somebody else has just changed this. Look at it again, then decide.");
}
