using Bandeng.Kernel;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// Five tries, then a quarter of an hour of rest. A try is counted before anything is compared, in one statement, so
/// that a thousand guesses at once are still five.
/// </summary>
internal sealed class Tries(BandengDb db, TimeProvider clock)
{
    public const int Max = 5;

    public static TimeSpan Rest { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Counts a try; false while the sign-in rests or is locked.</summary>
    public async Task<bool> CountAsync(Guid personId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.ExecuteAsync(
            """
            update sign_ins set
                access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
                lockout_end = case when lockout_end is null and access_failed_count + 1 >= @Max then @until else null end
            where person_id = @personId and locked_at is null and (lockout_end is null or lockout_end <= @now)
            """,
            new { personId, Max, now, until = now + Rest },
            cancel) == 1;
    }

    /// <summary>Starts counting anew after a success.</summary>
    public Task ForgetAsync(Guid personId, CancellationToken cancel) => db.ExecuteAsync(
        "update sign_ins set access_failed_count = 0, lockout_end = null where person_id = @personId",
        new { personId },
        cancel);
}
