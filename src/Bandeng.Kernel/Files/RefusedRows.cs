using System.Globalization;
using System.Text;
using CsvHelper;

namespace Bandeng.Kernel.Files;

/// <summary>
/// Collects the rows that an import refused, in <c>FILE.refused.csv</c>: the columns as they came, then line and
/// reason. Without a refused row there is no such file, not even one of an earlier run.
/// </summary>
public sealed class RefusedRows(string importedPath, IReadOnlyList<string> header) : IDisposable
{
    private const string Line = "line";

    private const string Reason = "reason";

    // A list of refused rows that was mended and sent again has both at its end already: they are told anew.
    private readonly IReadOnlyList<string> _own = header is [.., Line, Reason] ? [.. header.SkipLast(2)] : header;

    private CsvWriter? _writer;

    /// <summary>Where the rows are written.</summary>
    public string Path { get; } = importedPath + ".refused.csv";

    public int Count { get; private set; }

    /// <summary>Writes a refused row with the reason in words.</summary>
    public void Add(TableRow row, string reason)
    {
        Count++;
        _writer ??= Begin();
        WriteLine(_own.Select((_, i) => i < row.Fields.Count ? row.Fields[i] : ""),
            row.Line.ToString(CultureInfo.InvariantCulture), reason);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        if (Count == 0)
        {
            File.Delete(Path);
        }
    }

    private CsvWriter Begin()
    {
        // With the mark, a double-click in WPS or Excel shows Chinese.
        _writer = CsvWriter.Create(Open(), new CsvWriterOptions { HasHeader = false }, false);
        WriteLine(_own, Line, Reason);
        return _writer;
    }

    private StreamWriter Open()
    {
        try
        {
            return new StreamWriter(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            // A folder that may only be read does not stop an import; the rows are then shown instead of kept.
            return new StreamWriter(Console.OpenStandardError());
        }
    }

    private void WriteLine(IEnumerable<string> fields, string line, string reason)
    {
        foreach (var field in fields.Append(line).Append(reason))
        {
            _writer!.WriteField(field);
        }

        _writer!.EndRecord();
    }
}
