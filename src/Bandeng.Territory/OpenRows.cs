using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>Rows of a module's own table that are open at an area when it goes into another.</summary>
public static class OpenRows
{
    /// <param name="table">Has a column <c>area_code</c>.</param>
    /// <param name="open">Which rows are open, in SQL.</param>
    public static async Task<long> CountOpenAsync(
        this BandengDb db, string table, string open, AreaCode area, CancellationToken cancel) =>
        await db.RowAsync<long>(
            $"select count(*) from {table} where {open} and area_code between @First and @Last",
            new { area.Range.First, area.Range.Last }, cancel);

    /// <summary>Gives them the code at which they go on.</summary>
    public static async Task MoveOpenAsync(
        this BandengDb db, string table, string open, MergedArea merged, CancellationToken cancel)
    {
        var codes = await db.RowsAsync<AreaCode>(
            $"select distinct area_code from {table} where {open} and area_code between @First and @Last",
            new { merged.Area.Range.First, merged.Area.Range.Last }, cancel);
        foreach (var code in codes)
        {
            await db.ExecuteAsync(
                $"update {table} set area_code = @to where {open} and area_code = @from",
                new { from = code.Value, to = merged.Now(code).Value }, cancel);
        }
    }
}
