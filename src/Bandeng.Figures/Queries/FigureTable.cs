using Bandeng.Figures.Definitions;

namespace Bandeng.Figures.Queries;

/// <summary>A figure against the period before and the year before.</summary>
internal sealed record Compared(Figure Figure, Counted Now, Counted Before, Counted YearBefore);

/// <summary>Groups as rows, figures as columns.</summary>
internal sealed record Crosstab(
    IReadOnlyList<Figure> Figures, IReadOnlyList<CrosstabRow> Rows, IReadOnlyDictionary<string, Counted> Totals);

/// <summary>One group.</summary>
/// <param name="Cells">By figure; a figure that counts nothing here has none.</param>
internal sealed record CrosstabRow(string Key, string Name, IReadOnlyDictionary<string, Counted> Cells)
{
    public Counted Cell(Figure figure) => Cells.GetValueOrDefault(figure.Code, Counted.Nothing);
}

/// <summary>Several figures at once, for a page.</summary>
internal sealed class FigureTable(CountFigure count, FigureNames names, TimeProvider clock)
{
    public async Task<IReadOnlyList<Compared>> CompareAsync(
        IEnumerable<Figure> figures, Period period, FigureScope scope, CancellationToken cancel)
    {
        Figure[] all = [.. figures];
        Task<IReadOnlyDictionary<Figure, Counted>> In(Period when) =>
            count.TotalsAsync(all, when, scope, clock.GetUtcNow(), cancel);
        var (now, before, yearBefore) = (await In(period), await In(period.Before()), await In(period.YearBefore()));
        return [.. all.Select(figure => new Compared(figure, now[figure], before[figure], yearBefore[figure]))];
    }

    public Task<IReadOnlyDictionary<Figure, Counted>> TotalsAsync(
        IReadOnlyCollection<Figure> figures, Period period, FigureScope scope, CancellationToken cancel) =>
        count.TotalsAsync(figures, period, scope, clock.GetUtcNow(), cancel);

    public async Task<Crosstab> CrossAsync(
        IReadOnlyList<Figure> figures, Breakdown by, Period period, FigureScope scope, CancellationToken cancel)
    {
        var cells = new Dictionary<string, Dictionary<string, Counted>>();
        var totals = new Dictionary<string, Counted>();
        foreach (var figure in figures)
        {
            var question = new FigureQuestion(figure, period, scope, clock.GetUtcNow());
            totals[figure.Code] = await count.TotalAsync(question, cancel);
            foreach (var counted in by is Breakdown.None ? [] : await count.RunAsync(question, by, cancel))
            {
                cells.TryAdd(counted.Key, []);
                cells[counted.Key][figure.Code] = counted;
            }
        }

        var named = await names.OfKeysAsync(by, scope, cells.Keys, cancel);
        var rows = cells.Select(group => new CrosstabRow(group.Key, named[group.Key], group.Value))
            .OrderByDescending(row => row.Cell(figures[0]).Denominator).ThenBy(row => row.Key, StringComparer.Ordinal);
        return new(figures, [.. rows], totals);
    }
}
