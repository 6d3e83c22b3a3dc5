using System.Data;
using Bandeng.Figures.Definitions;
using Bandeng.Figures.Frozen;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Figures.UseCases;

/// <summary>
/// 冻结: keeps every figure of a month that is over, as it is reported today, with a line on the trail.
/// </summary>
internal sealed class FreezeMonth(BandengDb db, CountFigure count, ScopeOfViewer scopes, TimeProvider clock)
{
    internal const string Action = "figures.Freeze";

    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "figures.month", "A month is written as 2026-06.");
    private static readonly Refusal NotOver = new(
        RefusalKind.Conflict, "figures.month-open", "This month is not over yet.");
    private static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "figures.not-yours", "Your post does not allow this here.");
    private static readonly Refusal Already = new(
        RefusalKind.Conflict, "figures.frozen", "This month is frozen already.");

    /// <summary>
    /// Freezes once: <c>figures.month</c>, <c>figures.month-open</c>, <c>figures.not-yours</c>, <c>figures.frozen</c>.
    /// </summary>
    public async Task<Result<FrozenMonth>> RunAsync(
        AreaCode area, string month, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (Period.Parse(month) is not { Kind: PeriodKind.Month } period)
        {
            return Unreadable;
        }

        if (viewer.PostFor(Permission.RuleOnReturns, area) is not { } post)
        {
            return NotYours;
        }

        if (period.To > now)
        {
            return NotOver;
        }

        return await db.Set<FrozenMonth>().AnyAsync(f => f.AreaCode == area && f.Month == month, cancel)
            ? Already
            : await KeepAsync(area, period, viewer with { ActingPost = post }, now, cancel);
    }

    private async Task<Result<FrozenMonth>> KeepAsync(
        AreaCode area, Period period, Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        var scope = await scopes.ReadAsync(new(area.ToString()), viewer, cancel);
        if (!scope.TryGet(out var whole, out var refusal))
        {
            return refusal;
        }

        var frozen = new FrozenMonth
        {
            Id = Guid.CreateVersion7(now),
            Month = period.ToString(),
            AreaCode = area,
            FrozenAt = now,
            FrozenBy = viewer.PersonId ?? Guid.Empty,
        };

        var figures = await CountAsync(frozen.Id, period, whole, now, cancel);
        db.Add(frozen);
        db.AddRange(figures);
        db.Record(new TrailEntry("figures", frozen.Id, area, Action, viewer, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["month"] = frozen.Month,
                ["figures"] = figures.ToDictionary(figure => figure.Figure, figure => figure.OnTrail),
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? frozen : Already;
    }

    private async Task<List<FrozenFigure>> CountAsync(
        Guid monthId, Period period, FigureScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        // One moment for all: nobody acts between the first count and the last.
        await using var still = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        List<FrozenFigure> figures = [];
        foreach (var figure in FigureBook.Reported)
        {
            var counted = await count.TotalAsync(new(figure, period, scope, now), cancel);
            figures.Add(new()
            {
                MonthId = monthId,
                Figure = figure.Code,
                FigureVersion = figure.Version,
                Denominator = counted.Denominator,
                Numerator = counted.Numerator,
                DenominatorBefore = counted.DenominatorBefore,
                NumeratorBefore = counted.NumeratorBefore,
                Duration = counted.Took < 0 ? null : counted.Took,
            });
        }

        return figures;
    }
}
