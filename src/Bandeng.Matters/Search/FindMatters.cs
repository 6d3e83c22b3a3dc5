using Bandeng.Kernel;

namespace Bandeng.Matters.Search;

/// <summary>
/// Finds matters by their words: what has all terms in title, place or name before what has them anywhere, that before
/// what has their characters apart; of equals the newest first.
/// </summary>
internal sealed class FindMatters(BandengDb db)
{
    /// <param name="most">At most so many.</param>
    public async Task<IReadOnlyList<Found>> RunAsync(
        SearchWords words, SearchScope scope, SearchKey after, int most, CancellationToken cancel)
    {
        if (db.IsPostgres())
        {
            return await new InPostgres(db, words, scope).RunAsync(after, most, cancel);
        }

        var found = new List<Found>();
        for (var tier = 1; tier <= (words.IsOneToken ? 2 : 3) && found.Count < most; tier++)
        {
            if (after.Below(tier) is > 0 and var below)
            {
                found.AddRange(await new InSqlite(db, words, scope).RunAsync(tier, below, most - found.Count, cancel));
            }
        }

        return found;
    }
}
