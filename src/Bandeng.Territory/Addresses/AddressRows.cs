using Bandeng.Kernel;

namespace Bandeng.Territory.Addresses;

/// <summary>Reads what addresses are found by: names of today, former names, aliases, addresses.</summary>
internal sealed class AddressRows(BandengDb db)
{
    private static readonly char[] Between = ['、', ',', '，', ';', '；'];

    private sealed record AreaRow(AreaCode Code, string Name, bool IsToday, AreaCode? MergedInto);

    private sealed record PlaceRow(
        Guid Id, PlaceKind Kind, string Name, AreaCode AreaCode, Guid? EstateId, string? Address, string? Aliases,
        bool IsToday);

    public async Task<AddressIndex> IndexAsync(CancellationToken cancel)
    {
        var rows = await db.RowsAsync<PlaceRow>(
            """
            select p.id, p.kind, n.name, p.area_code, p.estate_id, p.address, p.aliases,
                n.valid_to is null as is_today
            from places p join place_names n on n.place_id = p.id where p.valid_to is null
            order by case when n.valid_to is null then 0 else 1 end, p.id
            """,
            null, cancel);
        var today = rows.Where(row => row.IsToday).ToArray();
        var index = new AddressIndex(
            await AreasAsync(cancel),
            rows.Select(row => Of(row, row.Name))
                .Concat(today.SelectMany(row => Aliases(row).Select(alias => Of(row, alias)))),
            today.Where(row => row.Address is not null).Select(row => Of(row, row.Address!)));
        index.Call(today.Select(row => (row.Id, row.Name)));
        return index;
    }

    /// <summary>An area that was merged leads to where it went; one that only ended is nowhere.</summary>
    private async Task<IEnumerable<AddressArea>> AreasAsync(CancellationToken cancel)
    {
        var rows = await db.RowsAsync<AreaRow>(
            "select code, name, valid_to is null as is_today, merged_into from areas where level <= 5", null, cancel);
        var standing = rows.Where(row => row.IsToday).Select(row => row.Code).ToHashSet();
        var into = rows.Where(row => row.MergedInto is not null && !standing.Contains(row.Code))
            .GroupBy(row => row.Code).ToDictionary(same => same.Key, same => same.Last().MergedInto!.Value);
        return rows.Select(row => (Code: Standing(row.Code), row.Name)).Where(row => row.Code is not null)
            .Select(row => new AddressArea(row.Code!.Value, row.Name)).Distinct();

        AreaCode? Standing(AreaCode code)
        {
            for (var steps = 0; steps <= into.Count; steps++)
            {
                if (standing.Contains(code))
                {
                    return code;
                }

                if (!into.TryGetValue(code, out code))
                {
                    return null;
                }
            }

            return null;
        }
    }

    private static AddressPlace Of(PlaceRow row, string name) =>
        new(row.Id, row.Kind, name, row.AreaCode, row.EstateId);

    private static string[] Aliases(PlaceRow row) =>
        row.Aliases?.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A door of a building as a node remembers it.</summary>
internal sealed record KnownDoor(Guid Id, string Unit, string Room);
