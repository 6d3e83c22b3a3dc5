using Bandeng.Kernel;

namespace Bandeng.Sheets.Queries;

/// <summary>A form as a line of the list.</summary>
/// <param name="Bound">The version that is filled; null: its headings wait to be bound.</param>
internal sealed record FormLine(Guid Id, string Name, AreaCode AreaCode, long? Bound, long Columns, long Fills);

/// <summary>The forms that a viewer may look at, newest first.</summary>
internal sealed class ListForms(BandengDb db)
{
    public const int PageSize = 50;

    /// <summary>The version of a form <c>f</c> that is filled.</summary>
    internal const string Current =
        "(select v.id from sheet_versions v where v.form_id = f.id and v.bound_at is not null order by v.number desc limit 1)";

    /// <param name="from">Fillings are counted from here.</param>
    /// <param name="after">The last id of the page before.</param>
    public Task<IReadOnlyList<FormLine>> RunAsync(
        IReadOnlyCollection<AreaCode> areas, DateTimeOffset from, Guid? after, CancellationToken cancel) =>
        db.RowsAsync<FormLine>(
            $"""
            select f.id, f.name, f.area_code,
                (select max(v.number) from sheet_versions v where v.form_id = f.id and v.bound_at is not null) as bound,
                (select count(*) from sheet_columns c where c.version_id = {Current}) as columns,
                (select count(*) from sheet_fills s where s.form_id = f.id and s.filled_at >= @from and {SheetScopes.Inside(areas, "s.area_code")}) as fills
            from sheet_forms f
            where f.retired_at is null and ({SheetScopes.Inside(areas, "f.area_code")} or {SheetScopes.Around(areas, "f.area_code")})
                {(after is null ? "" : "and f.id < @after")}
            order by f.id desc limit {PageSize + 1}
            """,
            new { from, after },
            cancel);
}
