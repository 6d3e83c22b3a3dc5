using Bandeng.Kernel;
using Bandeng.Territory.Maps;

namespace Bandeng.Territory;

/// <summary>Answers from the memory of this node, and asks the database for what it does not know yet.</summary>
internal sealed class Areas(BandengDb db, TerritoryMemory memory, OutlineStore outlines, HomeSetting setting) : IAreas
{
    private sealed record NameRow(AreaCode Code, string Name);

    private const string Standing =
        """
        select a.valid_to is null as is_today, a.merged_into,
            case when a.valid_to is not null and a.merged_into is null then
                (select p.area_code from place_codes c join places p on p.id = c.place_id
                    where c.area_code = a.code and p.area_code <> a.code and p.valid_to is null
                    order by c.valid_from desc limit 1) end as building
        from areas a where a.code = @Value order by a.valid_from desc limit 1
        """;

    private sealed record StandingRow(bool IsToday, AreaCode? MergedInto, AreaCode? Building);

    // Of no rows at all, SQLite cannot say that the smallest would be a number: no constructor fits.
    private sealed class Ends
    {
        public long? First { get; init; }

        public long? Last { get; init; }
    }

    public async Task<AreaName> HomeAsync(CancellationToken cancel)
    {
        var remembered = await memory.CurrentAsync(db, cancel);
        return remembered.Home ??= await FindHomeAsync(cancel);
    }

    public async Task<IReadOnlyDictionary<AreaCode, AreaName>> NamesAsync(
        IEnumerable<AreaCode> codes, CancellationToken cancel)
    {
        AreaCode[] wanted = [.. codes.Where(code => code != default).Distinct()];
        var names = await OwnNamesAsync([.. wanted.SelectMany(Named).Distinct()], cancel);
        return wanted.Where(names.ContainsKey)
            .ToDictionary(code => code, code => new AreaName(code, names[code], FullName(code, names)));
    }

    public async Task<IReadOnlyList<AreaName>> ChildrenAsync(AreaCode parent, CancellationToken cancel)
    {
        var remembered = await memory.CurrentAsync(db, cancel);
        if (remembered.ChildrenOf(parent) is { } known)
        {
            return known;
        }

        var rows = await db.RowsAsync<NameRow>(
            $"""
            select code, name from areas
            where valid_to is null and parent {(parent == default ? "is null" : "= @Value")} order by code
            """,
            new { parent.Value },
            cancel);
        var names = await NamesAsync(rows.Select(row => row.Code), cancel);
        AreaName[] children = [.. rows.Select(row => names[row.Code])];
        return db.Database.CurrentTransaction is null ? remembered.Remember(parent, children) : children;
    }

    public async Task<AreaCode> LeadsToAsync(AreaCode code, CancellationToken cancel)
    {
        var remembered = await memory.CurrentAsync(db, cancel);

        // A merge leads to a code that was new on its day, and what is around has fewer digits: there is an end.
        for (AreaCode? here = code; here is { } one;)
        {
            if (remembered.IsStanding(one))
            {
                return one;
            }

            if (await db.RowAsync<StandingRow>(Standing, new { one.Value }, cancel) is not { IsToday: false } row)
            {
                if (db.Database.CurrentTransaction is null)
                {
                    remembered.RememberStanding(one);
                }

                return one;
            }

            here = row.MergedInto ?? row.Building ?? one.Parent;
        }

        return code;
    }

    public async Task<AreaCode?> LocateAsync(double longitude, double latitude, CancellationToken cancel)
    {
        var remembered = await memory.CurrentAsync(db, cancel);
        remembered.Outlines ??= await outlines.TreeAsync(cancel);
        return await outlines.LocateAsync(remembered.Outlines, longitude, latitude, cancel);
    }

    /// <summary>The areas whose names make up the full name; a grid is not part of an address.</summary>
    private static IEnumerable<AreaCode> Named(AreaCode code)
    {
        yield return code;
        for (var around = code.Parent; around is { Level: >= AreaLevel.Town } area; around = area.Parent)
        {
            if (area.Level != AreaLevel.Grid)
            {
                yield return area;
            }
        }
    }

    private static string FullName(AreaCode code, Dictionary<AreaCode, string> names) =>
        string.Join(' ', Named(code).Reverse().Select(area => names.GetValueOrDefault(area)).OfType<string>());

    private async Task<Dictionary<AreaCode, string>> OwnNamesAsync(AreaCode[] codes, CancellationToken cancel)
    {
        var remembered = await memory.CurrentAsync(db, cancel);
        var names = new Dictionary<AreaCode, string>();
        var unknown = new List<long>();
        foreach (var code in codes)
        {
            if (remembered.TryGetName(code, out var name))
            {
                names[code] = name!;
            }
            else
            {
                unknown.Add(code.Value);
            }
        }

        foreach (var row in unknown.Count > 0 ? await ReadNamesAsync([.. unknown], cancel) : [])
        {
            names[row.Code] = row.Name;
            remembered.Remember(row.Code, row.Name);
        }

        return names;
    }

    // In order of time, so that the last name wins.
    private Task<IReadOnlyList<NameRow>> ReadNamesAsync(
        long[] codes, CancellationToken cancel) => db.RowsAsync<NameRow>(
        $"select code, name from areas where code {db.In()} order by valid_from", db.Codes(codes), cancel);

    private async Task<AreaName> FindHomeAsync(CancellationToken cancel)
    {
        if (setting.Code is { } chosen)
        {
            return (await NamesAsync([chosen], cancel))
                .GetValueOrDefault(chosen, new(chosen, $"{chosen}", $"{chosen}"));
        }

        var ends = await db.RowAsync<Ends>(
            "select min(code) as first, max(code) as last from areas where level = @Level and valid_to is null",
            new { Level = (long)AreaLevel.Village },
            cancel);
        if (ends is not { First: { } first, Last: { } last })
        {
            return new AreaName(default, "", "");
        }

        var home = AreaCode.FromValue(first);
        while (home.Parent is { } around && !home.Contains(AreaCode.FromValue(last)))
        {
            home = around;
        }

        return (await NamesAsync([home], cancel)).GetValueOrDefault(home, new(home, $"{home}", $"{home}"));
    }
}
