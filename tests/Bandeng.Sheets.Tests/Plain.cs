using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Layout;

namespace Bandeng.Sheets.Tests;

/// <summary>A source with the same record over and over: what goes in is known.</summary>
internal sealed class PlainSource(int rows) : ISheetSource
{
    public const string IdNumber = "431399198001010019";
    public const string Phone = "01990000001";

    public string Code => "plain";

    public string Name => "plain";

    public string About => "plain";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("title", "标题", "Title") { AlsoCalled = ["诉求标题"] },
        new("name", "姓名", "Name") { AlsoCalled = ["户主姓名"] },
        new("phone", "联系电话", "Telephone") { IsNumberOfPerson = true },
        new("id", "身份证号", "Identity number") { IsNumberOfPerson = true },
        new("day", "受理时间", "Day", CellKind.Day),
        new("at", "办结时间", "Moment", CellKind.Moment),
        new("people", "人口数", "People", CellKind.Number) { Sums = true },
        new("share", "办结率", "Share", CellKind.Number) { IsShare = true },
        new("community", "社区", "Community") { NamesRow = true },
    ];

    public IReadOnlyList<string> CountedAs => ["总件数"];

    public bool MayRead(Viewer viewer, AreaCode area) => true;

    public Task<IReadOnlyList<object?[]>> RowsAsync(
        SourceQuestion question, CancellationToken cancel) => Task.FromResult<IReadOnlyList<object?[]>>(
    [
        .. Enumerable.Range(1, Math.Min(rows, question.Most)).Select(number => question.Pick(field => field switch
        {
            "title" => $"=第{number}件，“引号”<尖>&",
            "name" => number % 2 == 0 ? null : "林阿姨",
            "phone" => Phone,
            "id" => IdNumber,
            "day" => new DateOnly(2026, 6, 5),
            "at" => new DateTimeOffset(2026, 6, 5, 18, 30, 0, TimeSpan.FromHours(8)),
            "people" => (long)number,
            "share" => 0.956,
            _ => number == 1 ? "街心社区" : $"第{number}社区",
        })),
    ]);
}

/// <summary>A source with somebody and the head of their household.</summary>
internal sealed class HeadSource : ISheetSource
{
    public string Code => "heads";

    public string Name => "heads";

    public string About => "heads";

    public IReadOnlyList<SourceField> Fields { get; } = [new("name", "姓名", "Name"), new("head", "户主姓名", "Head")];

    public bool MayRead(Viewer viewer, AreaCode area) => true;

    public Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<object?[]>>([]);
}

internal static class Plain
{
    public static GuessHeadings Guess { get; } = new([new PlainSource(0)]);

    public static IBook Open(byte[] bytes) => OpenBook.From(bytes).TryGet(out var opened, out var refusal)
        ? opened.Book : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");

    public static SheetLayout Layout(SheetPicture sheet) =>
        new FindLayout(Guess.Knows).In(sheet) ?? throw new InvalidOperationException("No heading.");

    /// <summary>Every sheet that has headings, bound as it is guessed and filled.</summary>
    public static async Task<(byte[] Bytes, IReadOnlyList<TableFilled> Told)> FillAsync(byte[] blank, int rows)
    {
        var book = Open(blank);
        var (fillings, told) = (new List<SheetFilling>(), new List<TableFilled>());
        foreach (var (index, sheet) in book.Sheets.Index())
        {
            if (new FindLayout(Guess.Knows).In(sheet) is not { } layout)
            {
                continue;
            }

            var fields = layout.IsBeside
                ? Guess.Beside(layout.Headings)
                : GuessHeadings.Fields(new PlainSource(0), layout.Headings);
            var binding = new TableBinding(index, "plain", layout.HeadTop, layout.HeadBottom, [.. layout.Headings.Select(heading =>
                new ColumnBinding(heading.Column, heading.Path, fields.GetValueOrDefault(heading.Column)))])
            { IsBeside = layout.IsBeside };
            var viewer = new Viewer(Guid.CreateVersion7(), "陈志远", []);
            var request = new FillRequest(
                AreaCode.Parse("431302001001"), "街心社区", new(2026, 6, 1), new(2026, 6, 30), new(2026, 7, 3), viewer,
                null, null);
            var (filling, filled) = await (layout.IsBeside
                ? new FillBeside(sheet, layout, binding, [new PlainSource(rows)], request).RunAsync(default)
                : new FillTable(sheet, layout, binding, new PlainSource(rows), request).RunAsync(default));
            fillings.Add(filling);
            told.Add(filled);
        }

        return (book.Fill(fillings), told);
    }
}
