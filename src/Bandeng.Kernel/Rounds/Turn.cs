namespace Bandeng.Kernel.Rounds;

/// <summary>
/// Whose turn it is to do what only one node may do at a time. A turn ends by itself: when the node that has it is
/// gone, another takes over.
/// </summary>
public sealed class Turn(BandengDb db, TimeProvider clock)
{
    private static readonly string Node = Guid.CreateVersion7().ToString();

    // A turn that ends impossibly late was written by a clock that has been set back since.
    private const string Take =
        """
        insert into turns (job, holder, until) values (@job, @holder, @until)
        on conflict (job) do update set holder = excluded.holder, until = excluded.until
        where turns.until <= @now or turns.until > @until or turns.holder = excluded.holder
        """;

    /// <summary>Takes the turn, or keeps it.</summary>
    /// <param name="job">Short and dotted: <c>matters.clocks</c>.</param>
    /// <param name="holds">How long it lasts without being taken again; longer than the job takes.</param>
    /// <param name="holder">Who asks; this process when left out.</param>
    /// <returns>False: another node has it.</returns>
    public async Task<bool> TakeAsync(string job, TimeSpan holds, CancellationToken cancel, string? holder = null)
    {
        var now = clock.GetUtcNow();
        return await db.ExecuteAsync(
            Take,
            new
            {
                job,
                holder = holder ?? Node,
                now = now.ToUnixTimeMilliseconds(),
                until = (now + holds).ToUnixTimeMilliseconds(),
            },
            cancel) == 1;
    }
}
