using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>
/// Calls to other systems on behalf of another module: signed like a hook, without redirects, and never to an address
/// inside the house, whatever its name leads to at that moment.
/// </summary>
public interface IOutsideCalls
{
    /// <summary>Sends JSON and waits ten seconds for the answer. What goes wrong on the way is an answer too.</summary>
    Task<CallAnswer> PostAsync(OutsideCall call, CancellationToken cancel);

    /// <summary>Why an address cannot be called (<c>hook.url</c>, <c>hook.inside</c>), or null.</summary>
    Task<Refusal?> WhyNotAsync(string? address, CancellationToken cancel);
}

/// <summary>One call.</summary>
/// <param name="Secret">What it is signed with: <c>Bandeng-Signature</c>, docs/hooks.md.</param>
public sealed record OutsideCall(string Url, string Body, string Secret, IReadOnlyDictionary<string, string> Headers);

/// <summary>What came back.</summary>
/// <param name="Status">0: nothing came back.</param>
/// <param name="Error">What went wrong, without address or content; null when something came back.</param>
public sealed record CallAnswer(int Status, string Body, string? Error)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
