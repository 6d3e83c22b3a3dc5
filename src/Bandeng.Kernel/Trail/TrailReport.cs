namespace Bandeng.Kernel.Trail;

/// <summary>What a verification of the trail looked at, up to the first fault.</summary>
/// <param name="Texts">Texts that events name, tombstones included.</param>
/// <param name="Fault">Null on an honest database.</param>
public sealed record TrailReport(
    long Events, long Chains, long Texts, IReadOnlyList<Tombstone> Tombstones, TrailFault? Fault);

/// <summary>A text that was erased by an act on the trail.</summary>
public sealed record Tombstone(Guid TextId, DateTimeOffset ErasedAt, string Ground);

/// <summary>The first record that does not hold.</summary>
/// <param name="Record">Which: <c>chain 110101001001000000, event 7</c>.</param>
public sealed record TrailFault(string Record, string What)
{
    public override string ToString() => $"{Record}: {What}";
}
