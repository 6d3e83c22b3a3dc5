using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace Bandeng.Sheets.Tests;

/// <summary>
/// The real program, started once for all workbooks and once for all tables of commas: what it reads in each cell, of
/// which type, how merged, how wide.
/// </summary>
internal static class LibreOffice
{
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private static readonly XNamespace Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

    /// <summary>A cell as the program read it.</summary>
    /// <param name="Type">string, float, date, percentage, or empty.</param>
    /// <param name="Value">As it is kept: 46178 days are 2026-06-05.</param>
    /// <param name="Across">How many columns it is merged over.</param>
    public sealed record Cell(string Type, string Value, string Shown, int Across, int Down);

    public sealed record Sheet(
        string Name,
        IReadOnlyList<IReadOnlyList<Cell>> Rows,
        bool IsLandscape,
        int RepeatedRows,
        IReadOnlyList<string> Widths)
    {
        /// <summary>By the name that spreadsheets give it: B12.</summary>
        public Cell this[string at] =>
            Books.CellAt.Read(at) is { } cell && cell.Row <= Rows.Count && cell.Column <= Rows[cell.Row - 1].Count
            ? Rows[cell.Row - 1][cell.Column - 1] : new("", "", "", 1, 1);
    }

    public static async Task<Dictionary<string, List<Sheet>>> ReadAsync(IReadOnlyDictionary<string, byte[]> files)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/soffice"), "./test installs libreoffice-calc-nogui.");
        var folder = Directory.CreateTempSubdirectory("bandeng-office-").FullName;
        foreach (var (name, bytes) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
        }

        // A table of commas is told its encoding; a person is asked for it by a dialog.
        string[] tables = [.. files.Keys.Where(name => name.EndsWith(".csv", StringComparison.Ordinal))];
        var told = await Task.WhenAll(
            ConvertAsync(folder, "books", [], [.. files.Keys.Except(tables)]),
            ConvertAsync(folder, "tables", ["--infilter=CSV:44,34,76,1"], tables));
        return files.Keys.ToDictionary(name => name, name => Read(
            Path.Combine(folder, "read", Path.ChangeExtension(name, "fods")), string.Concat(told)));
    }

    private static async Task<string> ConvertAsync(string folder, string profile, string[] options, string[] names)
    {
        using var program = Process.Start(new ProcessStartInfo("/usr/bin/soffice",
        [
            $"-env:UserInstallation=file://{folder}/{profile}", "--headless", "--norestore", .. options, "--convert-to",
            "fods", "--outdir", $"{folder}/read",
            .. names.Select(name => Path.Combine(folder, name)),
        ])
        { RedirectStandardOutput = true })!;
        var told = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return told;
    }

    private static List<Sheet> Read(string file, string told)
    {
        Assert.True(File.Exists(file), $"LibreOffice did not open {file}: {told}");
        var document = XDocument.Load(file);
        var landscape = document.Descendants(Style + "page-layout-properties")
            .Any(one => (string?)one.Attribute(Style + "print-orientation") == "landscape");
        var widths = document.Descendants(Style + "style")
            .Where(one => (string?)one.Attribute(Style + "family") == "table-column")
            .ToDictionary(
                one => (string)one.Attribute(Style + "name")!,
                one =>
                    (string?)one.Element(Style + "table-column-properties")?.Attribute(Style + "column-width") ?? "");
        return [.. document.Descendants(Table + "table").Select(table => new Sheet(
            (string)table.Attribute(Table + "name")!, [.. Rows(table)], landscape,
            table.Descendants(Table + "table-header-rows").Elements(Table + "table-row").Count(),
            [.. table.Descendants(Table + "table-column").SelectMany(column => Enumerable.Repeat(
                widths.GetValueOrDefault((string?)column.Attribute(Table + "style-name") ?? "", ""),
                Math.Min(60, (int?)column.Attribute(Table + "number-columns-repeated") ?? 1)))]))];
    }

    private static IEnumerable<IReadOnlyList<Cell>> Rows(XElement table)
    {
        foreach (var row in table.Descendants(Table + "table-row"))
        {
            List<Cell> cells = [.. row.Elements().SelectMany(cell => Enumerable.Repeat(
                Of(cell), Math.Min(60, (int?)cell.Attribute(Table + "number-columns-repeated") ?? 1)))];
            for (var again = Math.Min(200, (int?)row.Attribute(Table + "number-rows-repeated") ?? 1); again > 0; again--)
            {
                yield return cells;
            }
        }
    }

    private static Cell Of(XElement cell)
    {
        var type = (string?)cell.Attribute(Office + "value-type") ?? "";
        var shown = string.Join('\n', cell.Elements(Text + "p").Select(one => one.Value));
        var value = type switch
        {
            "date" => (string?)cell.Attribute(Office + "date-value"),
            "float" or "percentage" =>
                double.Parse((string)cell.Attribute(Office + "value")!, CultureInfo.InvariantCulture)
                    .ToString("R", CultureInfo.InvariantCulture),
            _ => shown,
        };
        return new(
            type, value ?? "", shown, (int?)cell.Attribute(Table + "number-columns-spanned") ?? 1,
            (int?)cell.Attribute(Table + "number-rows-spanned") ?? 1);
    }
}
