using System.Globalization;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>Which requests somebody asks for: never more than 90 days, never more than 1,000 at once.</summary>
internal sealed record ReportQuestion(DateTimeOffset From, DateTimeOffset To)
{
    public const int PageMax = 1000;

    private const int Days = 90;

    /// <summary>One end of the time, or that nothing was said of it.</summary>
    private sealed record Bound(DateTimeOffset? At);

    private sealed record Names(int Given, IReadOnlyList<Guid> Known);

    /// <summary>Named one by one: then nothing else counts. Null where none is named.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>Service codes; empty for all.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Null for both.</summary>
    public bool? IsOpen { get; init; }

    public int PageSize { get; init; } = PageMax;

    public long Skip { get; init; }

    public static Result<ReportQuestion> Of(IQueryCollection query, DateTimeOffset now)
    {
        // PostgreSQL takes no NUL, and nothing here is called so.
        if (query.Any(field => field.Value.ToString().Contains('\0', StringComparison.Ordinal)))
        {
            return Wrong("query", "a NUL character means nothing here");
        }

        if (!Named(query).TryGet(out var ids, out var refusal))
        {
            return refusal;
        }

        if (ids.Given > 0)
        {
            return new ReportQuestion(DateTimeOffset.UnixEpoch, now) { Ids = ids.Known };
        }

        if (!Window(query, now).TryGet(out var window, out refusal)
            || !States(query).TryGet(out var states, out refusal)
            || !Number(query, "page", 1).TryGet(out var page, out refusal)
            || !Number(query, "page_size", PageMax).TryGet(out var asked, out refusal))
        {
            return refusal;
        }

        var size = Math.Min(asked, PageMax);
        return window with
        {
            Codes = Listed(query, "service_code"),
            IsOpen = states is [var one] ? one == "open" : null,
            PageSize = size,
            Skip = (page - 1L) * size,
        };
    }

    private static string[] Listed(IQueryCollection query, string field) =>
        query[field].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // An id that nobody here gave is one that is not found, whatever it looks like.
    private static Result<Names> Named(IQueryCollection query)
    {
        var given = Listed(query, "service_request_id");
        return given.Length > PageMax
            ? Wrong("service_request_id", $"at most {PageMax} ids, with commas between")
            : new Names(
                given.Length,
                [.. given.Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
                    .Where(id => id != Guid.Empty).Distinct()]);
    }

    // Of a longer time it holds the last 90 days; with a beginning alone, the first. Who asks from a moment that is yet
    // to come, as a clock that is a little fast does, finds nothing.
    private static Result<ReportQuestion> Window(IQueryCollection query, DateTimeOffset now)
    {
        if (!Moment(query, "start_date", false).TryGet(out var start, out var refusal)
            || !Moment(query, "end_date", true).TryGet(out var end, out refusal))
        {
            return refusal;
        }

        var (first, last) = (start.At, end.At);
        var to = last ?? (first > now ? first.Value : first?.AddDays(Days) < now ? first.Value.AddDays(Days) : now);
        var from = first > to.AddDays(-Days) ? first.Value : to.AddDays(-Days);
        return from > to ? Wrong("start_date", "not behind end_date") : new ReportQuestion(from, to);
    }

    private static Result<Bound> Moment(IQueryCollection query, string field, bool isEnd) =>
        query[field].ToString() is not { Length: > 0 } text ? new Bound(null)
        : GeoInstant.Read(text, isEnd) is { } at ? new Bound(at)
        : Wrong(field, "a day or an instant such as 2026-06-01T08:00:00+08:00");

    private static Result<string[]> States(IQueryCollection query)
    {
        var states = Listed(query, "status").Select(text => text.ToLowerInvariant()).Distinct().ToArray();
        return Array.TrueForAll(states, text => text is "open" or "closed")
            ? states
            : Wrong("status", "open, closed, or both with a comma");
    }

    private static Result<int> Number(IQueryCollection query, string field, int otherwise)
    {
        var text = query[field].ToString();
        return text.Length == 0 ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 ? number
            : Wrong(field, "a whole number from 1");
    }

    private static Refusal Wrong(string field, string wanted) =>
        new(RefusalKind.Invalid, "open311.query", $"{field}: {wanted}.") { Details = [field] };
}
