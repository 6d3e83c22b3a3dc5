using System.Globalization;
using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Households.Pages.Needs;

/// <summary>A list of care as an address and back.</summary>
internal static class NeedAddress
{
    public static readonly string[] Shows = ["due", "open", "ending", "ended"];

    public static NeedFilter Of(IQueryCollection query)
    {
        var show = (string?)query["show"];
        return new(
            Text(query["kind"]), Shows.Contains(show) ? show! : "open", Text(query["q"]),
            AreaCode.TryParse(query["area"], out var area) ? area : null, Text(query["after"]));
    }

    public static string Query(NeedFilter filter) => QueryString.Create(new Dictionary<string, string?>
    {
        ["show"] = filter.Show == "open" ? null : filter.Show,
        ["kind"] = filter.Kind,
        ["q"] = filter.Search,
        ["area"] = filter.Area?.ToString(),
        ["after"] = filter.After,
    }.Where(pair => pair.Value is not null)).ToString();

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
