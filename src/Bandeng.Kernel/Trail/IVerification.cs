namespace Bandeng.Kernel.Trail;

/// <summary>What a module has recounted by <c>./bandeng verify</c>: a roll-up, a ledger.</summary>
public interface IVerification
{
    /// <summary>Short and dotted: <c>matters.rollup</c>.</summary>
    string Name { get; }

    /// <summary>The first broken record in words, or null when everything holds. Changes nothing.</summary>
    Task<string?> FirstFaultAsync(CancellationToken cancel);
}
