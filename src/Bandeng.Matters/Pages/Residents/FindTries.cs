using System.Net;
using System.Threading.RateLimiting;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>
/// How often one address may try codes: thirty times a minute, so that nobody walks through them all.
/// </summary>
internal sealed class FindTries : IDisposable
{
    private const int AMinute = 30;

    private readonly PartitionedRateLimiter<string> _tries = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = AMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Counts a try; false when there were too many.</summary>
    public bool MayTry(IPAddress? address)
    {
        using var lease = _tries.AttemptAcquire(address?.ToString() ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();
}
