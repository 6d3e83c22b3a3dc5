using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>A table of counted numbers by body.</summary>
internal abstract class TablePage(FigureAddress address, IAreas areas, FigureTable table) : FigurePage(address, areas)
{
    public Crosstab Table { get; private set; } = null!;

    protected async Task<IActionResult> ShowAsync(
        IReadOnlyList<Figure> figures, PeriodKind kind, CancellationToken cancel)
    {
        if (await StopAsync(cancel, kind) is { } stop)
        {
            return stop;
        }

        Table = await table.CrossAsync(figures, Breakdown.Body, Asked.Period, Asked.Scope, cancel);
        return Page();
    }
}
