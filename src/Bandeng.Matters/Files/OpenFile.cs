using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Files;

/// <summary>A file that somebody may open.</summary>
/// <param name="IsForEveryone">It was let out together with its matter.</param>
internal sealed record FileOpened(string Name, string MediaType, DateTimeOffset AddedAt, bool IsForEveryone);

/// <summary>Finds a file for one reader: private until let out, then everyone's as long as its matter is.</summary>
internal sealed class OpenFile(BandengDb db, VoicesOfMatter voices)
{
    /// <param name="secret">An anonymous raiser's, from a program; a page's stands in the cookie.</param>
    public async Task<FileOpened?> FindAsync(
        Guid fileId, string? secret, HttpRequest request, Viewer viewer, CancellationToken cancel)
    {
        if (await db.MatterFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, cancel) is not { } file)
        {
            return null;
        }

        var matter = await db.Matters.AsNoTracking().SingleAsync(m => m.Id == file.MatterId, cancel);
        var voice = await voices.OwnAsync(matter.Id, viewer, secret ?? SecretOfMatter.In(request, matter.Id), cancel);
        var assistants = await db.Assists.Where(a => a.MatterId == matter.Id).Select(a => a.BodyId).ToListAsync(cancel);
        if (matter.IsSealed && voice is null)
        {
            return null;
        }

        var isForEveryone = file.LetOutAt is not null && matter.LetOutAt is not null;
        var needed = file.Moment is FileMoment.Proof ? Sight.Handler : Sight.Raiser;
        return isForEveryone || Sights.Of(viewer, matter, voice, assistants) >= needed
            ? new FileOpened(file.Name, file.MediaType, file.AddedAt, isForEveryone)
            : null;
    }
}
