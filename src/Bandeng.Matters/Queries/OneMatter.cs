using Bandeng.Kernel;
using Bandeng.Matters.Acting;

namespace Bandeng.Matters.Queries;

/// <summary>Everything the page of one matter shows to one reader.</summary>
/// <param name="Raisers">Names and masked numbers; empty for whoever may not know them.</param>
/// <param name="MayOpen">Whether a number may be opened here, for a stated purpose.</param>
/// <param name="Lead">The matter this one was merged into, as the same reader sees it.</param>
internal sealed record MatterView(
    MatterSheet Sheet, IReadOnlyList<TrailLine> Trail, ActOptions Options, IReadOnlyList<RaiserLine> Raisers,
    bool MayOpen,
    IReadOnlyList<MatterLine> Earlier, MatterSheet? Lead);

/// <summary>Gathers the page of one matter.</summary>
internal sealed class OneMatter(
    ReadMatter read, TrailWords trail, ActChoices choices, RaisersOfMatter raisers, EarlierMatters earlier)
{
    /// <returns>Null when there is no such matter.</returns>
    public async Task<MatterView?> FindAsync(Guid matterId, string? secret, Viewer viewer, CancellationToken cancel)
    {
        if (await read.FindAsync(matterId, secret, viewer, cancel) is not { } sheet)
        {
            return null;
        }

        var (matter, assistants) = (sheet.Row, sheet.AssistantIds);
        var isDesk = sheet.Sight >= Sight.Handler;
        return new(
            sheet,
            await trail.SayAsync(sheet.History, cancel),
            await choices.ForAsync(sheet, viewer, cancel),
            isDesk && viewer.IsRaiserSeen(matter, null, assistants)
                ? await raisers.OfAsync(matterId, sheet.AllVoices, sheet.Closed, cancel)
                : [],
            isDesk && viewer.AsContact(matter, assistants) is not null,
            sheet.Sight is Sight.Office && viewer.IsRaiserSeen(matter, null, assistants)
                ? await earlier.OfRaiserAsync(matterId, viewer, cancel)
                : [],
            sheet.MergedInto is { } lead ? await read.FindAsync(lead, secret, viewer, cancel) : null);
    }
}
