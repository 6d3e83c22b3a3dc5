using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Sheets.Books;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Layout;
using Bandeng.Territory;

namespace Bandeng.Sheets.UseCases;

/// <summary>For what a form is to be filled.</summary>
/// <param name="Id">Made by who asks: the same filling sent twice counts once.</param>
/// <param name="Purpose">For what numbers are opened; empty: masked.</param>
internal sealed record FillAsked(
    Guid Id, AreaCode Area, DateOnly First, DateOnly Last, string? Checker, string? Purpose);

/// <summary>A form, filled.</summary>
/// <param name="Name">What the file is called.</param>
internal sealed record FormFilled(byte[] Bytes, string Name, BookFormat Format, IReadOnlyList<TableFilled> Tables);

/// <summary>Fills a form for an area and a period, and counts that it was asked for.</summary>
internal sealed class FillForm(BandengDb db, ReadForm read, IAreas areas, TimeProvider clock)
{
    private const int LongestPeriod = 3_660;
    private const int NameMax = 40;

    // Each number that is opened is a line on the trail that its person reads.
    private const int MostOpened = 2_000;

    private static readonly Refusal WrongPeriod = new(
        RefusalKind.Invalid, "fill.period",
        "The last day comes before the first, or the period is longer than ten years.");
    private static readonly Refusal WrongChecker = new(
        RefusalKind.Invalid, "fill.checker.wrong", "A name has at most 40 characters.");
    private static readonly Refusal Retired = new(RefusalKind.Conflict, "sheet.retired", "This form was deleted.");
    private static readonly Refusal NotYours = new(
        RefusalKind.Forbidden, "fill.source", "Your posts do not let you read what this form asks for in this area.");
    private static readonly Refusal Twice = new(
        RefusalKind.Conflict, "fill.twice", "This form was sent twice; open the page again.");
    private static readonly Refusal TooManyNumbers = new(
        RefusalKind.Invalid, "fill.too-many-numbers",
        "Numbers of more than 2,000 rows are not opened at once: take a smaller area or period.");
    private static readonly Refusal TooMany = new(
        RefusalKind.Invalid, "fill.too-many", "More than 50,000 rows: take a smaller area or period.");

    private (SheetForm Form, SheetVersion Version)? _composed;

    /// <summary>What the form would hold; nothing is counted, no number is opened.</summary>
    public async Task<Result<FormFilled>> LookAsync(
        Guid form, FillAsked asked, Viewer viewer, CancellationToken cancel) =>
        await ComposeAsync(form, asked with { Purpose = null }, viewer, write: false, cancel);

    /// <summary>The form as a file. It is counted, and an opened number is on the trail.</summary>
    public async Task<Result<FormFilled>> RunAsync(Guid form, FillAsked asked, Viewer viewer, CancellationToken cancel)
    {
        asked = asked with { Purpose = string.IsNullOrWhiteSpace(asked.Purpose) ? null : asked.Purpose.Trim() };
        var result = await ComposeAsync(form, asked, viewer, write: true, cancel);
        if (!result.TryGet(out var filled, out _))
        {
            return result;
        }

        var (found, version) = _composed!.Value;
        var now = clock.GetUtcNow();
        var post = viewer.PostFor(Permission.FillSheets, asked.Area)!;
        db.Add(new SheetFill
        {
            Id = asked.Id,
            FormId = form,
            VersionId = version.Id,
            AreaCode = asked.Area,
            OfficeCode = post.Area,
            BodyId = post.BodyId,
            FirstDay = asked.First,
            LastDay = asked.Last,
            FilledAt = now,
            RowCount = filled.Tables.Sum(table => table.Rows),
            EmptyCells = filled.Tables.Sum(table => table.EmptyCells),
            Opened = asked.Purpose is not null,
        });
        db.Record(new TrailEntry("sheet", form, asked.Area, "sheet.Fill", viewer with { ActingPost = post }, now)
        {
            Words = asked.Purpose is { } purpose ? [db.Keep(form, purpose, now)] : [],
            Facts = new Dictionary<string, object?>
            {
                ["version"] = version.Number,
                ["from"] = asked.First.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["to"] = asked.Last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                ["rows"] = filled.Tables.Sum(table => table.Rows),
                ["opened"] = asked.Purpose is not null,
                ["formArea"] = found.AreaCode.ToString(),
            },
        });

        // Sent twice: it was counted by the first. Numbers leave only with the looks of this very filling on the trail.
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved || asked.Purpose is null ? result : Twice;
    }

