using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Territory.Importing;

/// <summary>What became of one area that a file told of.</summary>
internal enum Told
{
    Unchanged,
    Changed,
    Added,

    /// <summary>The name that stands, or the end of the area, is from a later day than the file.</summary>
    Older,

    /// <summary>It went into another area: a list of before does not bring it back.</summary>
    Merged,
}

/// <summary>Brings areas as a file tells them into the table, keeping what they were called before.</summary>
internal sealed class AreaRegister(BandengDb db, DateOnly asOf)
{
    private sealed record Standing(
        long Code, string Name, string? UrbanRuralClass, string ValidFrom, string? ValidTo, long? MergedInto);

    private static readonly string[] Columns = ["code", "name", "level", "parent", "urban_rural_class", "valid_from"];

    private readonly string _day = asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Each code once.</summary>
    public async Task<IReadOnlyDictionary<AreaCode, Told>> TakeAsync(
        IReadOnlyCollection<ToldArea> areas, CancellationToken cancel)
    {
        var standing = await StandingAsync(areas, cancel);
        var told = areas.ToDictionary(
            area => area.Code, area => Compare(area, standing.GetValueOrDefault(area.Code.Value)));
        foreach (var area in areas.Where(area => told[area.Code] is Told.Changed))
        {
            await ChangeAsync(area, cancel);
        }

        var added = areas.Where(area => told[area.Code] is Told.Added).Select(Row);
        await db.InsertManyAsync("areas", Columns, added, cancel);
        return told;
    }

    private async Task<Dictionary<long, Standing>> StandingAsync(
        IReadOnlyCollection<ToldArea> areas, CancellationToken cancel)
    {
        var codes = areas.Select(area => area.Code.Value).ToArray();
        var rows = await db.RowsAsync<Standing>(
            $"select code, name, urban_rural_class, valid_from, valid_to, merged_into from areas where code {db.In()} order by code, valid_from",
            db.Codes(codes),
            cancel);
        // The last of each code counts: what stands, or how it ended.
        return rows.GroupBy(row => row.Code).ToDictionary(one => one.Key, one => one.Last());
    }

    private Told Compare(ToldArea area, Standing? before) =>
        before is null ? Told.Added
        : before is { ValidTo: { } end } ? Ended(before, end)
        : before.Name == area.Name && (area.Class is null || before.UrbanRuralClass == area.Class) ? Told.Unchanged
        : string.CompareOrdinal(_day, before.ValidFrom) < 0 ? Told.Older
        : Told.Changed;

    private Told Ended(Standing before, string end) =>
        before.MergedInto is not null ? Told.Merged : string.CompareOrdinal(_day, end) < 0 ? Told.Older : Told.Added;

    private async Task ChangeAsync(ToldArea area, CancellationToken cancel)
    {
        var change = new { code = area.Code.Value, area.Name, area.Class, day = _day };

        // Twice on one day is a correction, not a second name.
        var corrected = await db.ExecuteAsync(
            """
            update areas set name = @Name, urban_rural_class = coalesce(@Class, urban_rural_class)
            where code = @code and valid_to is null and valid_from = @day
            """,
            change,
            cancel);
        if (corrected == 0)
        {
            await db.ExecuteAsync(
                "update areas set valid_to = @day where code = @code and valid_to is null", change, cancel);
            await db.InsertManyAsync("areas", Columns, [Row(area)], cancel);
        }
    }

    private object?[] Row(ToldArea area) =>
        [area.Code.Value, area.Name, (long)area.Code.Level, area.Code.Parent?.Value, area.Class, _day];
}
