using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Bandeng.Exchange.Tests;

/// <summary>
/// A small platform on a port of its own: it takes pushed answers and counts them as platforms do, by the id of the
/// delivery. Whatever it is told to do wrong next, it does.
/// </summary>
internal sealed class StandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Fault> _faults = [];

    public StandIn()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/answers/";
        free.Stop();
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What it has on its books: by delivery, each once.</summary>
    public ConcurrentDictionary<string, JsonElement> Books { get; } = [];

    /// <summary>Every call, the doubled and the broken ones too.</summary>
    public ConcurrentBag<(string Delivery, string Key, string Signature)> Calls { get; } = [];

    /// <summary>Numbers that it does not know.</summary>
    public HashSet<string> Refuses { get; } = [];

    public void Next(params Fault[] faults) => Array.ForEach(faults, _faults.Enqueue);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var reader = new StreamReader(request.InputStream);
        using var body = JsonDocument.Parse(await reader.ReadToEndAsync());
        var delivery = request.Headers["Bandeng-Delivery"]!;
        Calls.Add((delivery, request.Headers["x-api-key"] ?? "", request.Headers["Bandeng-Signature"] ?? ""));
        var fault = _faults.TryDequeue(out var next) ? next : Fault.None;
        if (fault is Fault.Broken)
        {
            response.StatusCode = 500;
            response.Close();
            return;
        }

        if (fault is Fault.Page)
        {
            Say(response, "<!DOCTYPE html><html><body>请登录</body></html>");
            return;
        }

        if (fault is Fault.Never)
        {
            await Task.Delay(2_000);
            response.Abort();
            return;
        }

        if (Refuses.Contains(body.RootElement.GetProperty("workordercode").GetString()!))
        {
            Say(response, """{"success": false, "code": "E404", "message": "没有这个工单"}""");
            return;
        }

        Books.TryAdd(delivery, body.RootElement.Clone());
        if (fault is Fault.LosesTheAnswer)
        {
            response.Abort();
            return;
        }

        Say(response, """{"success": true, "code": "0", "message": "ok"}""");
    }

    private static void Say(HttpListenerResponse response, string text)
    {
        // What several platforms call UTF-8.
        response.ContentType = "application/json; charset=utf8";
        response.OutputStream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        response.Close();
    }
}

/// <summary>What the stand-in does wrong.</summary>
internal enum Fault
{
    None,

    /// <summary>500.</summary>
    Broken,

    /// <summary>200, and the page of a gateway.</summary>
    Page,

    /// <summary>Does not answer.</summary>
    Never,

    /// <summary>Takes it, and the line breaks before it says so.</summary>
    LosesTheAnswer,
}
