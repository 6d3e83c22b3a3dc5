using Bandeng.Kernel.SqliteFile;
using Bandeng.Kernel.Trail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bandeng.Kernel;

public enum SaveOutcome
{
    Saved,

    /// <summary>Someone else changed a row since it was read, or wrote the same key first.</summary>
    Overtaken,
}

public static class Saving
{
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintUnique = 2067;

    /// <summary>
    /// Saves entities and trail in one transaction, and reports a lost race as an outcome instead of an exception.
    /// Inside a transaction of the caller, the caller commits. After a lost race the unit of work is spent.
    /// </summary>
    public static async Task<SaveOutcome> TrySaveAsync(this BandengDb db, CancellationToken cancel)
    {
        db.Writing = await WriteTurn.TakeAsync(db, cancel);
        try
        {
            return await SaveInTurnAsync(db, cancel);
        }
        finally
        {
            db.LetNextWrite();
        }
    }

    private static async Task<SaveOutcome> SaveInTurnAsync(BandengDb db, CancellationToken cancel)
    {
        db.BeforeSave();
        var recorded = db.TakeRecorded();
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        try
        {
            var following = db.Following();

            // A transaction of our own is given up whole; only within a caller's is there something to go back to.
            db.Database.AutoSavepointsEnabled = own is null;
            await db.SaveChangesAsync(cancel);
            foreach (var write in following)
            {
                await write(cancel);
            }

            await TrailWriter.WriteAsync(db, recorded, cancel);
            if (own is not null)
            {
                await own.CommitAsync(cancel);
            }

            foreach (var entry in recorded)
            {
                Meters.Acts.Add(1, new KeyValuePair<string, object?>("action", entry.Action));
            }

            return SaveOutcome.Saved;
        }
        catch (DbUpdateConcurrencyException)
        {
            Meters.Overtaken.Add(1);
            return SaveOutcome.Overtaken;
        }
        catch (DbUpdateException failure) when (failure.InnerException is
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } or
            SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey or SqliteConstraintUnique })
        {
            Meters.Overtaken.Add(1);
            return SaveOutcome.Overtaken;
        }
    }

    /// <summary>Saves what nobody else can be racing for; a lost race is then a bug.</summary>
    public static async Task SaveAsync(this BandengDb db, CancellationToken cancel)
    {
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            throw new InvalidOperationException("A row that only this act writes was changed by another.");
        }
    }
}
