using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>
/// The one number that every change of the territory moves: nodes drop what they remember by it, and of two changes at
/// once the second waits for the first.
/// </summary>
internal static class TerritoryVersion
{
    public static Task<int> NextAsync(BandengDb db, CancellationToken cancel) =>
        db.ExecuteAsync("update territory_version set version = version + 1 where id = 1", null, cancel);
}
