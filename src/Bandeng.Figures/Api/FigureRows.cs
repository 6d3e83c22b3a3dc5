using System.Runtime.CompilerServices;
using Bandeng.Figures.Definitions;
using Bandeng.Figures.Pages.Figures;
using Bandeng.Figures.Queries;
using Bandeng.Kernel.Files;
using Microsoft.Extensions.Localization;

namespace Bandeng.Figures.Api;

/// <summary>The rows of the files that are handed out.</summary>
internal sealed class FigureRows(
    ListCounted list, FigureTable table, FigureNames names, IStringLocalizer<FiguresText> texts)
{
    public IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["column.title"], Width: 40), new(texts["column.area"], Width: 24),
        new(texts["column.category"], Width: 18),
        new(texts["column.type"]), new(texts["column.channel"]), new(texts["column.body"], Width: 20),
        new(texts["column.stage"]),
        new(texts["column.raised"], CellKind.Moment, 18), new(texts["column.dispatched"], CellKind.Moment, 18),
        new(texts["column.due"], CellKind.Moment, 18), new(texts["column.closed"], CellKind.Moment, 18),
        new(texts["column.id"], Width: 38),
    ];

    public async IAsyncEnumerable<IReadOnlyList<object?>> MattersAsync(
        Asked asked, [EnumeratorCancellation] CancellationToken cancel)
    {
        var batch = new List<CountedMatter>();
        await foreach (var row in list.AllAsync(asked.Question, asked.Part, cancel))
        {
            batch.Add(row);
            if (batch.Count == 500)
            {
                foreach (var line in await LinesAsync(batch, cancel))
                {
                    yield return line;
                }

                batch.Clear();
            }
        }

        foreach (var line in await LinesAsync(batch, cancel))
        {
            yield return line;
        }
    }

    public Task<Crosstab> CrossAsync(
        IReadOnlyList<Figure> figures, Breakdown by, Asked asked, CancellationToken cancel) =>
        table.CrossAsync(figures, by, asked.Period, asked.Scope, cancel);

    public IReadOnlyList<SheetColumn> ColumnsOf(Crosstab cross) =>
    [
        new(texts["column.group"], Width: 24),
        .. cross.Figures.SelectMany(figure => figure.Unit switch
        {
            FigureUnit.Count => [new SheetColumn(figure.Name.ToString(), CellKind.Number)],
            FigureUnit.Share => (SheetColumn[])
            [
                new(texts["column.numerator", figure.Name], CellKind.Number, 18),
                new(texts["column.denominator", figure.Name], CellKind.Number, 18),
                new(texts["column.percent", figure.Name], CellKind.Number, 18),
            ],
            _ => [new(texts["column.hours", figure.Name], CellKind.Number, 18)],
        }),
    ];

    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsOf(Crosstab cross)
    {
        await Task.CompletedTask;
        foreach (var row in cross.Rows)
        {
            yield return Line(row.Name, cross.Figures, row.Cell);
        }

        yield return Line(texts["total"], cross.Figures, figure => cross.Totals[figure.Code]);
    }

    private static IReadOnlyList<object?> Line(string name, IEnumerable<Figure> figures, Func<Figure, Counted> cell) =>
        [name, .. figures.SelectMany(figure => Values(figure.Unit, cell(figure)))];

    private static object?[] Values(FigureUnit unit, Counted counted) => unit switch
    {
        FigureUnit.Count => [counted.Denominator],
        FigureUnit.Share =>
            [counted.Numerator, counted.Denominator, counted.Share is { } share ? Math.Round(share * 100, 1) : null],
        _ => [counted.Duration is { } took ? Math.Round(took.TotalHours, 1) : null],
    };

    private async Task<IEnumerable<IReadOnlyList<object?>>> LinesAsync(
        IReadOnlyCollection<CountedMatter> rows, CancellationToken cancel)
    {
        var words = await names.OfMattersAsync(rows, cancel);
        return rows.Select(IReadOnlyList<object?> (row) =>
        [
            words.Title(row), words.Area(row), words.Category(row), words.Type(row), words.Channel(row),
            words.Body(row),
            words.Stage(row), row.RaisedAt, row.DispatchedAt, row.DueAt, row.ClosedAt, row.Id.ToString(),
        ]).ToList();
    }
}
