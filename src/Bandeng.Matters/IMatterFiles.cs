namespace Bandeng.Matters;

/// <summary>What was handed back with matters, for platforms that gave them.</summary>
public interface IMatterFiles
{
    /// <summary>
    /// Pictures before and after the work, and papers, oldest first. Of a merged matter those of the one that leads; of
    /// what a raiser sent and of proofs inside the office none.
    /// </summary>
    Task<IReadOnlyList<HandedBackFile>> HandedBackAsync(IReadOnlyCollection<Guid> matters, CancellationToken cancel);

    /// <summary>Its bytes; null when they are gone.</summary>
    Stream? Open(HandedBackFile file);
}

/// <summary>A file that was handed back.</summary>
/// <param name="MatterId">The matter that was asked for.</param>
public sealed record HandedBackFile(Guid Id, Guid MatterId, string Name, string MediaType, DateTimeOffset AddedAt);
