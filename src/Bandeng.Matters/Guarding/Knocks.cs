using System.Net;
using System.Threading.RateLimiting;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Organizations;

namespace Bandeng.Matters.Guarding;

/// <summary>
/// How often one client and one telephone may raise, join and upload in an hour. Whoever holds a post is known and not
/// counted; neither is the machine itself: a proxy that does not say for whom it asks must not shut out the whole town.
/// Each node counts for itself, in memory.
/// </summary>
internal sealed class Knocks(KnockLimits limits) : IDisposable
{
    private static readonly Refusal ByClient = new(RefusalKind.TooOften, "raise.too-often.client",
        "Too much was sent from your network without signing in this hour. Sign in by a code to your telephone and send it "
        + "again, or call the community.");

    private static readonly Refusal ByPhone = new(RefusalKind.TooOften, "raise.too-often.phone",
        "Too much was sent with this telephone number this hour. Send it again in an hour, or call the community.");

    private static readonly Refusal Uploads = new(RefusalKind.TooOften, "file.too-often",
        "Too many files were sent from your network this hour. Send the words now and the files in an hour.");

    private readonly PartitionedRateLimiter<string>? _clients = Limiter(limits.PerClient);
    private readonly PartitionedRateLimiter<string>? _phones = Limiter(limits.PerPhone);
    private readonly PartitionedRateLimiter<string>? _files = Limiter(limits.FilesPerClient);
    private readonly PartitionedRateLimiter<string>? _kilobytes = Limiter(limits.MegabytesPerClient * 1024);

    /// <summary>Counts somebody who raises or joins; null when they may.</summary>
    /// <param name="phone">As typed; a number nobody can read is refused elsewhere.</param>
    public Refusal? WhyNotRaise(Viewer viewer, IPAddress? client, string? phone)
    {
        if (viewer.HoldsOffice())
        {
            return null;
        }

        var number = Organizations.PhoneNumber.Normalize(phone).TryGet(out var read, out _) ? read : null;
        return !IsLet(_clients, viewer.IsSignedIn ? null : KeyOf(client)) ? ByClient
            : !IsLet(_phones, viewer.PersonId?.ToString() ?? number) ? ByPhone
            : null;
    }

    /// <summary>Counts a file that is sent; null when it may come.</summary>
    public Refusal? WhyNotUpload(Viewer viewer, IPAddress? client, long bytes)
    {
        var key = viewer.HoldsOffice() ? null : viewer.PersonId?.ToString() ?? KeyOf(client);
        return IsLet(_files, key) && IsLet(_kilobytes, key, Math.Min(bytes, Largest) / 1024) ? null : Uploads;
    }

    public void Dispose()
    {
        _clients?.Dispose();
        _phones?.Dispose();
        _files?.Dispose();
        _kilobytes?.Dispose();
    }

    // What is larger is refused for its size; a limiter throws when it is asked for more than it ever gives.
    private long Largest => (limits.MegabytesPerClient ?? 0) * 1024L * 1024;

    private static bool IsLet(PartitionedRateLimiter<string>? limiter, string? key, long permits = 1)
    {
        if (limiter is null || key is null)
        {
            return true;
        }

        using var lease = limiter.AttemptAcquire(key, (int)permits);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string>? Limiter(int? anHour) => anHour is not { } most ? null
        : PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromHours(1) }));

    private static string? KeyOf(IPAddress? client) => Pace.ClientOf(client);
}
