using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Pairs.Pages.Pairs;

/// <summary>What belongs to each kind of pair, as dated data.</summary>
[Access(Permission.KeepPairs, Permission.ManageRules)]
internal sealed class KindsModel(PairBook book, SetSlots set) : PairPage
{
    public IReadOnlyList<PairKind> Kinds { get; private set; } = [];

    public ILookup<string, PairSlot> Slots { get; private set; } = Enumerable.Empty<PairSlot>()
        .ToLookup(slot => slot.KindCode);

    public SetSlots.Request? Typed { get; private set; }

    public bool MaySet => Me.May(Permission.ManageRules);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Kinds = await book.KindsAsync(cancel);
        Slots = (await book.AllSlotsAsync(null, cancel)).ToLookup(slot => slot.KindCode);
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(
        string? kind, string? name, SlotHolder holder, int least, DateOnly? from, CancellationToken cancel)
    {
        Typed = new(kind ?? "", name, holder, least, from);
        return await AnswerAsync(await set.AddAsync(Typed, Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid slot, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await set.EndAsync(slot, lastDay, Me, cancel), cancel);

    protected override string? FieldOf(string code) => "name";

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/pairs/kinds");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
