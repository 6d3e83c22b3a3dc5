using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Counting;

/// <summary>
/// Counts voices up and down by what a unit of work moves, never to what it has read: somebody joins while two are
/// merged.
/// </summary>
internal static class FollowVoices
{
    /// <summary>What a unit of work must add; null where it moves no voice.</summary>
    public static Func<CancellationToken, Task>? Of(BandengDb db)
    {
        var moved = db.ChangeTracker.Entries<Matter>()
            .Where(entry => entry.State is EntityState.Modified && entry.Entity.VoicesMoved != 0)
            .Select(entry => (entry.Entity.Id, entry.Entity.VoicesMoved)).ToList();
        return moved is []
            ? null
            : async cancel =>
            {
                foreach (var (id, by) in moved)
                {
                    await db.ExecuteAsync(
                        "update matters set voices = voices + @by where id = @id", new { id, by }, cancel);
                }
            };
    }
}
