using System.Text.RegularExpressions;

namespace Bandeng.Organizations.Tests;

/// <summary>Our June is past for the clock of the machine, which would throw every lasting cookie away.</summary>
internal sealed partial class WithoutDates : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            var undated = cookies.Select(cookie => Date().Replace(cookie, "")).ToList();
            answer.Headers.Remove("Set-Cookie");
            answer.Headers.Add("Set-Cookie", undated);
        }

        return answer;
    }

    [GeneratedRegex("; *expires=[^;]*", RegexOptions.IgnoreCase)]
    private static partial Regex Date();
}
