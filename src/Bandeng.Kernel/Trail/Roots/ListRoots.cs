namespace Bandeng.Kernel.Trail.Roots;

/// <summary>The roots of the days, for everyone to keep.</summary>
public sealed class ListRoots(BandengDb db)
{
    /// <param name="before">Only days before this one; null: from the newest on.</param>
    /// <param name="most">At most so many.</param>
    /// <returns>Newest first.</returns>
    public Task<IReadOnlyList<ChainRoot>> RunAsync(
        DateOnly? before, int most, CancellationToken cancel) => db.RowsAsync<ChainRoot>(
        $"""
        select day, gathered_at, chains, hash, signature from chain_roots
        where day < @before order by day desc limit {most}
        """,
        new { before = before?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "9999" },
        cancel);
}
