using Bandeng.Kernel;

namespace Bandeng.Territory.Queries;

/// <summary>What an area was called, and when; <see cref="ValidTo"/> is the first day it no longer was.</summary>
public sealed record FormerName(
    string Name, string ValidFrom, string? ValidTo, AreaCode? MergedInto, string? MergeDecision);

/// <summary>An area with what its page shows.</summary>
/// <param name="UrbanRuralClass">Three digits of the statistics bureau: 1xx town, 2xx country; villages only.</param>
/// <param name="Villages">How many communities and villages lie inside today.</param>
/// <param name="HasSketch">Whether the outline is invented (示意).</param>
/// <param name="Names">The present name first, then the former ones.</param>
public sealed record AreaDetail(
    AreaName Area, string? UrbanRuralClass, long Villages, bool HasOutline, bool HasSketch,
    IReadOnlyList<FormerName> Names, IReadOnlyList<AreaName> Around);

/// <summary>One area, with its former names and the areas around it.</summary>
public sealed class AreaDetails(BandengDb db, IAreas areas)
{
    private sealed record NameRow(
        string Name, string? UrbanRuralClass, string ValidFrom, string? ValidTo, AreaCode? MergedInto,
        string? MergeDecision);

    private sealed record Counts(long Villages, long Outlines, long Sketches);

    public async Task<Result<AreaDetail>> RunAsync(string? code, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(code, out var area) || await NamesAsync(area, cancel) is not { Count: > 0 } names)
        {
            return Unknown;
        }

        AreaCode[] around = [.. Around(area)];
        var known = await areas.NamesAsync([area, .. around], cancel);
        var counts = await CountAsync(area, cancel);
        return new AreaDetail(
            known[area], names[0].UrbanRuralClass, counts.Villages, counts.Outlines > 0, counts.Sketches > 0,
            [.. names.Select(row => new FormerName(row.Name, row.ValidFrom, row.ValidTo, row.MergedInto, row.MergeDecision))],
            [.. around.Where(known.ContainsKey).Select(one => known[one])]);
    }

    /// <summary>The refusal of every question about a code that is no area.</summary>
    internal static Refusal Unknown { get; } = new(RefusalKind.NotFound, "area.unknown", "There is no such area.");

    private Task<IReadOnlyList<NameRow>> NamesAsync(AreaCode area, CancellationToken cancel) => db.RowsAsync<NameRow>(
        """
        select name, urban_rural_class, valid_from, valid_to, merged_into, merge_decision from areas
        where code = @Value order by valid_from desc
        """,
        new { area.Value },
        cancel);

    private async Task<Counts> CountAsync(AreaCode area, CancellationToken cancel) => (await db.RowAsync<Counts>(
        """
        select (select count(*) from areas where level = @Level and valid_to is null and code between @First and @Last) as villages,
               (select count(*) from area_outlines where code = @First) as outlines,
               (select count(*) from area_outlines where code = @First and sketch = 1) as sketches
        """,
        new { Level = (long)AreaLevel.Village, area.Range.First, area.Range.Last },
        cancel))!;

    private static Stack<AreaCode> Around(AreaCode area)
    {
        var around = new Stack<AreaCode>();
        for (var parent = area.Parent; parent is { } one; parent = one.Parent)
        {
            around.Push(one);
        }

        return around;
    }
}
