using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Bandeng.Sheets.Books.Xlsx;

/// <summary>The parts of an .xlsx file; never more of it in memory than a blank table can be.</summary>
internal sealed class XlsxPackage
{
    private const long MostUnpacked = 60L << 20;
    private const int MostParts = 2_000;

    private static readonly string[] Foreign =
        ["xl/externalLinks/", "xl/embeddings/", "xl/queryTables/", "xl/activeX/", "xl/ctrlProps/", "xl/connections.xml", "xl/model/"];

    private readonly Dictionary<string, byte[]> _parts;

    private XlsxPackage(Dictionary<string, byte[]> parts) => _parts = parts;

    public IEnumerable<string> Names => _parts.Keys;

    public static XlsxPackage Open(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > MostUnpacked)
        {
            throw new BookFaultException(BookFault.TooLarge);
        }

        var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToList();
        if (names.Exists(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || name.Contains(
            "macrosheets/", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BookFaultException(BookFault.Macros);
        }

        if (names.Exists(
            name => Array.Exists(Foreign, foreign => name.StartsWith(foreign, StringComparison.OrdinalIgnoreCase))))
        {
            throw new BookFaultException(BookFault.External);
        }

        if (!names.Contains("xl/workbook.xml", StringComparer.OrdinalIgnoreCase))
        {
            throw new BookFaultException(BookFault.NotWorkbook);
        }

        var left = MostUnpacked;
        var parts = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            parts[entry.FullName.Replace('\\', '/')] = Read(entry, ref left);
        }

        return new(parts);
    }

    public bool Has(string name) => _parts.ContainsKey(name);

    /// <summary>A part as XML, a copy of its own.</summary>
    public XDocument Xml(string name) => !_parts.TryGetValue(name, out var bytes)
        ? throw new BookFaultException(BookFault.Unreadable)
        : Load(bytes);

    public XDocument? MaybeXml(string name) => _parts.TryGetValue(name, out var bytes) ? Load(bytes) : null;

    public string Text(string name) => System.Text.Encoding.UTF8.GetString(_parts[name]);

    /// <summary>What one part refers to: id to the name of another part, with its kind.</summary>
    public IReadOnlyList<(string Id, string Kind, string Target)> Relations(string of)
    {
        var folder = of[..(of.LastIndexOf('/') + 1)];
        return MaybeXml($"{folder}_rels/{of[folder.Length..]}.rels")?.Root!.Elements()
            .Where(relation => (string?)relation.Attribute("TargetMode") != "External")
            .Select(relation => (
                (string?)relation.Attribute("Id") ?? "", ((string?)relation.Attribute("Type") ?? "").Split('/')[^1],
                Resolved(folder, (string?)relation.Attribute("Target") ?? ""))).ToList() ?? [];
    }

    /// <summary>The file again, some parts replaced and some left out (null).</summary>
    public byte[] With(IReadOnlyDictionary<string, Action<Stream>?> changed)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in _parts)
            {
                var isChanged = changed.TryGetValue(name, out var write);
                if (isChanged && write is null)
                {
                    continue;
                }

                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                (write ?? (stream => stream.Write(bytes)))(part);
            }
        }

        return target.ToArray();
    }

    private static byte[] Read(ZipArchiveEntry entry, ref long left)
    {
        // The table of contents may lie about a length; what comes out is counted.
        using var stream = entry.Open();
        using var whole = new MemoryStream();
        var block = new byte[1 << 16];
        while (stream.Read(block) is var read and > 0)
        {
            left -= read;
            whole.Write(block, 0, left < 0 ? throw new BookFaultException(BookFault.TooLarge) : read);
        }

        return whole.ToArray();
    }

    private static XDocument Load(byte[] bytes)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(bytes),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static string Resolved(string folder, string target) =>
        target.StartsWith('/') ? target[1..] : new Uri(new Uri($"http://x/{folder}"), target).AbsolutePath[1..];
}
