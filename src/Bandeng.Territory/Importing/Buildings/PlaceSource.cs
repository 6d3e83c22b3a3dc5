using Bandeng.Kernel.Files.Reading;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>One row of a file that tells of places.</summary>
/// <param name="Place">Degrees as the file has them; null where it tells none.</param>
/// <param name="Fault">A fault of the file's own making, by code; or null.</param>
internal sealed record ToldRow(SheetRow Row, Geometry? Place = null, RowFault? Fault = null);

/// <summary>Why a row cannot be used.</summary>
/// <param name="Code">Dotted; the key of its words.</param>
/// <param name="Column">The heading that is meant, or null for the whole row.</param>
/// <param name="Detail">What stands there, or where the same stands already.</param>
internal sealed record RowFault(string Code, string? Column = null, string? Detail = null);

/// <summary>A file that tells of places, whatever its format.</summary>
/// <param name="Columns">Where each field of its guide stands in the rows.</param>
/// <param name="Unread">Headings that no field takes.</param>
internal sealed record PlaceSource(
    IReadOnlyList<string> Header, IReadOnlyDictionary<string, int> Columns, IReadOnlyList<string> Dropped,
    IReadOnlyList<string> Unread, IEnumerable<ToldRow> Rows)
{
    public bool Has(string key) => Columns.ContainsKey(key);

    public string Heading(string key) => Columns.TryGetValue(key, out var column) ? Header[column] : key;

    public SheetCell At(SheetRow row, string key) =>
        Columns.TryGetValue(key, out var column) ? row.At(column) : SheetCell.Empty;

    /// <summary>Told apart by ending; whatever is neither GeoJSON nor a zip of a shapefile is a table.</summary>
    /// <param name="guide">What its columns or attributes may be.</param>
    public static PlaceSource Open(string path, SheetGuide guide) =>
        Path.GetExtension(path.Replace(".gz", "", StringComparison.OrdinalIgnoreCase)) switch
        {
            ".geojson" or ".json" => GeoJsonPlaces.Open(path, guide),
            ".zip" => ShapeZip.Open(path, guide),
            _ => OfTable(SheetTable.Open(path, guide)),
        };

    /// <summary>A source whose columns are the attributes of features.</summary>
    public static PlaceSource OfFeatures(
        SheetGuide guide, IReadOnlyList<string> names, Func<IReadOnlyList<int>, IEnumerable<ToldRow>> rows)
    {
        int[] kept = [.. Enumerable.Range(0, names.Count).Where(i => !guide.Drops(names[i]))];
        var columns = new Dictionary<string, int>();
        foreach (var (at, i) in kept.Index())
        {
            _ = guide.KeyOf(names[i]) is { } key && columns.TryAdd(key, at);
        }

        string[] header = [.. kept.Select(i => names[i])];
        return new(
            header, columns, [.. names.Where(guide.Drops)], [.. header.Where((_, at) => !columns.ContainsValue(at))],
            rows(kept));
    }

    private static PlaceSource OfTable(SheetTable table) => new(
        table.Header, table.Columns, table.Dropped, table.Unread,
        table.Rows().Select(row => new ToldRow(row, Fault: FaultOf(table, row))));

    private static RowFault? FaultOf(SheetTable table, SheetRow row)
    {
        foreach (var key in table.Columns.Keys)
        {
            _ = table.At(row, key); // a formula stops the file
        }

        return table.FaultOf(row) is not { } fault ? null
            : new RowFault(fault.Code, fault.Key is { } at ? table.Header[table.Columns[at]] : null, fault.Detail);
    }
}
