using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Programs;
using Bandeng.Organizations;
using Microsoft.Extensions.Configuration;

namespace Bandeng.Households.Objecting;

/// <summary>
/// How often one client and one telephone may object in an hour, and how often a client may try codes in a minute.
/// Whoever holds a post is known and not counted; neither is the machine itself: a proxy that does not say for whom it
/// asks must not shut out the whole town. Each node counts for itself, in memory.
/// </summary>
internal sealed class ObjectionKnocks(int? perClient, int? perSender) : IDisposable
{
    /// <summary>Objections of those not signed in, from one address.</summary>
    public const string ClientKey = "BANDENG_OBJECT_PER_CLIENT";

    /// <summary>Objections with one telephone, and of one person signed in.</summary>
    public const string SenderKey = "BANDENG_OBJECT_PER_PHONE";

    private const int UsualPerClient = 30;
    private const int UsualPerSender = 20;
    private const int TriesAMinute = 30;

    private static readonly Refusal TooOften = new(
        RefusalKind.TooOften, "objection.too-often",
        "Too much was sent this hour. Send it again in an hour, or call the community.");

    private readonly PartitionedRateLimiter<string>? _clients = Limiter(perClient, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string>? _senders = Limiter(perSender, TimeSpan.FromHours(1));
    private readonly PartitionedRateLimiter<string>? _tries = Limiter(TriesAMinute, TimeSpan.FromMinutes(1));

    /// <exception cref="MistakeException"><c>limits.setting</c>: neither a number above nought nor
    /// <c>off</c>.</exception>
    public static ObjectionKnocks Of(IConfiguration? settings) =>
        new(Read(settings, ClientKey, UsualPerClient), Read(settings, SenderKey, UsualPerSender));

    /// <summary>Counts somebody who objects; null when they may.</summary>
    /// <param name="phone">As typed; a number nobody can read is refused elsewhere.</param>
    public Refusal? WhyNot(Viewer viewer, IPAddress? client, string? phone)
    {
        if (viewer.HoldsOffice())
        {
            return null;
        }

        var number = PhoneNumber.Normalize(phone).TryGet(out var read, out _) ? read : null;
        return IsLet(_clients, viewer.IsSignedIn ? null : Pace.ClientOf(client))
            && IsLet(_senders, viewer.PersonId?.ToString() ?? number)
            ? null : TooOften;
    }

    /// <summary>Counts a try of a code; false when there were too many.</summary>
    public bool MayTry(IPAddress? client) => IsLet(_tries, Pace.ClientOf(client));

    public void Dispose()
    {
        _clients?.Dispose();
        _senders?.Dispose();
        _tries?.Dispose();
    }

    private static bool IsLet(PartitionedRateLimiter<string>? limiter, string? key)
    {
        if (limiter is null || key is null)
        {
            return true;
        }

        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string>? Limiter(int? most, TimeSpan window) => most is not { } permits ? null
        : PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));

    private static int? Read(IConfiguration? settings, string key, int usual) => settings?[key]?.Trim() switch
    {
        null or "" => usual,
        "off" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1_000_000 => number,
        _ => throw new MistakeException("limits.setting", $"{key} is a number from 1 to 1000000, or off."),
    };
}
