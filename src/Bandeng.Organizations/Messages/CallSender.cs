using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;

namespace Bandeng.Organizations.Messages;

/// <summary>An address inside the house was asked for, which calls to other systems must not reach.</summary>
internal sealed class RefusedAddressException() : IOException("The address lies inside.");

/// <summary>
/// Calls other systems: a POST of JSON, signed. The address is looked up and judged at the moment of connecting, and
/// redirects are not followed, so that no name can lead inside.
/// </summary>
internal sealed class CallSender(CallSetting setting, TimeProvider clock) : IMessageSender, IOutsideCalls, IDisposable
{
    /// <summary>Time and HMAC-SHA256 over it and the body.</summary>
    public const string Signature = "Bandeng-Signature";

    private const int UrlMax = 500;

    private static readonly Refusal NoUrl = new(
        RefusalKind.Invalid, "hook.url", "An https address of another system, without name and password.");
    private static readonly Refusal IsInside = new(
        RefusalKind.Invalid, "hook.inside", "This address lies inside; calls go to other systems alone.");

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancel) =>
            await ConnectAsync(context.DnsEndPoint, setting.MayCallInside, cancel),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public async Task SendAsync(OutgoingMessage message, CancellationToken cancel)
    {
        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Recipient)
        {
            Content = new StringContent(message.Text, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(Signature, Sign(message.Secret ?? "", at, message.Text));
        request.Headers.Add("Bandeng-Delivery", message.Id.ToString());
        request.Headers.Add("Bandeng-Event", message.Kind);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
    }

    // utf8, GBK or nonsense: what cannot be named is read as UTF-8.
    private static async Task<string> TextAsync(HttpContent content, CancellationToken cancel)
    {
        var bytes = await content.ReadAsByteArrayAsync(cancel);
        try
        {
            return Encoding.GetEncoding(content.Headers.ContentType?.CharSet?.Trim('"') ?? "utf-8").GetString(bytes);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetString(bytes);
        }
    }

    public async Task<CallAnswer> PostAsync(OutsideCall call, CancellationToken cancel)
    {
        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Url)
        {
            Content = new StringContent(call.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(Signature, Sign(call.Secret, at, call.Body));
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            return new CallAnswer((int)answer.StatusCode, await TextAsync(answer.Content, cancel), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException
            || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new CallAnswer(
                0, "", failure is OperationCanceledException ? "no answer in time" : DeliveryError.Of(failure));
        }
    }

    public async Task<Refusal?> WhyNotAsync(string? address, CancellationToken cancel)
    {
        if (address is not { Length: <= UrlMax } || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0
            || (url.Scheme != Uri.UriSchemeHttps && !(setting.MayCallInside && url.Scheme == Uri.UriSchemeHttp)))
        {
            return NoUrl;
        }

        if (setting.MayCallInside)
        {
            return null;
        }

        try
        {
            // Judged once more at every call: a name may lead elsewhere tomorrow.
            var found = await Dns.GetHostAddressesAsync(url.IdnHost, cancel);
            return found.All(Outside.Is) ? null : IsInside;
        }
        catch (SocketException)
        {
            return NoUrl;
        }
    }

    /// <summary>
    /// <c>t=SECONDS,v1=HEX</c>: HMAC-SHA256 under the secret over the seconds, a full stop and the body.
    /// </summary>
    public static string Sign(string secret, long at, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{at}.{body}");
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
        return string.Create(CultureInfo.InvariantCulture, $"t={at},v1={Convert.ToHexStringLower(mac)}");
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Stream> ConnectAsync(DnsEndPoint wanted, bool mayCallInside, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(wanted.Host, cancel);
        IPAddress[] allowed = [.. found.Where(address => mayCallInside || Outside.Is(address))];
        if (allowed is [])
        {
            throw new RefusedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, wanted.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>
/// Whether calls may go to addresses inside the house; the setting <c>BANDENG_HOOKS_INSIDE</c> is <c>true</c>.
/// </summary>
internal sealed record CallSetting(bool MayCallInside)
{
    public const string Key = "BANDENG_HOOKS_INSIDE";
}
