using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Desk;

/// <summary>
/// The desk's 20 seconds: raised for somebody else, its pictures put to it, and sent to a body in one go.
/// </summary>
internal sealed class EnterMatter(BandengDb db, RaiseMatter raise, AddFile files, ActOnMatter act)
{
    /// <summary>A picture that was pasted or chosen.</summary>
    public sealed record Picture(string Name, Stream Content);

    /// <summary>What was made, and what of it did not go on.</summary>
    /// <param name="NotSent">Why it was not dispatched; null when it was, or was not meant to be.</param>
    /// <param name="NotKept">Why the first picture that was not kept was not; null when all were.</param>
    public sealed record Entered(Guid Id, string Code, string? Secret, Refusal? NotSent, Refusal? NotKept);

    /// <summary>Everything that would be refused of it; empty when nothing is.</summary>
    public Task<IReadOnlyList<Refusal>> FaultsAsync(RaiseRequest request, Viewer viewer, CancellationToken cancel) =>
        raise.FaultsAsync(request with { IsForSomebodyElse = true }, viewer, cancel);

    /// <param name="dispatch">To whom it goes at once; null to leave it in the inbox.</param>
    public async Task<Result<Entered>> RunAsync(
        RaiseRequest request, IReadOnlyList<Picture> pictures, ActRequest? dispatch, Viewer viewer,
        CancellationToken cancel)
    {
        if (!(await raise.RunAsync(request with { IsForSomebodyElse = true }, viewer, cancel))
            .TryGet(out var raised, out var refusal))
        {
            return refusal;
        }

        // The same form again has brought its pictures and its dispatch already.
        var isFirst = await db.RowAsync<long>(
            "select count(*) from trail_events where subject_id = @Id", new { raised.Id }, cancel) == 1;
        var notKept = isFirst ? await KeepAsync(raised.Id, pictures, viewer, cancel) : null;
        var notSent = isFirst && dispatch is not null ? await SendAsync(raised.Id, dispatch, viewer, cancel) : null;
        return new Entered(raised.Id, raised.Code, raised.Secret, notSent, notKept);
    }

    private async Task<Refusal?> KeepAsync(
        Guid id, IReadOnlyList<Picture> pictures, Viewer viewer, CancellationToken cancel)
    {
        Refusal? first = null;
        foreach (var picture in pictures)
        {
            var kept = await files.RunAsync(id, picture.Content, picture.Name, FileMoment.Raised, viewer, null, cancel);
            if (!kept.TryGet(out _, out var refusal))
            {
                first ??= refusal;
            }
        }

        return first;
    }

    private async Task<Refusal?> SendAsync(Guid id, ActRequest dispatch, Viewer viewer, CancellationToken cancel) =>
        (await act.RunAsync(id, MatterAction.Dispatch, dispatch, viewer, cancel)).TryGet(out _, out var refusal)
            ? null
            : refusal;
}
