using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Figures.Queries;

/// <summary>What was asked for in an address.</summary>
/// <param name="Area">Digits; null for the viewer's own.</param>
public sealed record ScopeRequest(
    string? Area, bool Own = false, string? Body = null, string? Category = null, string? Type = null,
    string? Channel = null);

/// <summary>Turns what was asked for into what the viewer's posts cover.</summary>
internal sealed class ScopeOfViewer(IAreas areas)
{
    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "figures.scope", "There is no such area or body.");
    private static readonly Refusal Outside = new(
        RefusalKind.Forbidden, "figures.outside", "This area lies outside your posts.");

    // Province, city, county, town, village, grid, building: how many codes one of them takes.
    private static readonly long[] Spans =
        [0, 10_000_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000, 1];

    /// <summary>The scope, or why not: <c>figures.scope</c>, <c>figures.outside</c>.</summary>
    public async Task<Result<FigureScope>> ReadAsync(ScopeRequest request, Viewer viewer, CancellationToken cancel)
    {
        var area = viewer.PostsWith(Permission.ReadFigures)
            .Select(post => post.Area).OrderBy(code => code.Level).FirstOrDefault();
        if (!string.IsNullOrEmpty(request.Area) && !AreaCode.TryParse(request.Area, out area)
            || request.Body is { Length: > 0 } and not FigureScope.None && !Guid.TryParse(request.Body, out _))
        {
            return Unreadable;
        }

        if (area == default || viewer.PostFor(Permission.ReadFigures, area) is null)
        {
            return Outside;
        }

        return new FigureScope(area, await SpanAsync(area, cancel), request.Own)
        {
            Body = Given(request.Body),
            Category = Given(request.Category),
            Type = Given(request.Type),
            Channel = Given(request.Channel),
        };
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    // The nearest level below that is in use: in Dongguan towns lie directly inside the city.
    private async Task<long> SpanAsync(AreaCode area, CancellationToken cancel)
    {
        var inside = await areas.ChildrenAsync(area, cancel);
        var level = inside.Count > 0 ? inside.Min(child => child.Code.Level) : area.Level + 1;
        return Spans[Math.Min((int)level, (int)AreaLevel.Building)];
    }
}
