using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bandeng.Kernel.CommandLine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Bandeng.Kernel.Programs;

/// <summary>
/// How many requests a minute a program makes: counted by its token, by its person, or by the network address that
/// asks. The loopback without any of them is not counted, for behind a proxy that says nothing it would be everybody.
/// Each node counts for itself, in memory, and a minute is all that it remembers.
/// </summary>
/// <param name="most">Null: as many as they like.</param>
public sealed class Pace(int? most, TimeProvider clock)
{
    /// <summary>The setting, as an environment variable too: a number, or <c>off</c>.</summary>
    public const string Key = "BANDENG_API_PER_MINUTE";

    private const int Usual = 1_200;
    private const int Seconds = 60;

    private Minute _minute = new(-1, []);

    private sealed record Minute(long Number, ConcurrentDictionary<string, int> Counts);

    /// <exception cref="MistakeException"><c>limits.setting</c>.</exception>
    public static Pace Of(IConfiguration? settings, TimeProvider clock) => new(settings?[Key]?.Trim() switch
    {
        null or "" => Usual,
        "off" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= 1_000_000 => number,
        _ => throw new MistakeException("limits.setting", $"{Key} is a number from 1 to 1000000, or off."),
    }, clock);

    /// <summary>Counts a request and says so in its headers; false above the limit.</summary>
    /// <param name="key">Whose it is; null for nobody's, which is not counted.</param>
    public bool Count(HttpResponse response, string? key)
    {
        if (most is not { } limit || key is null)
        {
            return true;
        }

        // By how long the machine runs: a clock that is set must not make a minute last an hour.
        var now = (long)clock.GetElapsedTime(0).TotalSeconds;
        var minute = _minute;
        if (minute.Number != now / Seconds)
        {
            _minute = minute = new(now / Seconds, []);
        }

        var count = minute.Counts.AddOrUpdate(key, 1, (_, before) => before + 1);
        Say(response, limit, Math.Max(0, limit - count), Seconds - (now % Seconds));
        return count <= limit;
    }

    /// <summary>The part of an address that one client has; null for the machine itself.</summary>
    public static string? ClientOf(IPAddress? client)
    {
        var address = client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client;
        return address is null || IPAddress.IsLoopback(address) ? null
            // A household has a whole /64 of IPv6.
            : address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(
                address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static void Say(HttpResponse response, int limit, int left, long seconds)
    {
        var headers = response.Headers;
        headers["RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = seconds.ToString(CultureInfo.InvariantCulture);
        if (left == 0)
        {
            response.OnStarting(() =>
            {
                if (response.StatusCode == StatusCodes.Status429TooManyRequests && headers.RetryAfter.Count == 0)
                {
                    headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                }

                return Task.CompletedTask;
            });
        }
    }
}
