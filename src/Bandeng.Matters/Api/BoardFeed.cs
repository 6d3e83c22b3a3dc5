using System.Globalization;
using System.Text;
using System.Xml;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Api;

/// <summary>The board as an Atom feed (RFC 4287); its ids are tag URIs (RFC 4151).</summary>
internal sealed class BoardFeed(IStringLocalizer<BoardText> texts, TimeProvider clock)
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <param name="matters">The last changed first.</param>
    public byte[] Write(BoardPlace place, IReadOnlyList<BoardMatter> matters, BoardWords words, HttpRequest request)
    {
        var origin = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var area = place.IsHome ? "" : $"?area={place.Shown.Code}";
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, CultureInfo.CurrentUICulture.Name);
            Write(xml, "id", Tag(request, place.Shown.Code == default ? "board" : $"board/{place.Shown.Code}"));
            Write(xml, "title", texts["feed.title", place.Shown.Name]);
            Write(xml, "updated", Rfc3339(matters is [var last, ..] ? last.UpdatedAt : clock.GetUtcNow()));
            WriteLink(xml, "self", $"{origin}/board.atom{area}", "application/atom+xml");
            WriteLink(xml, "alternate", $"{origin}/{area}", "text/html");
            xml.WriteStartElement("author", Atom);
            Write(xml, "name", place.Shown.Name.Length > 0 ? place.Shown.Name : "Bandeng");
            xml.WriteEndElement();
            foreach (var matter in matters)
            {
                WriteEntry(xml, matter, words, request, origin);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(
        XmlWriter xml, BoardMatter matter, BoardWords words, HttpRequest request, string origin)
    {
        xml.WriteStartElement("entry", Atom);
        Write(xml, "id", Tag(request, $"matters/{matter.Id}"));
        Write(xml, "title", words.TitleOf(matter));
        Write(xml, "updated", Rfc3339(matter.UpdatedAt));
        Write(xml, "published", Rfc3339(matter.RaisedAt));
        WriteLink(xml, "alternate", $"{origin}/matters/{matter.Id}", "text/html");
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", matter.Category?.Code ?? "-");
        xml.WriteAttributeString("label", words.CategoryOf(matter));
        xml.WriteEndElement();
        string[] parts = [words.CategoryOf(matter), matter.Place, words.StageOf(matter), words.SaidOf(matter)];
        Write(xml, "summary", string.Join(" · ", parts.Where(part => part.Length > 0)));
        if (matter.Detail is { } detail)
        {
            Write(xml, "content", detail);
        }

        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string rel, string address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, Atom, Allowed(text));

    // People paste control characters; XML has no way to write them.
    internal static string Allowed(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)))
        {
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    // The authority of a tag is a name, never a port; of an address in brackets nothing is left.
    private static string Tag(HttpRequest request, string what) =>
        $"tag:{(Uri.CheckHostName(request.Host.Host) is UriHostNameType.Dns or UriHostNameType.IPv4 ? request.Host.Host : "localhost")},2026:{what}";

    private static string Rfc3339(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
