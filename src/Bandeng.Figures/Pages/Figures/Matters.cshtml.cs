using Bandeng.Figures.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>The very matters that a number counts.</summary>
[Access(Permission.ReadFigures)]
internal sealed class MattersModel(
    FigureAddress address, IAreas areas, ListCounted list, CountFigure count, FigureNames names)
    : FigurePage(address, areas)
{
    public IReadOnlyList<CountedMatter> Rows { get; private set; } = [];

    public MatterWords Words { get; private set; } = null!;

    public Counted Total { get; private set; } = Counted.Nothing;

    /// <summary>Where the next page goes on; null on the last.</summary>
    public ListPlace? Next { get; private set; }

    public long Number => Asked.Part switch
    {
        FigurePart.Numerator => Total.Numerator,
        FigurePart.Denominator => Total.Denominator,
        FigurePart.NumeratorBefore => Total.NumeratorBefore,
        _ => Total.DenominatorBefore,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await StopAsync(cancel) is { } stop)
        {
            return stop;
        }

        var rows = await list.RunAsync(Asked.Question, Asked.Part, Asked.After, ListCounted.Page + 1, cancel);
        Rows = [.. rows.Take(ListCounted.Page)];
        Next = rows.Count > ListCounted.Page ? new(Rows[^1].RaisedAt, Rows[^1].RowId) : null;
        Words = await names.OfMattersAsync(Rows, cancel);
        Total = await count.TotalAsync(Asked.Question, cancel);
        return Page();
    }
}
