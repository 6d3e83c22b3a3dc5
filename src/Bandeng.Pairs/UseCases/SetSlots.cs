using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Pairs.UseCases;

/// <summary>
/// What belongs to a kind of pair, from a day on: a slot is added, or ends. What was so before stays so.
/// </summary>
internal sealed class SetSlots(BandengDb db, PairBook book, TimeProvider clock)
{
    public sealed record Request(string Kind, string? Name, SlotHolder Holder, int Least, DateOnly? From);

    public async Task<Result<Guid>> AddAsync(Request told, Viewer by, CancellationToken cancel)
    {
        var name = (told.Name ?? "").Trim();
        var slots = await book.AllSlotsAsync(told.Kind, cancel);
        if ((Fault(by) ?? (slots.Count == 0 || name.Length is 0 or > 40 || told.Least is < 0 or > 50 ? Unfit : null))
            is { } fault)
        {
            return fault;
        }

        if (told.From < book.Today)
        {
            return Past;
        }

        var slot = PairSlot.Of(
            told.Kind, Guid.CreateVersion7().ToString("N")[..12], name, told.Holder, told.Least,
            slots.Max(one => one.Position) + 1, told.From ?? book.Today);
        db.PairSlots.Add(slot);
        db.Record(Entry(slot, "pair.slot-add", slot.ValidFrom, by));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? slot.Id : Unfit;
    }

    public async Task<Result<Guid>> EndAsync(Guid id, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        var last = lastDay ?? book.Today;
        var slot = await db.PairSlots.SingleOrDefaultAsync(one => one.Id == id, cancel);
        if ((Fault(by) ?? (slot is null || last < slot.ValidFrom ? Unfit : null)) is { } fault)
        {
            return fault;
        }

        // Yesterday may be the last day of what ends today; what was so before stays so.
        if (last < book.Today.AddDays(-1) || slot!.ValidTo < book.Today)
        {
            return Past;
        }

        slot.End(last);
        db.Record(Entry(slot, "pair.slot-end", last, by));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? slot.Id : Unfit;
    }

    private static Refusal? Fault(Viewer by) => by.IsSystem || by.May(Permission.ManageRules) ? null
        : new(RefusalKind.Forbidden, "pair.unknown", "This is set by who manages rules.");

    private static Refusal Unfit { get; } = new(
        RefusalKind.Invalid, "pair.slot", "A slot has a name of 1 to 40 characters, a number and a day.");

    private static Refusal Past { get; } = new(
        RefusalKind.Invalid, "pair.slot-past", "What belonged to a pair before today stays so: choose today or later.");

    private TrailEntry Entry(PairSlot slot, string action, DateOnly day, Viewer by) =>
        new(
            "setting", slot.Id, null, action,
            by with { ActingPost = by.PostsWith(Permission.ManageRules).FirstOrDefault() }, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?>
            {
                ["kind"] = slot.KindCode,
                ["name"] = slot.Name,
                ["holder"] = slot.Holder.ToString(),
                ["least"] = slot.Least,
                ["day"] = $"{day:yyyy-MM-dd}",
            },
        };
}
