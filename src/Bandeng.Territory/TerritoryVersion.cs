using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>
/// The one number that every change of the territory moves: nodes drop what they remember by it, and of two changes at
/// once the second waits for the first.
/// </summary>
internal static class TerritoryVersion
{
    private const int Moments = 5_000;

    private static long _movedAt = -Moments;

    public static async Task NextAsync(BandengDb db, CancellationToken cancel)
    {
        await db.ExecuteAsync("update territory_version set version = version + 1 where id = 1", null, cancel);
        Interlocked.Exchange(ref _movedAt, Environment.TickCount64);
    }

    /// <summary>
    /// Whether a change of this process has just been made, or is about to be committed: what was remembered a moment
    /// ago may not be shown to who made it.
    /// </summary>
    public static bool HasJustMoved => Environment.TickCount64 - Interlocked.Read(ref _movedAt) < Moments;
}
