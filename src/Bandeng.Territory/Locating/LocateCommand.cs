using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.Addresses;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Locating;

/// <summary>
/// <c>./bandeng locate FILE.csv</c>: in which area each point or address lies. Needs no database, unless addresses are
/// to be found in the register.
/// </summary>
public static class LocateCommand
{
    private const int MostNamed = 10;

    private const string Address = "address";

    public static Command Build(CommandHost? host = null)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "CSV with the columns lon,lat (WGS-84), or address; UTF-8 or GBK, .gz too.",
        };
        var areas = new Option<string>("--areas")
        {
            Description =
                "GeoJSON of outlines with the property area_code, code or id; the demo's invented map when left out.",
        };
        var places = new Option<string>("--places")
        {
            Description = "For addresses: GeoJSON of places with name, kind, area_code, estate, as /api/v1/collections gives them; "
                + "the demo's invented map when left out.",
        };
        var register = new Option<bool>("--register")
        {
            Description = "For addresses: the places of BANDENG_DATABASE.",
        };
        var command = new Command("locate", "Write the area of each point or address beside it.")
        {
            file,
            areas,
            places,
        };
        if (host is not null)
        {
            command.Add(register);
        }

        command.SetAction((parsed, cancel) =>
        {
            var path = parsed.GetValue(file)!;
            return host is not null && parsed.GetValue(register)
                ? host.RunAsync(services =>
                    AddressesAsync(path, () => services.GetRequiredService<AddressRows>().IndexAsync(cancel), cancel))
                : CommandHost.GuardAsync(() => IsOfAddresses(path)
                    ? AddressesAsync(path, () => Task.FromResult(AddressFile.Read(parsed.GetValue(places))), cancel)
                    : RunAsync(path, parsed.GetValue(areas), cancel));
        });
        return command;
    }

    private static bool IsOfAddresses(string path)
    {
        using var table = TableFile.Open(path, whole: true);
        return table.Column(Address) >= 0 && table.Column("lon") < 0;
    }

    /// <summary>An address that nobody can place has empty columns beside it: that is an answer, no mistake.</summary>
    private static async Task<int> AddressesAsync(string path, Func<Task<AddressIndex>> index, CancellationToken cancel)
    {
        using var table = TableFile.Open(path, whole: true);
        var address = ColumnOf(table, Address);
        var names = await index();
        var bad = new List<int>();
        var own = OwnColumns(table, ["area_code", "place", "unit", "room"]);
        await Console.Out.WriteAsync(Line([.. own.Select(i => table.Header[i]), "area_code", "place", "unit", "room"]));
        foreach (var row in table.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            var read = row.Fault is null ? names.Find(row.Fields[address]) : null;
            if (row.Fault is not null)
            {
                bad.Add(row.Line);
            }

            var found = new[]
            {
                read?.Area.ToString() ?? "",
                read?.Place is { } place ? names.FullNameOf(place) : "",
                read?.Unit ?? "",
                read?.Room ?? "",
            };
            await Console.Out.WriteAsync(Line(own.Select(i => Field(row, i)).Concat(found)));
        }

        return bad.Count == 0
            ? 0
            : throw new MistakeException("row.unreadable", $"{bad.Count} rows cannot be read; lines {Named(bad)}.");
    }

    private static async Task<int> RunAsync(string path, string? areasPath, CancellationToken cancel)
    {
        using var table = TableFile.Open(path, whole: true);
        var (longitude, latitude) = (ColumnOf(table, "lon"), ColumnOf(table, "lat"));
        var areas = areasPath is null ? AreaFile.Sketch() : AreaFile.Read(areasPath);
        var bad = new List<int>();
        var own = OwnColumns(table, ["area_code"]);
        await Console.Out.WriteAsync(Line(own.Select(i => table.Header[i]).Append("area_code")));
        foreach (var row in table.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            var found = "";
            if (row.Fault is null && TryRead(row.Fields[longitude], 180, out var x)
                && TryRead(row.Fields[latitude], 90, out var y))
            {
                found = areas.Find(x, y) ?? "";
            }
            else
            {
                bad.Add(row.Line);
            }

            await Console.Out.WriteAsync(Line(own.Select(i => Field(row, i)).Append(found)));
        }

        return bad.Count == 0 ? 0 : throw Unreadable(bad);
    }

    private static MistakeException Unreadable(List<int> lines) =>
        new("point.unreadable", $"{lines.Count} rows have no lon and lat in degrees; lines {Named(lines)}.");

    private static string Named(List<int> lines) =>
        string.Join(", ", lines.Take(MostNamed)) + (lines.Count > MostNamed ? " …" : "");

    private static int ColumnOf(TableFile table, string name) => table.Column(name) is var at and >= 0
        ? at
        : throw new MistakeException(
            "column.missing", $"There is no column '{name}'; the header is {string.Join(',', table.Header)}.");

    private static bool TryRead(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees)
            && Math.Abs(degrees) <= most;

    // What an earlier run wrote at the end, and an area that stands anywhere, is written anew and not twice.
    private static int[] OwnColumns(TableFile table, string[] written)
    {
        var (header, isTwice) = (table.Header, table.Header.TakeLast(written.Length).SequenceEqual(
            written, StringComparer.OrdinalIgnoreCase));
        return
        [
            .. Enumerable.Range(0, header.Count - (isTwice ? written.Length : 0))
                .Where(i => !string.Equals(header[i], written[0], StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private static string Field(TableRow row, int column) => column < row.Fields.Count ? row.Fields[column] : "";

    // Not CsvSheet: it guards spreadsheets against texts that begin with a minus, and half of all longitudes do.
    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\n";

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
