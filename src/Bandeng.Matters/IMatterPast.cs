namespace Bandeng.Matters;

/// <summary>
/// What was done on a matter before somebody began to listen. It asks nothing of the acts, so that an
/// <see cref="IMatterListener"/> may ask it.
/// </summary>
public interface IMatterPast
{
    /// <summary>
    /// Every act on it as its listeners were told, oldest first, read from the trail; of a merged one its own acts,
    /// then those of the matter it is handled in. <see cref="MatterFact.By"/> names the person alone.
    /// </summary>
    Task<IReadOnlyList<MatterFact>> ActsAsync(Guid matterId, CancellationToken cancel);
}
