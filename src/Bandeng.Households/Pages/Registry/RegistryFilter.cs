using Bandeng.Kernel;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Bandeng.Households.Pages.Registry;

/// <summary>The list of places as an address says it.</summary>
internal static class RegistryFilter
{
    /// <summary>Reads an address; what cannot be read narrows nothing.</summary>
    public static PlaceFilter Of(IQueryCollection query) => new(
        AreaCode.TryParse(query["area"], out var area) ? area : null,
        Enum.TryParse<PlaceKind>(query["kind"], true, out var kind) && Enum.IsDefined(kind) ? kind : null,
        Guid.TryParse(query["estate"], out var estate) ? estate : null,
        string.IsNullOrWhiteSpace(query["q"]) ? null : query["q"].ToString().Trim(),
        query["closed"] == "true",
        string.IsNullOrWhiteSpace(query["after"]) ? null : query["after"].ToString());

    /// <summary>The query string that leads here again; empty or beginning with a question mark.</summary>
    public static string ToQuery(this PlaceFilter filter)
    {
        var query = new QueryBuilder();
        Add(query, "area", filter.Area?.ToString());
        Add(query, "kind", filter.Kind?.ToString());
        Add(query, "estate", filter.Estate?.ToString());
        Add(query, "q", filter.Search);
        Add(query, "closed", filter.Closed ? "true" : null);
        Add(query, "after", filter.After);
        return query.ToString();
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
