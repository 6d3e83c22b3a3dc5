using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Layout;

namespace Bandeng.Sheets.Filling;

/// <summary>
/// Fills cells beside their headings: of each source its total, the sum of its rows, their number, or what all of them
/// say alike. Numbers of persons stay masked: what stands here is of an area, not of somebody.
/// </summary>
internal sealed class FillBeside(
    SheetPicture sheet, SheetLayout layout, TableBinding binding, IReadOnlyList<ISheetSource> sources,
    FillRequest request)
{
    private readonly Dictionary<CellAt, object> _cells = [];
    private readonly Dictionary<string, int> _empty = [];

    private int _most = 1;

    public async Task<(SheetFilling Filling, TableFilled Filled)> RunAsync(CancellationToken cancel)
    {
        var values = await ValuesAsync(cancel);
        foreach (var heading in layout.Headings)
        {
            if (binding.Columns.FirstOrDefault(one => one.Column == heading.Column) is not { Field: { } field })
            {
                continue;
            }

            if (values.GetValueOrDefault((field, heading.Column)) is { } value)
            {
                _cells[heading.Beside!.Value] = value;
            }
            else
            {
                _empty[heading.Path] = _empty.GetValueOrDefault(heading.Path) + 1;
            }
        }

        var lines = new FormLines(sheet, layout, new(
            request.AreaName, request.Viewer.Name, request.Checker, request.Today, request.First, request.Last));
        foreach (var (at, value) in lines.Run())
        {
            _cells[at] = value;
        }

        return (
            new(binding.Sheet, layout.Body, layout.Grow, [], [], _cells),
            new(sheet.Name, _most, _empty, NotBound(isKept: true), NotBound(isKept: false), [], [], lines.Open) { IsBeside = true });
    }

    private async Task<Dictionary<(string Field, int Column), object?>> ValuesAsync(CancellationToken cancel)
    {
        var bound = binding.Columns.Where(column => column.Field is not null).ToList();
        var values = bound.ToDictionary(column => (column.Field!, column.Column), column => column.Field switch
        {
            RowFields.Number => 1,
            RowFields.Office => request.AreaName,
            RowFields.Day => (object?)request.Today,
            _ => null,
        });
        var read = bound.Select(column => (Column: column, Read: BesideField.Read(column.Field!, sources)))
            .Where(one => one.Read is not null);
        foreach (var ofSource in read.GroupBy(one => one.Read!.Value.Source))
        {
            var fields = ofSource.Select(one => one.Read!.Value.Field)
                .OfType<SourceField>().DistinctBy(field => field.Code).ToList();
            var question = new SourceQuestion(
                request.Area, request.First, request.Last,
                [.. (fields is [] ? [ofSource.Key.Fields[0]] : fields).Select(field => field.Code)],
                request.Viewer, FillTable.MostRows + 1);
            var rows = await ofSource.Key.RowsAsync(question, cancel);
            var given = fields is [] ? null : await ofSource.Key.TotalAsync(question, cancel);
            _most = Math.Max(_most, rows.Count > FillTable.MostRows ? rows.Count : 1);
            foreach (var (column, one) in ofSource)
            {
                values[(column.Field!, column.Column)] = one!.Value.Field is { } field
                    ? FillTable.Shown(
                        field, column.Heading,
                        Whole(field, fields.IndexOf(fields.First(known => known.Code == field.Code)), rows, given))
                    : (long)rows.Count;
            }
        }

        return values;
    }

    private static object? Whole(SourceField field, int at, IReadOnlyList<object?[]> rows, object?[]? given) =>
        given?[at] is { } total ? total
        : field.Sums ? FillTable.Sum(rows.Select(row => row[at]))
        : rows.Select(row => row[at]).Distinct().Take(2).ToList() is [var alike] ? alike : null;

    private List<string> NotBound(bool isKept) => [.. layout.Headings
        .Where(heading =>
            heading.IsNotKept != isKept
                && !binding.Columns.Any(column => column.Column == heading.Column && column.Field is not null))
        .Select(heading => heading.Path)];
}
