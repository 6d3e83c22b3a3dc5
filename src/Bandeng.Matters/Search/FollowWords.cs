using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Bandeng.Matters.Search;

/// <summary>Keeps the index at what the words of matters are, in the transaction that writes or erases them.</summary>
internal static class FollowWords
{
    /// <summary>What a unit of work must write into the index; null where it touches no words.</summary>
    public static Func<CancellationToken, Task>? Of(BandengDb db)
    {
        var matters = db.ChangeTracker.Entries<Matter>().ToList();
        var words = db.WordsInHand();
        var born = matters.Where(entry => entry.State is EntityState.Added && words.ContainsKey(entry.Entity.TitleId))
            .Select(entry => entry.Entity).ToList();
        // What goes on with an earlier matter has that one's words.
        var others = matters.Where(entry => entry.State is EntityState.Added || IsChanged(entry))
            .Select(entry => entry.Entity.Id).Except(born.Select(matter => matter.Id)).ToList();
        var erased = db.SubjectsErased();
        if (born is [] && others is [] && erased is [])
        {
            return null;
        }

        var sources = Of(db, born, words);
        return async cancel =>
        {
            Guid[] changed = [.. others, .. erased is [] ? [] : await WithWordsOfAsync(db, [.. erased], cancel)];
            var reread = changed is [] ? [] : await SearchSource.OfAsync(db, [.. changed.Distinct()], cancel);
            await SearchIndex.PutAsync(db, [.. sources, .. reread], cancel);
        };
    }

    private static Task<IReadOnlyList<Guid>> WithWordsOfAsync(
        BandengDb db, Guid[] subjects, CancellationToken cancel) =>
        db.RowsAsync<Guid>(
            $"""
            with recursive same(id) as (
                select id from matters where {db.In("id", nameof(subjects))}
                union
                select m.id from matters m join same on m.continues = same.id)
            select id from same
            """,
            new { subjects }, cancel);

    private static List<SearchSource> Of(
        BandengDb db, IReadOnlyList<Matter> born, IReadOnlyDictionary<Guid, string?> words)
    {
        var raisers = db.ChangeTracker.Entries<Voice>().Select(entry => entry.Entity).Where(voice => voice.IsRaiser)
            .ToLookup(voice => voice.MatterId);
        return [.. born.Select(
            matter => SearchSource.Of(matter, raisers[matter.Id].FirstOrDefault(), id => words.GetValueOrDefault(id)))];
    }

    private static bool IsChanged(EntityEntry<Matter> entry) => entry.State is EntityState.Modified
        && (entry.Property(m => m.TitleId).IsModified || entry.Property(m => m.DetailId).IsModified
            || entry.Property(m => m.PlaceId).IsModified || entry.Property(m => m.Protected).IsModified
            || entry.Property(m => m.AreaCode).IsModified || entry.Property(m => m.LetOutAt).IsModified
            || entry.Property(m => m.RequestType).IsModified);
}
