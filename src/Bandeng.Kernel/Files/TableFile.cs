using Bandeng.Kernel.CommandLine;
using CsvHelper;

namespace Bandeng.Kernel.Files;

/// <summary>A CSV file of an office, row by row: what is half-written is told apart, the rest can be used.</summary>
public sealed class TableFile : IDisposable
{
    private readonly CsvReader _reader;
    private bool _openQuote;

    private TableFile(StreamReader text)
    {
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = bad => _openQuote |= bad.Reason is CsvMalformedReason.UnterminatedQuote,
        }, false);
        Header = [.. _reader.Headers.Select(name => name.Trim())];
    }

    /// <summary>The names of the columns, trimmed.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc cref="OfficeFile.OpenText"/>
    public static TableFile Open(string path)
    {
        var file = new TableFile(OfficeFile.OpenText(path));
        return file.Header.Any(name => name.Length > 0) ? file : throw new MistakeException("file.empty", $"{path} has no header.");
    }

    /// <summary>A table that is no file of an office but comes with the program.</summary>
    public static TableFile Read(StreamReader text) => new(text);

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
                yield return new TableRow((int)_reader.LineNumber, fields, FaultOf(fields));
            }

            _openQuote = false;
        }
    }

    public void Dispose() => _reader.Dispose();

    private string? FaultOf(string[] fields) =>
        _openQuote ? "row.quotes"
        : fields.Length < Header.Count ? "row.short"
        : fields.Skip(Header.Count).Any(field => field.Length > 0) ? "row.long"
        : Array.Exists(fields, field => field.Contains('\uFFFD')) ? "row.characters"
        : null;
}
