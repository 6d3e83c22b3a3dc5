using Bandeng.Exchange.Mapping;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Exchange.Samples;

/// <summary>
/// Orders out of whatever was sent in: a workbook, a CSV, a message, a block of one order, a table copied from a sheet.
/// </summary>
internal static class ReadSample
{
    private static readonly Refusal NothingThere = new(
        RefusalKind.Invalid, "exchange.no-orders",
        "No order was recognised: a table with headings, a message, or a block with 工单编号 and 诉求内容.");

    private const int Most = 2_000;

    /// <summary>A file, told apart by its content.</summary>
    public static Result<RawTable> File(string path, OrderMapping? mapping)
    {
        try
        {
            if (IsMessage(path, out var text))
            {
                return ReadMessage.Parse(text, mapping?.Envelope ?? "");
            }

            // What could be pasted can be sent in a file too.
            if (text.Length > 0 && Text(text, mapping) is var told && told.TryGet(out _, out _))
            {
                return told;
            }

            var guide = GuideOf(mapping);
            var table = SheetTable.Open(path, guide);
            return RawTable.Of([.. table.Rows().Select(row => Order(table.Header, row))], "", table.Dropped) is { Rows.Count: > 0 } read
                ? read
                : NothingThere;
        }
        catch (MistakeException mistake) when (mistake.Code == "sheet.no-header" && Unheaded(path) is { } rows)
        {
            return rows;
        }
        catch (MistakeException mistake)
        {
            return new Refusal(RefusalKind.Invalid, mistake.Code, mistake.Message);
        }
    }

    // Of a platform whose every heading is a code, the first full row is the header, and a person says what it means.
    private static RawTable? Unheaded(string path)
    {
        var rows = Sheet.Rows(path).Take(Most).ToList();
        var head = rows.FindIndex(row => row.Cells.Count(cell => cell.Text.Length > 0) >= 2);
        return head < 0 || head == rows.Count - 1 ? null : RawTable.Of(
            [.. rows.Skip(head + 1).Select(row => Order([.. rows[head].Cells.Select(cell => cell.Text)], row))], "");
    }

    /// <summary>What was pasted.</summary>
    public static Result<RawTable> Text(string? pasted, OrderMapping? mapping)
    {
        var text = pasted?.Trim() ?? "";
        return text.Length == 0 ? NothingThere
            : text[0] is '{' or '[' ? ReadMessage.Parse(text, mapping?.Envelope ?? "")
            : Table(text, GuideOf(mapping)) ?? Block(text, mapping) ?? NothingThere;
    }

    // A column that somebody mapped by hand is a known heading too.
    private static SheetGuide GuideOf(OrderMapping? mapping) => mapping is null or { Fields.Count: 0 }
        ? OrderFields.Guide
        : new SheetGuide(
            [.. OrderFields.All.Select(field => field with
            {
                Names = [.. mapping.Fields.Where(pair => pair.Value == field.Key)
                    .Select(pair => pair.Key), .. field.Names],
            })],
            OrderFields.Guide.Dropped);

    // Copied from a sheet, cells come with tabs between them and rows with line ends.
    private static Result<RawTable>? Table(string text, SheetGuide guide)
    {
        string[][] rows = [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split('\t'))];
        if (rows.Length < 2 || rows[0].Length < 2 || rows[0].Count(cell => guide.KeyOf(cell.Trim()) is not null) < 2)
        {
            return null;
        }

        string[] header = [.. rows[0].Select(cell => cell.Trim())];
        return RawTable.Of(
        [
            .. rows.Skip(1).Select((cells, index) => new RawOrder(
                index + 2,
                [.. header.Zip(cells, (name, cell) => KeyValuePair.Create(name, Unquoted(cell)))
                    .Where(pair => IsKept(pair, guide))]))
                .Where(row => row.Cells.Count > 0),
        ], "", [.. header.Where(guide.Drops)]) is { Rows.Count: > 0 } table ? (Result<RawTable>?)table : null;
    }

    private static Result<RawTable>? Block(string text, OrderMapping? mapping)
    {
        var own = mapping?.Fields.Keys.Where(name => name.Length > 1) ?? [];
        var labels = new LabelledText([.. OrderFields.All.SelectMany(field => field.Names), .. own]);
        // The first counts: a second 联系电话 further down is somebody else's.
        var cells = labels.Read(text).DistinctBy(pair => pair.Label)
            .Select(pair => KeyValuePair.Create(pair.Label, pair.Value)).ToList();
        return cells.Count < 2 ? (Result<RawTable>?)null : RawTable.Of([new RawOrder(1, cells)], "");
    }

    private static RawOrder Order(IReadOnlyList<string> header, SheetRow row) => new(
        row.Line,
        [.. header.Select((name, at) => (name, cell: row.At(at))).Where(pair => pair.name.Length > 0 && pair.cell.Text.Length > 0 && !OrderFields.Guide.Drops(pair.name))
            .Select(pair => KeyValuePair.Create(pair.name, pair.cell.Text.TrimStart('\'')))],
        row.Fault ?? (row.Cells.Any(cell => cell.IsFormula) ? "file.formula" : null));

    private static bool IsKept(KeyValuePair<string, string> pair, SheetGuide guide) =>
        pair.Key.Length > 0 && pair.Value.Length > 0 && !guide.Drops(pair.Key);

    private static string Unquoted(string cell) =>
        cell.Trim() is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Trim();

    private static bool IsMessage(string path, out string text)
    {
        text = "";
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && !path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        using var reader = Kernel.Files.OfficeFile.OpenText(path);
        text = reader.ReadToEnd().Trim();
        return text is ['{' or '[', ..];
    }
}
