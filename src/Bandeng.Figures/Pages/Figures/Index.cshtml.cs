using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>A count of what is open now.</summary>
internal sealed record Late(Figure Figure, Counted Counted);

/// <summary>
/// Five figures with their denominators, what will be late, all the others, and one of them taken apart and on the map.
/// </summary>
[Access(Permission.ReadFigures)]
internal sealed class IndexModel(
    FigureAddress address, IAreas areas, FigureTable table, FigureNames names, FigureWords words)
    : FigurePage(address, areas)
{
    public IReadOnlyList<Compared> Top { get; private set; } = [];

    public IReadOnlyList<Compared> Others { get; private set; } = [];

    /// <summary>What is overdue now, and what will be today and tomorrow.</summary>
    public IReadOnlyList<Late> Late { get; private set; } = [];

    public Crosstab Apart { get; private set; } = null!;

    /// <summary>The shades of the map, for a figure taken apart by area.</summary>
    public MapSteps Steps { get; private set; } = null!;

    /// <summary>What the address narrows to, by name, and the address without it.</summary>
    public IReadOnlyList<(string Name, FigureScope Without)> Narrowed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await StopAsync(cancel) is { } stop)
        {
            return stop;
        }

        var all = await table.CompareAsync(FigureBook.Reported, Asked.Period, Asked.Scope, cancel);
        Top = [.. FigureBook.Top.Select(figure => all.Single(compared => compared.Figure == figure))];
        Others = [.. all.Where(compared => !FigureBook.Top.Contains(compared.Figure))];
        var open = await table.TotalsAsync(TableFigures.Tomorrow, Asked.Period, Asked.Scope, cancel);
        Late = [.. TableFigures.Tomorrow.Select(figure => new Late(figure, open[figure]))];
        Apart = await table.CrossAsync([Asked.Figure], Asked.By, Asked.Period, Asked.Scope, cancel);
        Steps = new(
            Asked.Figure,
            [.. Apart.Rows.Where(row => !Asked.Scope.To(Asked.By, row.Key).Own).Select(row => row.Cell(Asked.Figure))],
            cell => words.Value(Asked.Figure, cell));
        Narrowed = await NarrowedAsync(cancel);
        return Page();
    }

    private async Task<IReadOnlyList<(string Name, FigureScope Without)>> NarrowedAsync(CancellationToken cancel)
    {
        var scope = Asked.Scope;
        List<(string, FigureScope)> narrowed = [];
        async Task AddAsync(Breakdown by, string? key, FigureScope without)
        {
            if (key is not null)
            {
                narrowed.Add(((await names.OfKeysAsync(by, scope, [key], cancel))[key], without));
            }
        }

        await AddAsync(Breakdown.Body, scope.Body?.ToLowerInvariant(), scope with { Body = null });
        await AddAsync(Breakdown.Category, scope.Category, scope with { Category = null });
        return narrowed;
    }
}
