using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Organizations.Messages;

/// <summary>An address inside the house was asked for, which calls to other systems must not reach.</summary>
internal sealed class RefusedAddressException() : IOException("The address lies inside.");

/// <summary>
/// Calls other systems: a POST of JSON, signed. The address is looked up and judged at the moment of connecting, and
/// redirects are not followed, so that no name can lead inside.
/// </summary>
internal sealed class CallSender(CallSetting setting, TimeProvider clock) : IMessageSender, IDisposable
{
    /// <summary>Time and HMAC-SHA256 over it and the body.</summary>
    public const string Signature = "Bandeng-Signature";

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint, setting.MayCallInside, cancel),
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

    /// <summary><c>t=SECONDS,v1=HEX</c>: HMAC-SHA256 under the secret over the seconds, a full stop and the body.</summary>
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

/// <summary>Whether calls may go to addresses inside the house; the setting <c>BANDENG_HOOKS_INSIDE</c> is <c>true</c>.</summary>
internal sealed record CallSetting(bool MayCallInside)
{
    public const string Key = "BANDENG_HOOKS_INSIDE";
}
