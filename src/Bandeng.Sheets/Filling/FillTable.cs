using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Layout;

namespace Bandeng.Sheets.Filling;

/// <summary>Brings a blank table and the rows of its source together.</summary>
internal sealed class FillTable(
    SheetPicture sheet, SheetLayout layout, TableBinding binding, ISheetSource source, FillRequest request)
{
    /// <summary>So many rows at most; a table for people is shorter.</summary>
    public const int MostRows = 50_000;

    private readonly List<ColumnBinding> _bound = [.. binding.Columns.Where(column => column.Field is not null)];
    private readonly Dictionary<CellAt, object> _cells = [];
    private readonly List<string> _notListed = [];
    private readonly List<string> _notFound = [];

    private List<ColumnBinding> OfSource =>
        [.. _bound.Where(column => !column.Field!.StartsWith("row.", StringComparison.Ordinal))];

    public async Task<(SheetFilling Filling, TableFilled Filled)> RunAsync(CancellationToken cancel)
    {
        var question = new SourceQuestion(
            request.Area, request.First, request.Last, [.. OfSource.Select(column => column.Field!)], request.Viewer,
            MostRows + 1)
        {
            Purpose = request.Purpose,
        };
        var found = await source.RowsAsync(question, cancel);
        var rows = found.Select((values, index) => Whole(values, index + 1)).ToList();
        var listed = Listed(rows);
        if (listed is { Count: > 0 })
        {
            FillListed(rows, listed);
        }

        await FillTotalsAsync(question, found, cancel);
        var lines = new FormLines(sheet, layout, new(
            request.AreaName, request.Viewer.Name, request.Checker, request.Today, request.First, request.Last));
        foreach (var (at, value) in lines.Run())
        {
            _cells[at] = value;
        }

        IReadOnlyList<object?[]> written = listed is { Count: > 0 } ? [] : [.. rows, .. Cleared(rows.Count)];
        var filling = new SheetFilling(
            binding.Sheet, layout.Body, layout.Grow, [.. _bound.Select(column => column.Column)], written, _cells);
        return (filling, new(
            sheet.Name, listed is { Count: > 0 } ? listed.Count : rows.Count, Empty(rows), NotBound(isKept: true),
            NotBound(isKept: false),
            _notListed, _notFound, lines.Open));
    }

    /// <summary>A row with what is the same for every source put between its values.</summary>
    private object?[] Whole(object?[] values, int number)
    {
        var at = 0;
        return [.. _bound.Select(column => column.Field switch
        {
            RowFields.Number => number,
            RowFields.Office => request.AreaName,
            RowFields.Day => request.Today,
            _ => Shown(FieldOf(column), column.Heading, values[at++]),
        })];
    }

    /// <summary>A value as it stands under or beside a heading.</summary>
    public static object? Shown(SourceField? field, string heading, object? value) => value switch
    {
        "" => null,
        double share when field is { IsShare: true } =>
            heading.AsSpan().IndexOfAny('%', '％') >= 0 ? Math.Round(share * 100, 1) : new Share(share),
        _ => value,
    };

    private SourceField? FieldOf(ColumnBinding column) =>
        source.Fields.FirstOrDefault(field => field.Code == column.Field);

    // A table that lists its rows already: 街心社区, 贤童社区 … each is filled where it stands.
    private Dictionary<int, string>? Listed(List<object?[]> rows)
    {
        var naming = _bound.FindIndex(column => FieldOf(column) is { NamesRow: true });
        if (naming < 0)
        {
            return null;
        }

        var names = rows.Select(row => Heading.Plain(row[naming] as string ?? "")).ToHashSet();
        var lines = layout.Body.Select(row =>
            (Row: row, Name: Heading.Plain(sheet.At(row, _bound[naming].Column).Text)))
            .Where(line => line.Name.Length > 0).ToList();
        return lines.Exists(line => names.Contains(line.Name))
            ? lines.DistinctBy(line => line.Name).ToDictionary(line => line.Row, line => line.Name)
            : null;
    }

    private void FillListed(List<object?[]> rows, Dictionary<int, string> lines)
    {
        var naming = _bound.FindIndex(column => FieldOf(column) is { NamesRow: true });
        var byName = rows.GroupBy(row => Heading.Plain(row[naming] as string ?? ""))
            .ToDictionary(group => group.Key, group => group.First());
        foreach (var (row, name) in lines)
        {
            if (!byName.TryGetValue(name, out var values))
            {
                _notFound.Add(sheet.At(row, _bound[naming].Column).Text);
                continue;
            }

            for (var i = 0; i < _bound.Count; i++)
            {
                if (i != naming && _bound[i].Field != RowFields.Number && values[i] is { } value)
                {
                    _cells[new(row, _bound[i].Column)] = value;
                }
            }
        }

        _notListed.AddRange(
            byName.Where(pair => !lines.ContainsValue(pair.Key)).Select(pair => pair.Value[naming] as string ?? ""));
    }

    // Examples and numbers that the blank has in rows for which there is nothing.
    private IEnumerable<object?[]> Cleared(int filled)
    {
        var last = layout.Body.ToList()
            .FindLastIndex(row => _bound.Exists(column => sheet.At(row, column.Column).Text.Length > 0));
        return Enumerable.Range(filled, Math.Max(0, last + 1 - filled)).Select(_ => new object?[_bound.Count]);
    }

    private async Task FillTotalsAsync(
        SourceQuestion question, IReadOnlyList<object?[]> found, CancellationToken cancel)
    {
        if (layout.Totals is [])
        {
            return;
        }

        var given = await source.TotalAsync(question, cancel);
        foreach (var (index, column) in OfSource.Index())
        {
            var total = given is not null ? Shown(FieldOf(column), column.Heading, given[index])
                : FieldOf(column) is { Sums: true } ? Sum(found.Select(row => row[index])) : null;

            // A total that the blank computes itself stays a formula.
            foreach (var row in layout.Totals.Where(row => total is not null && sheet.At(row, column.Column).IsBlank))
            {
                _cells[sheet.First(row, column.Column)] = total!;
            }
        }
    }

    /// <summary>The sum of what are numbers; whole where all are.</summary>
    public static object Sum(IEnumerable<object?> values)
    {
        var numbers = values.OfType<IConvertible>().Where(value => value is long or int or double).ToList();
        return numbers.TrueForAll(value => value is long or int)
            ? numbers.Sum(value => value.ToInt64(null))
            : Math.Round(numbers.Sum(value => value.ToDouble(null)), 4);
    }

    private Dictionary<string, int> Empty(List<object?[]> rows) => _bound
        .Select((column, at) => (column.Heading, Count: rows.Count(row => row[at] is null)))
        .Where(pair => pair.Count > 0).GroupBy(pair => pair.Heading)
        .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count));

    private List<string> NotBound(bool isKept) => [.. layout.Headings
        .Where(heading => heading.IsNotKept != isKept && !_bound.Exists(column => column.Column == heading.Column))
        .Select(heading => heading.Path)];
}
