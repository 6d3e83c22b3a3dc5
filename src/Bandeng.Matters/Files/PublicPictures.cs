using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Files;

/// <summary>公开照片: voices and papers stay inside, and pictures whose place data could not be cut out.</summary>
internal sealed class PublicPictures(BandengDb db)
{
    /// <summary>Lets out what a person has looked at; saved with the act that looked.</summary>
    public async Task LetOutAsync(Matter matter, DateTimeOffset now, CancellationToken cancel)
    {
        var pictures = await db.MatterFiles
            .Where(f => f.MatterId == matter.Id && f.LetOutAt == null && f.Moment != FileMoment.Paper
                && f.Moment != FileMoment.Proof && FileType.Public.Contains(f.MediaType))
            .ToListAsync(cancel);
        pictures.ForEach(picture => picture.LetOutAt = now);
    }
}
