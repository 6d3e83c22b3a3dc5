using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Importing;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>A sheet whose header was found: its columns guessed or chosen, what must not be read left out.</summary>
public sealed class SheetTable
{
    private readonly string _path;
    private readonly int _headLines;
    private readonly int[] _kept;
    private readonly SheetGuide _guide;
    private readonly Dictionary<string, int> _columns = [];
    private Dictionary<string, int[]> _doubles = [];

    private SheetTable(string path, SheetHead.Found head, IReadOnlyList<SheetRow> first, SheetGuide guide)
    {
        (_path, _guide) = (path, guide);
        _headLines = first[head.Last].Line;
        _kept = [.. Enumerable.Range(0, head.Names.Length).Where(i => !guide.Drops(head.Names[i]))];
        Header = [.. _kept.Select(i => head.Names[i])];
        Dropped = [.. head.Names.Where(guide.Drops).Distinct()];
        foreach (var (i, name) in Header.Index())
        {
            _ = guide.KeyOf(name) is { } key && _columns.TryAdd(key, i);
        }
    }

    /// <summary>Headings of the columns that are read.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Headings of the columns that were dropped at the door.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <summary>
    /// Headings that no field of the list takes; one that is headed as another is has its letter too.
    /// </summary>
    public IReadOnlyList<string> Unread =>
    [
        .. Header.Index().Where(column => column.Item.Length > 0 && !_columns.ContainsValue(column.Index))
            .Select(column => _columns.Values.Any(at => IsHeadedAs(at, column.Item)) ? Lettered(column.Index) : column.Item).Distinct(),
    ];

    /// <summary>Which column of <see cref="Header"/> each field stands in.</summary>
    public IReadOnlyDictionary<string, int> Columns => _columns;

    /// <summary>Finds the header within the first rows.</summary>
    /// <param name="chosen">Columns that a person chose, by heading; they win over the guess. An empty heading: not at
    /// all.</param>
    /// <exception cref="MistakeException">As <see cref="Sheet.Rows"/>, and <c>sheet.no-header</c>.</exception>
    public static SheetTable Open(string path, SheetGuide guide, IReadOnlyDictionary<string, string>? chosen = null)
    {
        SheetRow[] first = [.. Sheet.Rows(path).Take(SheetHead.Depth)];
        if (SheetHead.In(first, guide) is not { } head)
        {
            var names = string.Join(
                "、", guide.Fields.Select(field => field.Names is [var name, ..] ? name : field.Key));
            throw new MistakeException(
                "sheet.no-header", $"None of the first {SheetHead.Depth} rows names a column such as {names}.")
            {
                Words = [names],
            };
        }

        var table = new SheetTable(path, head, first, guide);
        foreach (var (key, heading) in chosen ?? new Dictionary<string, string>())
        {
            table.Choose(key, heading);
        }

        table._doubles = table._columns.Select(column => (column.Key, Others: table.HeadedAs(column.Value)))
            .Where(column => column.Others is not []).ToDictionary(column => column.Key, column => column.Others);
        return table;
    }

    /// <summary>Whether any column has the field.</summary>
    public bool Has(string key) => _columns.ContainsKey(key);

    /// <summary>The table, once it is known to have these columns.</summary>
    /// <exception cref="MistakeException"><c>sheet.column</c></exception>
    public SheetTable Needing(params IEnumerable<string> keys) =>
        keys.FirstOrDefault(key => !Has(key)) is not { } missing
        ? this
        : throw Lacks(NameOf(missing));

    /// <summary>That a column is missing without which nothing can be told.</summary>
    public MistakeException Lacks(string column)
    {
        string[] there = [.. Header.Where(name => name.Length > 0)];
        return new("sheet.column", $"No column is headed {column}; it has {string.Join(", ", there)}.")
        {
            Words = [column, string.Join("、", there)],
        };
    }

    /// <summary>Why a row cannot be used whatever it tells of; null: it can.</summary>
    public SheetFault? FaultOf(SheetRow row)
    {
        if (row.Fault is { } broken)
        {
            return new(broken);
        }

        foreach (var (key, column) in _columns)
        {
            if (row.At(column) is { IsError: true } cell)
            {
                return new("row.error", key, cell.Text);
            }
        }

        return null;
    }

    /// <summary>The cell of a field; empty when no column has it.</summary>
    /// <exception cref="MistakeException">
    /// <c>file.formula</c>: what the cell shows is computed; <c>sheet.twice</c>: another column is headed the same and
    /// says something else.
    /// </exception>
    public SheetCell At(SheetRow row, string key)
    {
        if (!_columns.TryGetValue(key, out var column))
        {
            return SheetCell.Empty;
        }

        var cell = row.At(column);
        if (cell.IsFormula)
        {
            throw new MistakeException(
                "file.formula",
                $"{_path}, row {row.Line}, column {Header[column]}: a formula; paste the column as values.")
            {
                Line = row.Line,
                Column = Header[column],
            };
        }

        return _doubles.TryGetValue(key, out var others) && Array.Exists(others, other => Differs(row.At(other), cell))
            ? throw Twice(row, column, others)
            : cell;
    }

    /// <summary>The rows below the header, without the columns that are dropped; empty rows are left out.</summary>
    public IEnumerable<SheetRow> Rows() => Sheet.Rows(_path)
        .SkipWhile(row => row.Line <= _headLines)
        .Select(row => row with { Cells = Array.ConvertAll(_kept, row.At) })
        .Where(row => row.Cells.Any(cell => cell.Text.Length > 0));

    /// <summary>A row as a list of refused rows keeps it.</summary>
    public static TableRow Plain(SheetRow row) => new(row.Line, [.. row.Cells.Select(cell => cell.Text)], row.Fault);

    private static bool Differs(SheetCell other, SheetCell cell) => other.Text.Length > 0 && other.Text != cell.Text;

    private bool IsHeadedAs(int column, string heading) =>
        SheetGuide.Plain(Header[column]) == SheetGuide.Plain(heading);

    private int[] HeadedAs(int column) =>
    [
        .. Enumerable.Range(0, Header.Count)
            .Where(other => other != column && !_columns.ContainsValue(other) && IsHeadedAs(other, Header[column])),
    ];

    private string Lettered(int column) => $"{Header[column]} ({XlsxRows.LetterOf(_kept[column])})";

    private MistakeException Twice(SheetRow row, int column, int[] others)
    {
        var columns = string.Join("、", others.Prepend(column).Select(Lettered));
        return new(
            "sheet.twice",
            $"Row {row.Line}: {columns} are headed the same and say different things; name one of them otherwise.")
        {
            Line = row.Line,
            Words = [columns],
        };
    }

    private string NameOf(string key) =>
        _guide.Fields.FirstOrDefault(field => field.Key == key)?.Names is [var name, ..] ? name : key;

    private void Choose(string key, string heading)
    {
        var at = Header.Index().Where(column => column.Item == heading && heading.Length > 0)
            .Select(column => (int?)column.Index).FirstOrDefault();
        if (at is { } column)
        {
            _columns[key] = column;
        }
        else
        {
            _columns.Remove(key);
        }
    }
}
