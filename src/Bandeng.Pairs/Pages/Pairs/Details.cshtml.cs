using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Pairs.Pages.Pairs;

/// <summary>One pair: who, what for, what is missing, tasks and contacts, and who was in it before.</summary>
[Access(Permission.KeepPairs, Permission.ReadFigures)]
internal sealed class DetailsModel(ReadPairs read, KeepPairs keep, PairBook book, AreaScope scope) : PairPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PairRow Pair { get; private set; } = null!;

    public PairKind Kind { get; private set; } = null!;

    public string Area { get; private set; } = "";

    public IReadOnlyList<PairSlot> Slots { get; private set; } = [];

    public IReadOnlyList<NoteRow> Notes { get; private set; } = [];

    public string? Words { get; private set; }

    public DateOnly Today => book.Today;

    public bool IsOver => Pair.ValidTo < Today;

    /// <summary>Whether the reader keeps it and it is not over.</summary>
    public bool IsOpen => Me.May(Permission.KeepPairs, Pair.AreaCode) && !IsOver;

    /// <summary>Which state of the note was shown.</summary>
    public Guid NoteId { get; } = Guid.CreateVersion7();

    public IEnumerable<SideRow> SidesOf(PairSlot slot) => Pair.Sides.Where(side => side.SlotCode == slot.Code);

    public bool Holds(SideRow side) => side.ValidFrom <= Today && (side.ValidTo is null || side.ValidTo >= Today);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, book.Today, cancel) is not { } found
            || !(Me.May(Permission.KeepPairs, found.AreaCode) || Me.May(Permission.ReadFigures, found.AreaCode)))
        {
            return NotFound();
        }

        Pair = found;
        Kind = (await book.KindsAsync(cancel)).Single(kind => kind.Code == found.KindCode);
        var all = await book.AllSlotsAsync(found.KindCode, cancel);
        Slots = [.. all.Where(slot => slot.HoldsOn(book.Today) || found.Sides.Any(side => side.SlotCode == slot.Code))
            .DistinctBy(slot => slot.Code)];
        Notes = await read.NotesAsync(Id, cancel);
        Area = (await scope.NamedAsync(new(found.AreaCode, [], new Dictionary<AreaCode, string>()), [found.AreaCode], cancel)).Name(found.AreaCode);
        return Page();
    }

    public async Task<IActionResult> OnPostSeatAsync(
        string? slot, string? who, DateOnly? from, CancellationToken cancel) =>
        await AnswerAsync(await keep.SeatAsync(Id, slot ?? "", who, from, Me, cancel), cancel);

    public async Task<IActionResult> OnPostLeaveAsync(
        Guid side, long version, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await keep.LeaveAsync(side, version, lastDay, Me, cancel), cancel);

    public async Task<IActionResult> OnPostNoteAsync(
        Guid noteId, NoteKind kind, DateOnly? day, DateOnly? due, string? words, CancellationToken cancel)
    {
        Words = words;
        return await AnswerAsync(await keep.NoteAsync(new(noteId, Id, kind, day, due, words), Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostDoneAsync(Guid note, long version, CancellationToken cancel) =>
        await AnswerAsync(await keep.DoneAsync(note, version, null, Me, cancel), cancel);

    public async Task<IActionResult> OnPostEndAsync(long version, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await keep.EndAsync(Id, version, lastDay, Me, cancel), cancel);

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/pairs/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
