using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using ExcelDataReader;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>Table files as other programs read them.</summary>
public sealed class SheetTests
{
    private static readonly SheetColumn[] Columns =
    [
        new("序号", CellKind.Number), new("工单编号"), new("事项"), new("登记", CellKind.Moment), new("日期", CellKind.Day),
        new("空"),
    ];

    private static readonly DateTimeOffset At = ChinaTime.ToInstant(new DateTime(2026, 6, 1, 9, 30, 0));

    private static readonly object?[][] Rows =
    [
        [1L, "0012345678901234567", "楼道灯坏了，\"老人\"夜里\n看不见😀", At, new DateOnly(2026, 6, 2), null],
        [2.5, "013800138000", "=cmd|'/c calc'!A0", At, null, "\u0001控制"],
    ];

    [Fact]
    public async Task A_workbook_keeps_types_zeros_and_chinese()
    {
        using var file = new MemoryStream();
        await XlsxSheet.WriteAsync(
            file, "收件台", Columns, Rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        file.Position = 0;

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(file);

        Assert.Equal("收件台", reader.Name);
        Assert.True(reader.Read());
        Assert.Equal("工单编号", reader.GetValue(1));
        Assert.True(reader.Read());
        Assert.Equal(1d, reader.GetValue(0));
        Assert.Equal("0012345678901234567", reader.GetValue(1));
        Assert.Equal("楼道灯坏了，\"老人\"夜里\n看不见😀", reader.GetValue(2));
        Assert.Equal(
            new DateTime(2026, 6, 1, 9, 30, 0), Assert.IsType<DateTime>(reader.GetValue(3)), TimeSpan.FromSeconds(1));
        Assert.Equal(new DateTime(2026, 6, 2), reader.GetValue(4));
        Assert.Null(reader.GetValue(5));
        Assert.True(reader.Read());
        Assert.Equal(2.5, reader.GetValue(0));
        Assert.Equal("013800138000", reader.GetValue(1));
        Assert.Equal("=cmd|'/c calc'!A0", reader.GetValue(2));
        Assert.Equal("控制", reader.GetValue(5));
        Assert.False(reader.Read());
    }

    [Fact]
    public async Task The_head_of_a_workbook_is_frozen()
    {
        using var file = new MemoryStream();
        await XlsxSheet.WriteAsync(file, "表", Columns, Rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        using var zip = new System.IO.Compression.ZipArchive(file);
        using var sheet = new StreamReader(
            zip.Entries.Single(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open());
        var xml = await sheet.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_csv_has_a_mark_and_quotes_what_must_be_quoted()
    {
        var bytes = await CsvAsync(Rows);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Contains(
            "\"楼道灯坏了，\"\"老人\"\"夜里\n看不见😀\",2026-06-01 09:30,2026-06-02,\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("\r=1")]
    public async Task A_text_that_would_be_a_formula_is_led_by_an_apostrophe(string text)
    {
        var line = Encoding.UTF8.GetString(await CsvAsync([["1", text]])).Split("\r\n", 2)[1].TrimEnd();

        Assert.Contains($"'{text}", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_number_stays_a_number() =>
        Assert.EndsWith("\r\n-5\r\n", Encoding.UTF8.GetString(await CsvAsync([[-5L]])), StringComparison.Ordinal);

    private static async Task<byte[]> CsvAsync(IReadOnlyList<object?>[] rows)
    {
        using var file = new MemoryStream();
        await CsvSheet.WriteAsync(file, Columns, rows.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        return file.ToArray();
    }
}
