using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Figures.Api;

/// <summary>A figure over HTTP, with the formula and everything needed to count it again.</summary>
/// <param name="AsOf">At which moment open matters were looked at.</param>
/// <param name="Opens">Where the very matters are listed.</param>
internal sealed record FigureAnswer(
    string Code, int Version, FigureUnit Unit, string Name, string Formula, string LeavesOut, string Period,
    string Area,
    DateTimeOffset AsOf, Breakdown By, IReadOnlyList<FigureGroup> Groups, string Opens);

/// <summary>One group of it.</summary>
/// <param name="Share">Between 0 and 1, or null.</param>
/// <param name="Milliseconds">For durations, or null.</param>
internal sealed record FigureGroup(
    string Key, string Name, long Numerator, long Denominator, double? Share, long NumeratorBefore,
    long DenominatorBefore,
    double? ShareBefore, long? Milliseconds);

/// <summary><c>GET /api/v1/figures</c>.</summary>
internal static class FigureRoutes
{
    private static readonly Refusal NoFigure = new(RefusalKind.NotFound, "figures.unknown", "There is no such figure.");
    private static readonly Refusal NoPeriod = new(
        RefusalKind.Invalid, "figures.period",
        "A period is 2026-06, 2026-W23, 2026-Q2, 2026 or 2026-06-01..2026-06-15.");

    private static readonly Refusal NoBreakdown = new(
        RefusalKind.Invalid, "request.unreadable", "'by' cannot be read.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/figures", ReadAsync).WithName("ReadFigures").RequirePermission(Permission.ReadFigures)
            .WithSummary("One figure, or without its code the five at the top: what was counted, by which formula, and where it opens.")
            .Produces<IReadOnlyList<FigureAnswer>>().Refuses(400, "figures.period", "figures.scope")
            .Refuses(404, "figures.unknown").Refuses(403, "figures.outside");

    /// <summary>Without a figure: the five at the top, undivided.</summary>
    private static async Task<IResult> ReadAsync(
        [AsParameters] FigureRequest request, Viewer viewer, ScopeOfViewer scopes, FigureTable table,
        TimeProvider clock, CancellationToken cancel)
    {
        // The framework takes any number for a word of the list.
        if (request.By is { } asked && !Enum.IsDefined(asked))
        {
            return NoBreakdown.ToProblem();
        }

        var now = clock.GetUtcNow();
        var period = request.Period is null
            ? Period.Around(PeriodKind.Month, ChinaTime.DayOf(now))
            : Period.Parse(request.Period);
        var figures = request.Figure is null ? FigureBook.Top : FigureBook.Find(request.Figure) is { } one ? [one] : [];
        if (figures is [] || period is null)
        {
            return (period is null ? NoPeriod : NoFigure).ToProblem();
        }

        var read = await scopes.ReadAsync(request.Scope, viewer, cancel);
        if (!read.TryGet(out var scope, out var refusal))
        {
            return refusal.ToProblem();
        }

        var by = request.By ?? Breakdown.None;
        var counted = await table.CrossAsync(figures, by, period, scope, cancel);
        return TypedResults.Ok(figures.Select(figure => Answer(figure, by, period, scope, now, counted)).ToList());
    }

    private static FigureAnswer Answer(
        Figure figure, Breakdown by, Period period, FigureScope scope, DateTimeOffset now, Crosstab counted) => new(
            figure.Code, figure.Version, figure.Unit, figure.Name.ToString(), figure.Formula.ToString(),
            figure.LeavesOut.ToString(),
            period.ToString(), scope.Area.ToString(), new FigureQuestion(figure, period, scope, now).By, by,
            by is Breakdown.None
                ? [Group("", "", counted.Totals[figure.Code])]
                : [.. counted.Rows.Where(row => row.Cells.ContainsKey(figure.Code))
                    .Select(row => Group(row.Key, row.Name, row.Cell(figure)))],
            FigureLinks.Matters(figure, FigurePart.Denominator, period, scope));

    private static FigureGroup Group(string key, string name, Counted counted) => new(
        key, name, counted.Numerator, counted.Denominator, counted.Share, counted.NumeratorBefore,
        counted.DenominatorBefore,
        counted.ShareBefore, counted.Took < 0 ? null : counted.Took);
}

/// <summary>What stands in the address.</summary>
internal sealed record FigureRequest(
    string? Figure, string? Period, Breakdown? By, string? Area, bool? Own, string? Body, string? Category,
    string? Type, string? Channel)
{
    public ScopeRequest Scope => new(Area, Own ?? false, Body, Category, Type, Channel);
}
