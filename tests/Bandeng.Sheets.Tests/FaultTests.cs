using System.IO.Compression;
using System.Text;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Demo;
using NPOI.POIFS.FileSystem;

namespace Bandeng.Sheets.Tests;

/// <summary>
/// What people send that is no blank table: each is refused with a code of its own, or taken as it is.
/// </summary>
public sealed class FaultTests
{
    [Fact]
    public void A_workbook_with_macros_is_refused()
    {
        Assert.Equal("sheet.macros", CodeOf(Blanks.With(Blanks.Rich, ("xl/vbaProject.bin", [1, 2, 3]))));
        Assert.Equal(
            "sheet.macros", CodeOf(Compound(files => files.Root.CreateDirectory("_VBA_PROJECT_CUR"), Blanks.Xls())));
    }

    [Fact]
    public void A_password_is_told_from_damage()
    {
        Assert.Equal(
            "sheet.password",
            CodeOf(Compound(files => files.CreateDocument(new MemoryStream(new byte[600]), "EncryptedPackage"), null)));
        Assert.Equal("sheet.password", CodeOf(Locked(Blanks.Xls())));
    }

    [Fact]
    public void A_zip_bomb_is_not_unpacked()
    {
        var bomb = Blanks.With(Blanks.Rich, ("xl/media/image1.png", new byte[70 << 20]));
        Assert.True(bomb.Length < OpenBook.MostBytes);
        Assert.Equal("sheet.too-large", CodeOf(bomb));
    }

    [Fact]
    public void Too_large_damaged_and_disguised_files_are_told_apart()
    {
        Assert.Equal("sheet.too-large", CodeOf(new byte[OpenBook.MostBytes + 1]));
        Assert.Equal("sheet.not-workbook", CodeOf("%PDF-1.7 …"u8.ToArray()));
        Assert.Equal("sheet.not-workbook", CodeOf("<html><table><tr><td>序号</td></tr></table></html>"u8.ToArray()));
        Assert.Equal("sheet.not-workbook", CodeOf([]));
        Assert.Equal("sheet.unreadable", CodeOf(Blanks.Rich[..2_000]));
        Assert.Equal(
            "sheet.unreadable",
            CodeOf(Blanks.With(Blanks.Rich, ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"u8.ToArray()))));
        Assert.Equal("sheet.unreadable", CodeOf(Blanks.Xls()[..3_000]));
        Assert.Equal("sheet.not-workbook", CodeOf(Zip(("word/document.xml", "<w/>"))));
        Assert.Equal(
            "sheet.external",
            CodeOf(Blanks.With(Blanks.Rich, ("xl/externalLinks/externalLink1.xml", "<x/>"u8.ToArray()))));
    }

    [Fact]
    public void An_array_formula_is_named_with_its_cell()
    {
        var sheet = Blanks.Part(Blanks.Rich, "xl/worksheets/sheet1.xml")
            .Replace("<f>H6*2</f>", "<f t=\"array\" ref=\"J6\">H6*2</f>", StringComparison.Ordinal);
        Assert.False(
            OpenBook.From(Blanks.With(Blanks.Rich, ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes(sheet))))
                .TryGet(out _, out var refusal));
        Assert.Equal("sheet.formula-array", refusal!.Code);
        Assert.Contains("J6", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_megabytes_of_styles_are_carried_along()
    {
        var styles = Blanks.Part(Blanks.Rich, "xl/styles.xml");
        var many = string.Concat(
            Enumerable.Range(0, 75_000).Select(at =>
                $"<xf numFmtId=\"0\" fontId=\"{at % 3}\" borderId=\"1\" applyBorder=\"1\" applyFont=\"1\"/>"));
        var heavy = Blanks.With(
            Blanks.Rich,
            ("xl/styles.xml", Encoding.UTF8.GetBytes(
                styles.Replace("</cellXfs>", many + "</cellXfs>", StringComparison.Ordinal))));
        Assert.True(Blanks.Part(heavy, "xl/styles.xml").Length > 5_000_000);
        var (bytes, _) = await Plain.FillAsync(heavy, 20);
        Assert.Equal("林阿姨", Plain.Open(bytes).Sheets[0].At(5, 3).Text);
    }

    [Fact]
    public void A_table_without_headings_has_no_layout()
    {
        var letter = new BlankBook("信").Put("A1:D1", "关于报送材料的通知", BlankStyle.Title).Put("A3", "各社区：请于月底前报送。").ToArray();
        Assert.Null(new Layout.FindLayout(Plain.Guess.Knows).In(Plain.Open(letter).Sheets[0]));
    }

    private static string? CodeOf(byte[] bytes) =>
        OpenBook.From(bytes).TryGet(out _, out var refusal) ? null : refusal.Code;

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return whole.ToArray();
    }

    private static byte[] Compound(Action<POIFSFileSystem> change, byte[]? book)
    {
        var files = book is null ? new POIFSFileSystem() : new POIFSFileSystem(new MemoryStream(book));
        change(files);
        using var target = new MemoryStream();
        files.WriteFileSystem(target);
        return target.ToArray();
    }

    // A workbook says in its second record (FILEPASS) that what follows is closed.
    private static byte[] Locked(byte[] book)
    {
        var files = new POIFSFileSystem(new MemoryStream(book));
        using var stream = files.CreateDocumentInputStream("Workbook");
        var records = new byte[stream.Available()];
        stream.ReadExactly(records);
        var begin = 4 + BitConverter.ToUInt16(records, 2);
        byte[] closed = [0x2F, 0, 54, 0, 1, 0, 1, 0, 1, 0, .. new byte[48]];
        return Compound(
            all =>
                all.CreateDocument(new MemoryStream([.. records[..begin], .. closed, .. records[begin..]]), "Workbook"),
            null);
    }
}
