using System.Net;
using System.Text.RegularExpressions;

namespace Bandeng.Matters.Tests.Residents;

/// <summary>
/// A resident's phone without script: fetches a page, fills its form in, sends it, follows where it leads.
/// </summary>
internal sealed partial class Phone(HttpClient browser)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What is on the screen.</summary>
    public string Screen { get; private set; } = "";

    /// <summary>Its address.</summary>
    public string Address { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    public Task OpenAsync(string address) => ShowAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the form on the screen.</summary>
    public async Task SendAsync(
        Dictionary<string, string> fields, (string Field, string Name, byte[] Bytes)[]? files = null, string? to = null)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Hidden().Where(field => !fields.ContainsKey(field.Name)))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (field, name, bytes) in files ?? [])
        {
            form.Add(new ByteArrayContent(bytes), field, name);
        }

        await ShowAsync(new HttpRequestMessage(HttpMethod.Post, to ?? Address) { Content = form });
    }

    /// <summary>All three steps; stops where it is refused.</summary>
    public async Task RaiseAsync(
        Dictionary<string, string> fields, (string Field, string Name, byte[] Bytes)[]? files = null)
    {
        await OpenAsync("/raise");
        await SendAsync(new(fields) { ["Do"] = "next" }, files);
        if (Address == "/raise/where")
        {
            await SendAsync(new(fields) { ["Do"] = "next" });
        }

        if (Address == "/raise/send")
        {
            await SendAsync(new(fields) { ["Do"] = "send" });
        }
    }

    /// <summary>The enquiry code on the screen.</summary>
    public string Code() => CodePattern().Match(Screen).Value;

    /// <summary>The secret link on the screen, without the host.</summary>
    public string? Link() => LinkPattern().Match(Screen) is { Success: true } found ? found.Groups[1].Value : null;

    private IEnumerable<(string Name, string Value)> Hidden() => HiddenPattern().Matches(Screen)
        .Select(field =>
            (WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(
                ValuePattern().Match(field.Value).Groups[1].Value)));

    private async Task ShowAsync(HttpRequestMessage request)
    {
        using var answer = await browser.SendAsync(request, Cancel);
        if (answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found)
        {
            await OpenAsync(answer.Headers.Location!.OriginalString);
            return;
        }

        (Status, Address) = (answer.StatusCode, request.RequestUri!.AbsolutePath);
        Screen = await answer.Content.ReadAsStringAsync(Cancel);
    }

    [GeneratedRegex("""<input type="hidden"[^>]*? name="([^"]+)"[^>]*>""")]
    private static partial Regex HiddenPattern();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValuePattern();

    // Not the middle of an id, which one time in a hundred is digits alone.
    [GeneratedRegex(@"(?<![\w-])[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}(?![\w-])")]
    private static partial Regex CodePattern();

    [GeneratedRegex("""http://localhost(/matters/[0-9a-f-]+\?s=[0-9a-f]+)""")]
    private static partial Regex LinkPattern();
}
