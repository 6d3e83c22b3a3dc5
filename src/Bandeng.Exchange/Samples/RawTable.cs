namespace Bandeng.Exchange.Samples;

/// <summary>Orders as somebody handed them over: headings and texts, whatever they came in.</summary>
/// <param name="Envelope">Where they stood in a message, by dots; empty for a table or a block.</param>
/// <param name="Dropped">Headings that are not held here.</param>
internal sealed record RawTable(
    IReadOnlyList<string> Header, IReadOnlyList<RawOrder> Rows, string Envelope, IReadOnlyList<string> Dropped)
{
    /// <summary>Headings in the order in which they first stand.</summary>
    public static RawTable Of(IReadOnlyList<RawOrder> rows, string envelope, IReadOnlyList<string>? dropped = null) =>
        new([.. rows.SelectMany(row => row.Cells.Select(cell => cell.Key)).Distinct()], rows, envelope, dropped ?? []);
}

/// <summary>One order as it came.</summary>
/// <param name="Line">Of a file, the line; of a message, the place in the list, from 1.</param>
/// <param name="Fault">Why it cannot be used, as a code; or null.</param>
internal sealed record RawOrder(int Line, IReadOnlyList<KeyValuePair<string, string>> Cells, string? Fault = null)
{
    /// <summary>What stands under a heading; empty where nothing does.</summary>
    public string Find(string heading) => Cells.FirstOrDefault(cell => cell.Key == heading).Value ?? "";
}