    private async Task<Result<FormFilled>> ComposeAsync(
        Guid id, FillAsked asked, Viewer viewer, bool write, CancellationToken cancel)
    {
        if (!(await read.FindAsync(id, viewer, cancel)).TryGet(out var form, out var refusal))
        {
            return refusal;
        }

        if (Check(form, asked, viewer) is { } wrong)
        {
            return wrong;
        }

        if (!(await read.OpenAsync(form, newest: false, cancel)).TryGet(out var opened, out refusal))
        {
            return refusal;
        }

        _composed = (form, opened.Version);
        var request = new FillRequest(
            asked.Area, await NameAsync(asked.Area, cancel), asked.First, asked.Last,
            ChinaTime.DayOf(clock.GetUtcNow()), viewer,
            asked.Checker?.Trim(), asked.Purpose);
        var (fillings, tables) = (new List<SheetFilling>(), new List<TableFilled>());
        foreach (var table in opened.Tables.Where(table => table.Columns.Any(column => column.Field is not null)))
        {
            if (SourcesOf(table) is var sources
                && sources.Exists(source => source?.MayRead(viewer, asked.Area) != true))
            {
                return NotYours;
            }

            var sheet = opened.Book.Sheets[table.Sheet];
            var layout = FindLayout.Of(sheet, table)!;
            var (filling, filled) = await (table.IsBeside
                ? new FillBeside(sheet, layout, table, read.Guess.Sources, request).RunAsync(cancel)
                : new FillTable(sheet, layout, table, sources[0]!, request).RunAsync(cancel));
            if (filled.Rows > FillTable.MostRows || (request.Purpose is not null && filled.Rows > MostOpened))
            {
                return request.Purpose is null ? TooMany : TooManyNumbers;
            }

            fillings.Add(filling);
            tables.Add(filled);
        }

        return write
            ? Written(opened, fillings, tables, form, request)
            : new FormFilled([], "", opened.Book.Format, tables);
    }

    private List<ISheetSource?> SourcesOf(TableBinding table) => table.IsBeside
        ? [.. table.Columns.Where(column => column.Field?.StartsWith("row.", StringComparison.Ordinal) == false)
            .Select(column => BesideField.Read(column.Field!, read.Guess.Sources)?.Source).Distinct()]
        : [read.Guess.Sources.FirstOrDefault(one => one.Code == table.Source)];

    private static Result<FormFilled> Written(
        FormOpened opened, List<SheetFilling> fillings, List<TableFilled> tables, SheetForm form, FillRequest request)
    {
        try
        {
            var ending = opened.Book.Format is BookFormat.Xls ? "xls" : "xlsx";
            var name = FormattableString.Invariant(
                $"{form.Name} {request.AreaName} {request.First:yyyyMMdd}-{request.Last:yyyyMMdd}.{ending}");
            return new FormFilled(opened.Book.Fill(fillings), name, opened.Book.Format, tables);
        }
        catch (BookFaultException fault)
        {
            return fault.Refusal;
        }
    }

    private static Refusal? Check(SheetForm form, FillAsked asked, Viewer viewer) =>
        form.RetiredAt is not null ? Retired
        : !viewer.MayFill(form, asked.Area) ? SheetScopes.Outside
        : asked.First > asked.Last || asked.Last.DayNumber - asked.First.DayNumber > LongestPeriod ? WrongPeriod
        : asked.Checker is { Length: > NameMax } ? WrongChecker
        : asked.Purpose is { } purpose && !StatedPurpose.Read(purpose).TryGet(out _, out var unsaid) ? unsaid
        : null;

    private async Task<string> NameAsync(AreaCode area, CancellationToken cancel) =>
        (await areas.NamesAsync([area], cancel)).TryGetValue(area, out var name) ? name.Name : area.ToString();
}
