using System.IO.Compression;
using System.Text;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>
/// A shapefile packed as a zip: .shp and .dbf, and .cpg and .prj where they are. Texts without a .cpg are GBK, as
/// Chinese offices write them, unless they are valid UTF-8.
/// </summary>
internal static class ShapeZip
{
    private const long MostBytes = 512L << 20;

    /// <exception cref="MistakeException">
    /// <c>file.missing</c>, <c>file.unreadable</c>, <c>file.too-large</c>, <c>shape.missing</c>, <c>shape.metres</c>,
    /// <c>shape.kind</c>, <c>shape.several</c>, <c>shape.counts</c>.
    /// </exception>
    public static PlaceSource Open(string path, SheetGuide guide)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return Read(path, guide, zip);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MistakeException("file.missing", $"There is no file {path}.");
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or ArgumentException)
        {
            throw new MistakeException("file.unreadable", $"{path} is no shapefile in a zip: {failure.Message}");
        }
    }

    private static PlaceSource Read(string path, SheetGuide guide, ZipArchive file)
    {
        var zip = OneLayer(path, file);
        var geographic = Part(path, zip, ".prj") is not { } prj
            || !Encoding.ASCII.GetString(prj).Contains("PROJCS", StringComparison.OrdinalIgnoreCase);
        if (!geographic)
        {
            throw new MistakeException(
                "shape.metres", $"{path} is in metres; export it with longitude and latitude (WGS-84 or CGCS2000).");
        }

        var shapes = ShapeFile.Read(Part(path, zip, ".shp") ?? throw Missing(path, ".shp"));
        var table = DbfTable.Read(
            Part(path, zip, ".dbf") ?? throw Missing(path, ".dbf"), CodePage(Part(path, zip, ".cpg")));
        return shapes.Count == table.Rows.Count
            ? PlaceSource.OfFeatures(guide, table.Names, kept => Rows(shapes, table, kept))
            : throw new MistakeException(
                "shape.counts", $"{path} has {shapes.Count} shapes and {table.Rows.Count} rows; export it again.");
    }

    /// <summary>The parts of the only layer: what a Mac adds for itself (__MACOSX, ._) is none.</summary>
    private static ZipArchiveEntry[] OneLayer(string path, ZipArchive zip)
    {
        ZipArchiveEntry[] files =
        [
            .. zip.Entries.Where(one => !one.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
                && !one.Name.StartsWith("._", StringComparison.Ordinal)),
        ];
        ZipArchiveEntry[] shapes =
            Array.FindAll(files, one => one.Name.EndsWith(".shp", StringComparison.OrdinalIgnoreCase));
        if (shapes.Length > 1)
        {
            throw new MistakeException(
                "shape.several",
                $"{path} has several layers: {string.Join(", ", shapes.Select(one => one.Name))}; pack one by itself.");
        }

        return shapes is [var only]
            ? Array.FindAll(files, one => one.FullName[..^one.Name.Length] == only.FullName[..^only.Name.Length]
                && string.Equals(BaseOf(one), BaseOf(only), StringComparison.OrdinalIgnoreCase))
            : files;
    }

    private static string BaseOf(ZipArchiveEntry entry) => Path.GetFileNameWithoutExtension(entry.Name);

    private static IEnumerable<ToldRow> Rows(
        IReadOnlyList<ShapeFile.Shape> shapes, DbfTable table, IReadOnlyList<int> kept) =>
        table.Rows.Index().Where(row => !row.Item.IsDeleted).Select(row => new ToldRow(
            new SheetRow(row.Index + 1, [.. kept.Select(i => new SheetCell(row.Item.Values[i]))]),
            shapes[row.Index].Place,
            shapes[row.Index].Fault is { } fault
                ? new RowFault("building.geometry", "geometry", fault) : null));

    private static MistakeException Missing(string path, string part) =>
        new("shape.missing", $"{path} has no {part} file; pack .shp, .shx, .dbf and .prj together.");

    private static Encoding? CodePage(byte[]? cpg)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name = cpg is null ? "" : Encoding.ASCII.GetString(cpg).Trim().ToUpperInvariant();
        return name is "UTF-8" or "UTF8" or "65001" ? Encoding.UTF8
            : name is "GBK" or "GB2312" or "936" or "GB18030" ? Encoding.GetEncoding("GB18030")
            : null;
    }

    private static byte[]? Part(string path, ZipArchiveEntry[] zip, string ending)
    {
        if (Array.Find(zip, one => one.FullName.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            is not { } entry)
        {
            return null;
        }

        if (entry.Length > MostBytes)
        {
            throw new MistakeException("file.too-large", $"{path} unpacks to {entry.Length >> 20} MB.");
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
