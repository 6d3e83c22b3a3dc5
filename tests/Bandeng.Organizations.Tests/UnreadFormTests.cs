using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel.Html;
using Bandeng.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Whatever page has a form with a day or a number: what cannot be read is said at its field, what was typed stays, and
/// nothing is done.
/// </summary>
public sealed partial class UnreadFormTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly string[] Walkers =
        ["admin", "clerk", "town", "district", "gridworker", "buildinghead", "careleader", "bodyhead", "resident"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_read_is_said_at_its_field_on_every_page()
    {
        HashSet<string> asked = [];
        List<string> wrong = [];
        foreach (var who in Walkers)
        {
            var visitor = await site.VisitorAsync(who);
            foreach (var address in await AddressesAsync())
            {
                using var answer = await visitor.GetAsync(address, Cancel);
                if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html")
                {
                    continue;
                }

                foreach (var form in Form.In(await answer.Content.ReadAsStringAsync(Cancel)))
                {
                    foreach (var field in form.Days.Concat(form.Numbers))
                    {
                        if (asked.Add($"{address.Split('?')[0]} {form.Action} {field}")
                            && await FaultAsync(visitor, address, form, field) is { } fault)
                        {
                            wrong.Add($"{address} {form.Action} {field} for {who}: {fault}");
                        }
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Contains(asked, one => one.Contains("/admin/posts/new", StringComparison.Ordinal));
    }

    private static async Task<string?> FaultAsync(HttpClient visitor, string address, Form form, string field)
    {
        var typed = form.Days.Contains(field) ? "0027-01-01" : "twelve";
        var sent = form.Fields.Where(one => one.Key != field).Append(new(field, typed));
        using var content = new FormUrlEncodedContent(sent);
        using var answer = await visitor.PostAsync(form.Action ?? address, content, Cancel);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return $"{(int)answer.StatusCode} {answer.Headers.Location}";
        }

        var page = await answer.Content.ReadAsStringAsync(Cancel);
        return !WebUtility.HtmlDecode(page).Contains($"\"{typed}\" cannot be read", StringComparison.Ordinal)
            // A page that takes it as words says so in its own.
            ? page.Contains("role=\"alert\"", StringComparison.Ordinal) ? null : "says nothing"
            : !Regex.IsMatch(page, $"<p[^>]*id=\"unread-[^\"]*\"[^>]*>[^<]*{typed}[^<]*</p><input[^>]*value=\"{typed}\"") ? "not at its field"
            : null;
    }

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        List<string> addresses = [];
        var loader = site.Services.GetRequiredService<PageLoader>();
        foreach (var route in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<PageActionDescriptor>() is not { } page
                || typeof(IReadsUnread).IsAssignableFrom((await loader.LoadAsync(page, route.Metadata)).ModelTypeInfo))
            {
                continue;
            }

            var path = (route.RoutePattern.RawText ?? "").TrimStart('/');
            if (RouteSamples.All.TryGetValue(path, out var sample))
            {
                await using var scope = site.Services.CreateAsyncScope();
                addresses.Add(await sample.Inside(scope.ServiceProvider));
            }
            else if (!path.Contains('{', StringComparison.Ordinal))
            {
                addresses.Add("/" + path);
            }
        }

        return addresses;
    }

    /// <summary>A form of a page that sends something, as a browser would send it untouched.</summary>
    private sealed partial record Form(
        string? Action, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string> Days,
        IReadOnlyList<string> Numbers)
    {
        public static IEnumerable<Form> In(string page)
        {
            foreach (var form in Whole().Matches(page).Where(one => Of(one.Groups[1].Value, "method") == "post"))
            {
                List<KeyValuePair<string, string>> fields = [];
                List<string> days = [], numbers = [];
                foreach (var tag in Inputs().Matches(form.Groups[2].Value).Select(one => one.Value))
                {
                    if (Of(tag, "name") is not { } name)
                    {
                        continue;
                    }

                    var type = Of(tag, "type");
                    (type switch { "date" or "datetime-local" => days, "number" => numbers, _ => [] }).Add(name);
                    if (type is not ("checkbox" or "radio") || tag.Contains("checked", StringComparison.Ordinal))
                    {
                        fields.Add(new(name, Of(tag, "value") ?? ""));
                    }
                }

                yield return new(Of(form.Groups[1].Value, "action"), fields, days, numbers);
            }
        }

        private static string? Of(string tag, string attribute) =>
            Regex.Match(tag, $"\\s{attribute}=\"([^\"]*)\"") is { Success: true } found
                ? WebUtility.HtmlDecode(found.Groups[1].Value)
                : null;

        [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
        private static partial Regex Whole();

        [GeneratedRegex("<input[^>]*>")]
        private static partial Regex Inputs();
    }
}
