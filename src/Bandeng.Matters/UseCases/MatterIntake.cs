using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>What other modules bring in goes the way of everybody's: raised once, on the trail, told.</summary>
internal sealed class MatterIntake(BandengDb db, RaiseMatter raise) : IMatterIntake
{
    public async Task<Result<TakenIn>> TakeInAsync(RaiseRequest request, string? aside, Viewer by, CancellationToken cancel)
    {
        if (await BeforeAsync(request, cancel) is { } before)
        {
            return before;
        }

        return (await raise.RunAsync(request with { Aside = aside ?? request.Aside }, by, cancel)).TryGet(out var made, out var refusal)
            ? new TakenIn(made.Id, made.Code, true, made.Secret)
            : refusal;
    }

    private async Task<TakenIn?> BeforeAsync(RaiseRequest request, CancellationToken cancel)
    {
        var (source, sourceId) = (request.Source ?? RaiseRequest.Ours, request.SourceId ?? "");
        var found = await db.Matters.AsNoTracking().Where(one => one.Source == source && one.SourceId == sourceId)
            .Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancel);
        return found is { } id
            ? new TakenIn(id, await db.Set<Voice>().Where(v => v.MatterId == id && v.IsRaiser).Select(v => v.Code).FirstAsync(cancel), false, null)
            : null;
    }
}
