using Bandeng.Kernel;

namespace Bandeng.Households.Queries;

/// <summary>How many live somewhere.</summary>
internal sealed record Counted(Guid Id, long Households, long People);

/// <summary>Households and people of today, by building or by door.</summary>
internal sealed class CountHouseholds(BandengDb db)
{
    private const string Sums =
        """
        count(distinct h.id) as households, count(m.id) as people
        from households h left join household_members m on m.household_id = h.id and m.valid_to is null
        where h.valid_to is null
        """;

    public async Task<IReadOnlyDictionary<Guid, Counted>> OfBuildingsAsync(Guid[] ids, CancellationToken cancel)
    {
        var rows = ids is [] ? [] : await db.RowsAsync<Counted>(
            $"select h.building_id as id, {Sums} and {db.In("h.building_id", nameof(ids))} group by h.building_id",
            new { ids }, cancel);
        return rows.ToDictionary(row => row.Id);
    }

    public async Task<IReadOnlyDictionary<Guid, Counted>> OfDoorsAsync(Guid building, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Counted>(
            $"select h.dwelling_id as id, {Sums} and h.building_id = @building group by h.dwelling_id",
            new { building }, cancel);
        return rows.ToDictionary(row => row.Id);
    }
}
