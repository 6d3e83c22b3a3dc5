using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Sheets.Forms;

namespace Bandeng.Sheets.UseCases;

/// <summary>Takes a form out of use. What was filled stays counted.</summary>
internal sealed class RetireForm(BandengDb db, ReadForm read, TimeProvider clock)
{
    public async Task<Result<Guid>> RunAsync(Guid id, Viewer viewer, CancellationToken cancel)
    {
        if (!(await read.FindAsync(id, viewer, cancel)).TryGet(out var form, out var refusal))
        {
            return refusal;
        }

        if (viewer.PostFor(Permission.KeepSheets, form.AreaCode) is not { } post)
        {
            return SheetScopes.Outside;
        }

        if (form.RetiredAt is not null)
        {
            return id;
        }

        var now = clock.GetUtcNow();
        form.Retire(now);
        db.Record(new TrailEntry("sheet", id, form.AreaCode, "sheet.Retire", viewer with { ActingPost = post }, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? id : new Refusal(RefusalKind.Conflict, "sheet.overtaken", "Somebody changed it in the meantime.");
    }
}
