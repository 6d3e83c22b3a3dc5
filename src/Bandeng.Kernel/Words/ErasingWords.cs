using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel.Words;

/// <summary>Erases words and leaves a tombstone: what, when, on what ground. The trail stays whole.</summary>
public static class ErasingWords
{
    /// <summary>The trail's action for a tombstone; its facts name the text.</summary>
    public const string Action = "text.erase";

    /// <summary>Erases one text in the unit of work. Erasing twice changes nothing and is not refused.</summary>
    /// <param name="area">Whose chain carries the tombstone: the area of the subject.</param>
    /// <param name="ground">The legal or stated ground; shown to everyone who may see the subject.</param>
    public static async Task EraseTextAsync(
        this BandengDb db, Guid textId, AreaCode? area, string ground, Viewer by, DateTimeOffset now,
        CancellationToken cancel)
    {
        if (await db.Set<ErasableText>()
            .SingleOrDefaultAsync(text => text.Id == textId, cancel) is not { ErasedAt: null } text)
        {
            return;
        }

        text.Erase(ground, now);
        db.Record(new TrailEntry("text", text.SubjectId, area, Action, by, now)
        {
            Facts = new Dictionary<string, object?> { ["text"] = textId, ["ground"] = ground },
        });
    }
}
