using Bandeng.Kernel;

namespace Bandeng.Sheets.Queries;

/// <summary>What one form asked of those who fill it.</summary>
/// <param name="Fills">How often it was filled.</param>
/// <param name="Columns">What it asks for, without running numbers and the like.</param>
/// <param name="Elsewhere">How many of these another form asks for too.</param>
internal sealed record FormBurden(
    Guid Id, string Name, AreaCode AreaCode, bool IsRetired, long Fills, long RowCount, int Columns, int Elsewhere);

/// <summary>A heading of a form, and the other forms that ask for the same.</summary>
internal sealed record AskedTwice(string Heading, IReadOnlyList<(Guid Id, string Name)> Forms);

/// <summary>How often, for which area and by which office a form was filled; never by whom.</summary>
internal sealed record FillsOf(
    AreaCode AreaCode,
    AreaCode OfficeCode,
    Guid? BodyId,
    long Fills,
    long RowCount,
    long EmptyCells,
    DateTimeOffset Last);

/// <summary>减负: counts how often forms are filled, and what several of them ask for.</summary>
internal sealed class CountBurden(BandengDb db)
{
    private sealed record Form(
        Guid Id, string Name, AreaCode AreaCode, DateTimeOffset? RetiredAt, long Fills, long RowCount);

    private sealed record Column(Guid FormId, string Name, string Heading, string Term);

    /// <summary>Forms of an area and around it, most filled first.</summary>
    public async Task<IReadOnlyList<FormBurden>> FormsAsync(
        AreaCode area, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        AreaCode[] areas = [area];
        var forms = await db.RowsAsync<Form>(
            $"""
            select f.id, f.name, f.area_code, f.retired_at,
                (select count(*) from sheet_fills s where s.form_id = f.id and s.filled_at >= @from and s.filled_at < @to and {SheetScopes.Inside(areas, "s.area_code")}) as fills,
                (select coalesce(cast(sum(s.row_count) as bigint), 0) from sheet_fills s
                 where s.form_id = f.id and s.filled_at >= @from and s.filled_at < @to and {SheetScopes.Inside(areas, "s.area_code")}) as row_count
            from sheet_forms f
            where {SheetScopes.Inside(areas, "f.area_code")} or {SheetScopes.Around(areas, "f.area_code")}
            """,
            new { from, to },
            cancel);
        var columns = (await ColumnsAsync(areas, cancel)).ToLookup(column => column.FormId);
        var asked = TermsOf(columns.SelectMany(group => group));
        return [.. forms.Where(form => form.RetiredAt is null || form.Fills > 0)
            .Select(form => new FormBurden(
                form.Id, form.Name, form.AreaCode, form.RetiredAt is not null, form.Fills, form.RowCount,
                columns[form.Id].Count(),
                columns[form.Id].Count(column => asked[column.Term].Count() > 1)))
            .OrderByDescending(form => form.Fills).ThenByDescending(form => form.Elsewhere)
            .ThenBy(form => form.Name, StringComparer.Ordinal)];
    }

    /// <summary>The headings of one form that other forms ask for too, with these forms.</summary>
    public async Task<IReadOnlyList<AskedTwice>> FieldsAsync(Guid form, AreaCode area, CancellationToken cancel)
    {
        var columns = await ColumnsAsync([area], cancel);
        var asked = TermsOf(columns);
        return [.. columns.Where(column => column.FormId == form).Select(column => new AskedTwice(
            column.Heading, [.. asked[column.Term].Where(other => other.Id != form)]))];
    }

    public Task<IReadOnlyList<FillsOf>> FillsAsync(
        Guid form, AreaCode area, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        db.RowsAsync<FillsOf>(
            $"""
            select s.area_code, s.office_code, s.body_id, count(*) as fills, cast(sum(s.row_count) as bigint) as row_count,
                cast(sum(s.empty_cells) as bigint) as empty_cells, max(s.filled_at) as last
            from sheet_fills s
            where s.form_id = @form and s.filled_at >= @from and s.filled_at < @to and {SheetScopes.Inside([area], "s.area_code")}
            group by s.area_code, s.office_code, s.body_id order by 4 desc, 1
            """,
            new { form, from, to },
            cancel);

    // What a form asks for now: its newest bound version, each term once, forms in use only.
    private async Task<IReadOnlyList<Column>> ColumnsAsync(
        AreaCode[] areas, CancellationToken cancel) => [.. (await db.RowsAsync<Column>(
        $"""
        select f.id as form_id, f.name, c.heading, c.term
        from sheet_forms f join sheet_columns c on c.version_id = {ListForms.Current}
        where f.retired_at is null and ({SheetScopes.Inside(areas, "f.area_code")} or {SheetScopes.Around(areas, "f.area_code")})
            and c.term not like 'row.%' and c.term <> ''
        order by f.id, c.sheet, c.place
        """,
        null,
        cancel)).DistinctBy(column => (column.FormId, column.Term))];

    private static ILookup<string, (Guid Id, string Name)> TermsOf(IEnumerable<Column> columns) =>
        columns.ToLookup(column => column.Term, column => (column.FormId, column.Name));
}
