namespace Bandeng.Matters.Tests.Residents;

/// <summary>Keeps cookies by name whatever their date: the site's clock is another than the machine's.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> _cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        lock (_cookies)
        {
            if (_cookies.Count > 0)
            {
                request.Headers.Add(
                    "Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }
        }

        var answer = await base.SendAsync(request, cancel);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            Keep(set);
        }

        return answer;
    }

    private void Keep(IEnumerable<string> set)
    {
        lock (_cookies)
        {
            foreach (var pair in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
            {
                _cookies[pair[0]] = pair[1];
            }
        }
    }
}
