using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>What the address of a page asks for, limited to what the viewer's posts cover.</summary>
internal sealed record Asked(
    Figure Figure, FigurePart Part, Period Period, Breakdown By, FigureScope Scope, ListPlace? After,
    DateTimeOffset Now)
{
    public FigureQuestion Question => new(Figure, Period, Scope, Now);

    /// <summary>Whether the period still runs, so that its numbers grow.</summary>
    public bool IsRunning => Period.To > Now;
}

/// <summary>Reads addresses: what is missing has a default, what is not to be read is refused.</summary>
internal sealed class FigureAddress(ScopeOfViewer scopes, TimeProvider clock)
{
    private static readonly Refusal Unreadable = new(
        RefusalKind.NotFound, "figures.address", "There is no such figure or period.");

    /// <param name="kind">The period around today when the address names none.</param>
    public async Task<Result<Asked>> ReadAsync(
        IQueryCollection query, Viewer viewer, CancellationToken cancel, PeriodKind kind = PeriodKind.Month)
    {
        var now = clock.GetUtcNow();
        var figure = Given(query, "figure") is { } code ? FigureBook.Find(code) : FigureBook.Find("on-time-due");
        var period = PeriodText(query) is { } text ? Period.Parse(text) : Period.Around(kind, ChinaTime.DayOf(now));
        if (figure is null || period is null
            || !Choice(query, "part", FigurePart.Denominator, out var part)
            || !Choice(query, "by", Breakdown.Area, out var by))
        {
            return Unreadable;
        }

        var request = new ScopeRequest(
            Given(query, "area"), Given(query, "own") is "true", Given(query, "body"), Given(query, "category"),
            Given(query, "type"),
            Given(query, "channel"));
        var read = await scopes.ReadAsync(request, viewer, cancel);
        return read.TryGet(out var scope, out var refusal)
            ? new Asked(figure, part, period, by, scope, ListPlace.Parse(Given(query, "after")), now)
            : refusal;
    }

    private static string? PeriodText(IQueryCollection query) =>
        Given(query, "from") is { } from && Given(query, "to") is { } to ? $"{from}..{to}" : Given(query, "period");

    private static string? Given(IQueryCollection query, string name) =>
        query[name].ToString() is { Length: > 0 } text ? text : null;

    private static bool Choice<T>(IQueryCollection query, string name, T otherwise, out T choice)
        where T : struct, Enum
    {
        choice = otherwise;
        return Given(query, name) is not { } text
            || Enum.TryParse(text, ignoreCase: true, out choice) && Enum.IsDefined(choice);
    }
}
