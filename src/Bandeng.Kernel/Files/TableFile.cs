using Bandeng.Kernel.CommandLine;
using CsvHelper;

namespace Bandeng.Kernel.Files;

/// <summary>A CSV file of an office, row by row: what is half-written is told apart, the rest can be used.</summary>
public sealed class TableFile : IDisposable
{
    private readonly CsvReader _reader;
    private readonly int _width;
    private readonly int[] _dropped;
    private bool _openQuote;

    private TableFile(StreamReader text, bool whole)
    {
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = bad => _openQuote |= bad.Reason is CsvMalformedReason.UnterminatedQuote,
        }, false);
        string[] names = [.. _reader.Headers.Select(name => name.Trim())];
        _width = names.Length;
        _dropped = [.. names.Index().Where(name => !whole && NotHeldHeadings.Has(name.Item))
            .Select(name => name.Index)];
        Dropped = [.. _dropped.Select(column => names[column]).Distinct()];
        Header = Kept(names);
    }

    /// <summary>The names of the columns, trimmed, without those that are dropped.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Headings of columns that are not held here: no row has them.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <inheritdoc cref="OfficeFile.OpenText"/>
    /// <param name="whole">Nothing of it is kept, so nothing is dropped either.</param>
    public static TableFile Open(string path, bool whole = false)
    {
        var file = new TableFile(OfficeFile.OpenText(path), whole);
        return file.Header.Any(name => name.Length > 0)
            ? file
            : throw new MistakeException("file.empty", $"{path} has no header.");
    }

    /// <summary>The headings that an import of this file leaves out.</summary>
    /// <inheritdoc cref="OfficeFile.OpenText"/>
    public static IReadOnlyList<string> DroppedOf(string path)
    {
        using var file = Open(path);
        return file.Dropped;
    }

    /// <summary>A table that is no file of an office but comes with the program.</summary>
    public static TableFile Read(StreamReader text) => new(text, whole: true);

    /// <summary>Where a column stands, or -1.</summary>
    public int Column(string name)
    {
        var at = 0;
        while (at < Header.Count && !string.Equals(Header[at], name, StringComparison.OrdinalIgnoreCase))
        {
            at++;
        }

        return at < Header.Count ? at : -1;
    }

    /// <summary>The rows after the header, once; rows of nothing but commas are left out.</summary>
    public IEnumerable<TableRow> Rows()
    {
        while (_reader.Read())
        {
            var fields = new string[_reader.FieldCount];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = _reader.GetString(i).Trim();
            }

            if (Array.Exists(fields, field => field.Length > 0))
            {
                yield return new TableRow((int)_reader.LineNumber, Kept(fields), FaultOf(fields));
            }

            _openQuote = false;
        }
    }

    public void Dispose() => _reader.Dispose();

    private string[] Kept(string[] fields) =>
        _dropped is [] ? fields : [.. fields.Where((_, column) => Array.BinarySearch(_dropped, column) < 0)];

    private string? FaultOf(string[] fields) =>
        _openQuote ? "row.quotes"
        : fields.Length < _width ? "row.short"
        : fields.Skip(_width).Any(field => field.Length > 0) ? "row.long"
        : Array.Exists(fields, field => field.Contains('\uFFFD')) ? "row.characters"
        : null;
}
