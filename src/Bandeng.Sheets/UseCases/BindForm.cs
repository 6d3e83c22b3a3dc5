using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Layout;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Sheets.UseCases;

/// <summary>Says once what each heading of a form means; from then on it is filled for any area and period.</summary>
internal sealed class BindForm(BandengDb db, ReadForm read, TimeProvider clock)
{
    private static readonly Refusal NotKept = new(
        RefusalKind.Invalid, "sheet.not-kept",
        "Ethnicity, religion and politics of persons are not held here; such a column stays empty.");

    private static readonly Refusal NoSource = new(
        RefusalKind.Invalid, "sheet.source", "There is no such source or field.");

    private static readonly Refusal Nothing = new(
        RefusalKind.Invalid, "sheet.nothing-bound", "Not one heading is bound: choose at least one.");

    private static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "sheet.overtaken", "Somebody changed it in the meantime.");

    /// <param name="form">The form.</param>
    /// <param name="seen">Which state of the version was shown.</param>
    /// <param name="tables">The sheets that are bound now; those of other sheets stay as they are.</param>
    public async Task<Result<Guid>> RunAsync(
        Guid form, long seen, IReadOnlyList<TableBinding> tables, Viewer viewer, CancellationToken cancel)
    {
        if (!(await read.FindAsync(form, viewer, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        if (viewer.PostFor(Permission.KeepSheets, found.AreaCode) is not { } post)
        {
            return SheetScopes.Outside;
        }

        if (!(await read.OpenAsync(found, newest: true, cancel)).TryGet(out var opened, out refusal))
        {
            return refusal;
        }

        if (opened.Version.Version != seen)
        {
            return Overtaken;
        }

        List<TableBinding> all = [.. tables, .. opened.Tables.Where(
            table => tables.All(one => one.Sheet != table.Sheet))];
        if (tables.Select(table => Check(table, opened)).FirstOrDefault(one => one is not null) is { } wrong)
        {
            return wrong;
        }

        if (!all.Exists(table => table.Columns.Any(column => column.Field is not null)))
        {
            return Nothing;
        }

        await using var whole = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await ReplaceAsync(opened.Version.Id, tables, cancel);
        var now = clock.GetUtcNow();
        opened.Version.Bind(now);
        db.Record(new TrailEntry("sheet", form, found.AreaCode, "sheet.Bind", viewer with { ActingPost = post }, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["version"] = opened.Version.Number,
                ["bound"] = tables.Sum(table => table.Columns.Count(column => column.Field is not null)),
                ["headings"] = tables.Sum(table => table.Columns.Count),
            },
        });
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return Overtaken;
        }

        if (whole is not null)
        {
            await whole.CommitAsync(cancel);
        }

        return form;
    }

    private Refusal? Check(TableBinding table, FormOpened opened)
    {
        var source = table.IsBeside ? null : read.Guess.Sources.FirstOrDefault(one => one.Code == table.Source);
        if ((source is null && !table.IsBeside) || table.Sheet >= opened.Book.Sheets.Count
            || FindLayout.Of(opened.Book.Sheets[table.Sheet], table) is not { } layout)
        {
            return NoSource;
        }

        var headings = layout.Headings.ToDictionary(heading => heading.Column);
        return table.Columns.Any(column => !headings.ContainsKey(column.Column)) ? NoSource
            : table.Columns.Any(column => column.Field is not null && headings[column.Column].IsNotKept) ? NotKept
            : table.Columns.Any(column => column.Field is { } field && !IsKnown(field, source)) ? NoSource
            : null;
    }

    /// <param name="source">Null: the headings stand beside the cells, and each names its own.</param>
    private bool IsKnown(string field, ISheetSource? source) => RowFields.All.Any(known => known.Code == field)
        || (source is null ? BesideField.Read(field, read.Guess.Sources) is not null : source.Fields.Any(
            known => known.Code == field));

    private async Task ReplaceAsync(Guid version, IReadOnlyList<TableBinding> tables, CancellationToken cancel)
    {
        long[] sheets = [.. tables.Select(table => (long)table.Sheet)];
        db.RemoveRange(
            await db.FormColumns.Where(one => one.VersionId == version && sheets.Contains(one.Sheet))
                .ToListAsync(cancel));
        db.RemoveRange(
            await db.FormTables.Where(one => one.VersionId == version && sheets.Contains(one.Sheet))
                .ToListAsync(cancel));
        await db.SaveChangesAsync(cancel);
        foreach (var table in tables)
        {
            db.Add(new SheetTable
            {
                VersionId = version,
                Sheet = table.Sheet,
                Source = table.Source,
                HeadTop = table.HeadTop,
                HeadBottom = table.HeadBottom,
                Beside = table.IsBeside,
            });
            db.AddRange(table.Columns.Select(column => new SheetColumn
            {
                VersionId = version,
                Sheet = table.Sheet,
                Place = column.Column,
                Heading = column.Heading,
                Field = column.Field,
                Term = TermOf(table, column),
            }));
        }
    }

    private static string TermOf(TableBinding table, ColumnBinding column) =>
        column.Field is null ? Heading.Plain(column.Heading.Split('/')[^1])
        : table.IsBeside || column.Field.StartsWith("row.", StringComparison.Ordinal) ? column.Field
        : $"{table.Source}.{column.Field}";
}
