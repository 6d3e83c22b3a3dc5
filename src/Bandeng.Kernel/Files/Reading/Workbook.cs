using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>The parts of an .xlsx file that its cells refer to, never more of it than is safe to unpack.</summary>
internal sealed class Workbook : IDisposable
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const long MostBytes = 2L << 30;
    private const long PlainlySmall = 64L << 20;
    private const int MostRatio = 200;

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly string _sheet;
    private readonly List<string> _shared = [];
    private readonly List<bool> _days = [];

    private Workbook(string path, ZipArchive zip)
    {
        (_path, _zip) = (path, zip);
        CheckSizes();
        if (zip.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new MistakeException("file.macros", $"{path} carries macros; save it as a plain .xlsx.");
        }

        _sheet = FindSheet();
        ReadShared();
        ReadStyles();
    }

    /// <summary>Days count from 1904, as old Macintosh workbooks have it.</summary>
    public bool Since1904 { get; private set; }

    /// <exception cref="MistakeException"><c>file.macros</c>, <c>file.too-large</c>,
    /// <c>file.unreadable</c>.</exception>
    public static Workbook Open(string path)
    {
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            return new Workbook(path, zip);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException)
        {
            zip?.Dispose();
            throw new MistakeException("file.unreadable", $"{path} is no workbook: {failure.Message}");
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>A reader at the beginning of the sheet.</summary>
    public XmlReader OpenSheet() => Part(_sheet) ?? throw Missing(_sheet);

    public string Shared(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _shared.Count
            ? _shared[at]
            : "";

    public bool ShowsDay(string? style) =>
        int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < _days.Count && _days[at];

    public void Dispose() => _zip.Dispose();

    private MistakeException Missing(string part) =>
        new("file.unreadable", $"{_path} is no workbook: it has no {part}.");

    // A packed file of a few kilobytes can unpack to a disk full; tables of people shrink to a tenth or a twentieth.
    private void CheckSizes()
    {
        var whole = _zip.Entries.Sum(entry => entry.Length);
        var bomb = _zip.Entries.Any(entry =>
            entry.Length > PlainlySmall && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio);
        if (bomb || whole > MostBytes)
        {
            throw new MistakeException("file.too-large", $"{_path} unpacks to {whole >> 20} MB, which no table does.");
        }
    }

    private XmlReader? Part(string name) => _zip.GetEntry(name) is not { } entry ? null : XmlReader.Create(
        new Bounded(entry.Open(), entry.Length, _path),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, CloseInput = true });

    private string FindSheet()
    {
        using var xml = Part("xl/workbook.xml") ?? throw Missing("xl/workbook.xml");
        string? relation = null;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                Since1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" }
                && xml.GetAttribute("state") is null or "visible")
            {
                relation ??= xml.GetAttribute("id", Relations);
            }
        }

        return relation is null ? throw Missing("sheet") : Target(relation);
    }

    private string Target(string relation)
    {
        using var xml = Part("xl/_rels/workbook.xml.rels") ?? throw Missing("xl/_rels/workbook.xml.rels");
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && xml.GetAttribute("Id") == relation)
            {
                var target = xml.GetAttribute("Target")!;
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
            }
        }

        throw Missing(relation);
    }

    private void ReadShared()
    {
        using var xml = Part("xl/sharedStrings.xml");
        while (xml?.ReadToFollowing("si", Main) is true)
        {
            _shared.Add(SharedText(xml));
        }
    }

    // The reading aids of East Asian names (rPh) are no part of the text.
    private static string SharedText(XmlReader item)
    {
        var text = new StringBuilder();
        using var xml = item.ReadSubtree();
        xml.Read();
        while (!xml.EOF)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                xml.Skip();
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "t" })
            {
                text.Append(xml.ReadElementContentAsString());
            }
            else
            {
                xml.Read();
            }
        }

        return text.ToString().Trim();
    }

    private void ReadStyles()
    {
        using var xml = Part("xl/styles.xml");
        var own = new Dictionary<string, bool>();
        var inCells = false;
        while (xml?.Read() is true)
        {
            if (xml is { LocalName: "cellXfs" })
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" }
                && xml.GetAttribute("numFmtId") is { } id)
            {
                own[id] = SheetDay.IsDayFormat(xml.GetAttribute("formatCode") ?? "");
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                var format = xml.GetAttribute("numFmtId") ?? "";
                _days.Add(own.TryGetValue(format, out var isDay) ? isDay : SheetDay.IsBuiltInDay(format));
            }
        }
    }

    /// <summary>A part that says how long it is and then goes on is a trap.</summary>
    private sealed class Bounded(Stream inner, long length, string path) : ForwardStream(inner)
    {
        private long _read;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Inner.Read(buffer, offset, count);
            _read += read;
            return _read <= length
                ? read
                : throw new MistakeException("file.too-large", $"{path} unpacks to more than it says.");
        }
    }
}
