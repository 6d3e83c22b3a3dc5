using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>回执: what somebody takes home who said something. What was said is not on it: it lies about.</summary>
/// <param name="Code">查询码 of the reader's own voice, else of the raiser.</param>
/// <param name="DueAt">By when it is to be done; null before a dispatch and once it was handed back.</param>
/// <param name="Office">Whom to ask here; null where none is entered.</param>
internal sealed record Receipt(MatterSheet Sheet, string Code, DateTimeOffset? DueAt, Body? Office);

/// <summary>The receipt of a matter, for its raiser and for the offices that know the raiser.</summary>
internal sealed class ReceiptOfMatter(OneMatter one, IBodies bodies)
{
    /// <returns>Null when there is no such matter, or no code of it that the reader may know.</returns>
    public async Task<Receipt?> FindAsync(Guid matterId, string? secret, Viewer viewer, CancellationToken cancel) =>
        await one.FindAsync(matterId, secret, viewer, cancel) is { } view && CodeFor(view) is { } code
            ? new(
                view.Sheet, code, Stages.Running.Contains(view.Sheet.Stage) ? view.Sheet.DueAt : null,
                await bodies.NearestOfficeAsync(view.Sheet.Row.AreaCode, cancel))
            : null;

    /// <summary>The code that this reader may hand out; null where none.</summary>
    public static string? CodeFor(MatterView view) => view.Sheet.Own?.Code
        ?? (view.Sheet.Sight >= Sight.Office
            ? view.Raisers.FirstOrDefault(line => line is { IsRaiser: true, IsHidden: false })?.Code
            : null);
}
