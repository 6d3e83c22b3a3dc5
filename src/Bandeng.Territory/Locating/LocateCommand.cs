using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;

namespace Bandeng.Territory.Locating;

/// <summary><c>./bandeng locate FILE.csv</c>: in which area each point lies. Needs no database.</summary>
public static class LocateCommand
{
    private const int MostNamed = 10;

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with the columns lon,lat (WGS-84); UTF-8 or GBK, .gz too." };
        var areas = new Option<string>("--areas")
        {
            Description = "GeoJSON of outlines with the property area_code, code or id; the demo's invented map when left out.",
        };
        var command = new Command("locate", "Write the area of each point beside it.") { file, areas };
        command.SetAction((parsed, cancel) => CommandHost.GuardAsync(() =>
            RunAsync(parsed.GetValue(file)!, parsed.GetValue(areas), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? areasPath, CancellationToken cancel)
    {
        using var table = TableFile.Open(path);
        var (longitude, latitude) = (ColumnOf(table, "lon"), ColumnOf(table, "lat"));
        var areas = areasPath is null ? AreaFile.Sketch() : AreaFile.Read(areasPath);
        var bad = new List<int>();
        await Console.Out.WriteAsync(Line(table.Header.Append("area_code")));
        foreach (var row in table.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            if (row.Fault is null && TryRead(row.Fields[longitude], 180, out var x) && TryRead(row.Fields[latitude], 90, out var y))
            {
                await Console.Out.WriteAsync(Line(row.Fields.Take(table.Header.Count).Append(areas.Find(x, y) ?? "")));
            }
            else
            {
                bad.Add(row.Line);
                await Console.Out.WriteAsync(Line(Filled(row.Fields, table.Header.Count).Append("")));
            }
        }

        return bad.Count == 0 ? 0 : throw Unreadable(bad);
    }

    private static MistakeException Unreadable(List<int> lines)
    {
        var named = string.Join(", ", lines.Take(MostNamed)) + (lines.Count > MostNamed ? " …" : "");
        return new("point.unreadable", $"{lines.Count} rows have no lon and lat in degrees; lines {named}.");
    }

    private static int ColumnOf(TableFile table, string name) => table.Column(name) is var at and >= 0
        ? at
        : throw new MistakeException("column.missing", $"There is no column '{name}'; the header is {string.Join(',', table.Header)}.");

    private static bool TryRead(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= most;

    private static IEnumerable<string> Filled(IReadOnlyList<string> fields, int count) =>
        Enumerable.Range(0, count).Select(i => i < fields.Count ? fields[i] : "");

    // Not CsvSheet: it guards spreadsheets against texts that begin with a minus, and half of all longitudes do.
    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\n";

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
