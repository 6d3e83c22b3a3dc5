using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>The transaction of an import: it lands in one piece or not at all; of a dry run nothing lands.</summary>
public sealed class OneImport : IAsyncDisposable
{
    private readonly BandengDb _db;
    private readonly IDbContextTransaction? _own;
    private readonly bool _isDry;

    private OneImport(BandengDb db, IDbContextTransaction? own, bool isDry) => (_db, _own, _isDry) = (db, own, isDry);

    public static async Task<OneImport> BeginAsync(BandengDb db, bool dryRun, CancellationToken cancel)
    {
        // Of a dry run nothing is ever committed, so it needs a transaction of its own.
        var own = dryRun || db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        return new(db, own, dryRun);
    }

    /// <summary>
    /// Puts what was done on the trail and commits; of a dry run nothing stays, not even in the unit of work.
    /// </summary>
    public async Task KeepAsync(CancellationToken cancel, params IEnumerable<TrailEntry> entries)
    {
        if (_isDry)
        {
            _db.ChangeTracker.Clear();
            return;
        }

        foreach (var entry in entries)
        {
            _db.Record(entry);
        }

        await _db.SaveAsync(cancel);
        await (_own?.CommitAsync(cancel) ?? Task.CompletedTask);
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
