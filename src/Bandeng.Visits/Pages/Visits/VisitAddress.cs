using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Visits.Life;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>A list of visits as an address and back.</summary>
internal static class VisitAddress
{
    public static readonly string[] Promises = ["any", "open", "kept", "spot"];

    public static VisitFilter Of(IQueryCollection query) => new(
        Guid.TryParse(query["programme"], out var programme) ? programme : null,
        AreaCode.TryParse(query["area"], out var area) ? area : null,
        Enum.TryParse<VisitOutcome>(query["outcome"], out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
        Promises.Contains((string?)query["promise"]) ? (string?)query["promise"] : null,
        ChinaTime.ReadDay(query["from"]), ChinaTime.ReadDay(query["to"]), Text(query["question"]),
        Text(query["choice"]), Text(query["after"]));

    public static string Query(VisitFilter filter) => QueryString.Create(new Dictionary<string, string?>
    {
        ["programme"] = filter.Programme?.ToString(),
        ["area"] = filter.Area?.ToString(),
        ["outcome"] = filter.Outcome?.ToString(),
        ["promise"] = filter.Promise,
        ["from"] = Iso(filter.From),
        ["to"] = Iso(filter.To),
        ["question"] = filter.Question,
        ["choice"] = filter.Choice,
        ["after"] = filter.After,
    }.Where(pair => pair.Value is not null)).ToString();

    public static string Day(DateOnly? day) => Iso(day) ?? "—";

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
