using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>Something that other systems may be told of: what, where, how it stands. No words, no names.</summary>
/// <param name="Kind">As the trail names it: <c>matter.Dispatch</c>.</param>
/// <param name="Link">Where it is read on this site.</param>
public sealed record Happening(
    string Kind, Guid Id, AreaCode Area, string State, string? Category, string Link, DateTimeOffset At);

/// <summary>Tells other systems of what happens, in the transaction of the act.</summary>
public interface IHooks
{
    /// <summary>Puts a call into the outbox for every hook over the area that asked for this kind.</summary>
    Task TellAsync(Happening what, CancellationToken cancel);
}
