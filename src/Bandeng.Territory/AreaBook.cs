using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Territory.Places;

namespace Bandeng.Territory;

/// <summary>Finds the areas that lists name, from memory: load once, ask as often as there are rows.</summary>
public sealed class AreaBook(BandengDb db)
{
    private sealed record AreaRow(AreaCode Code, string Name);

    private sealed record BuildingRow(AreaCode AreaCode, string Name, string? Estate);

    private readonly HashSet<AreaCode> _known = [];
    private ILookup<string, AreaCode> _towns = Enumerable.Empty<AreaCode>().ToLookup(_ => "");
    private ILookup<string, AreaCode> _communities = Enumerable.Empty<AreaCode>().ToLookup(_ => "");
    private ILookup<(AreaCode Community, string Name), AreaCode> _grids = Enumerable.Empty<AreaCode>()
        .ToLookup(_ => (default(AreaCode), ""));
    private BuildingNames<AreaCode> _buildings = new();

    private AreaCode? _within;

    /// <param name="within">Only areas inside; it is meant where a row names none. Null: all.</param>
    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        _within = within;
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var areas = await db.RowsAsync<AreaRow>(
            "select code, name from areas where valid_to is null and code between @first and @last",
            new { first, last }, cancel);
        _known.UnionWith(areas.Select(area => area.Code));
        _towns = areas.Where(area => area.Code.Level == AreaLevel.Town)
            .ToLookup(area => PlaceWords.Plain(area.Name), area => area.Code);
        _communities = areas.Where(area => area.Code.Level == AreaLevel.Village)
            .SelectMany(area =>
                new[] { (Name: PlaceWords.Community(area.Name), area.Code), (Name: area.Code.ToString(), area.Code) })
            .ToLookup(pair => pair.Name, pair => pair.Code);
        _grids = areas.Where(area => area.Code.Level == AreaLevel.Grid)
            .ToLookup(area => (area.Code.Community, GridName(area.Name)), area => area.Code);
        var buildings = await db.RowsAsync<BuildingRow>(
            """
            select p.area_code, p.name, e.name as estate from places p left join places e on e.id = p.estate_id
            where p.kind = 'Building' and p.valid_to is null and p.area_code between @first and @last
            """,
            new { first, last },
            cancel);
        _buildings = new();
        foreach (var row in buildings)
        {
            _buildings.Add(row.AreaCode.Community, row.Name, row.Estate, row.AreaCode);
        }
    }

    /// <summary>The smallest area that the words name, or why there is none.</summary>
    /// <param name="fault">
    /// <c>area.unknown</c>, <c>area.none</c>, <c>area.town</c>, <c>area.community</c>, <c>area.community-many</c>,
    /// <c>area.grid</c>,
    /// <c>area.building</c>, <c>area.building-many</c>, <c>area.building-code</c> (no grids adopted yet); or null.
    /// </param>
    public AreaCode? Find(AreaWords words, out SheetFault? fault)
    {
        if (words.Code.Length > 0)
        {
            var found = AreaCode.TryParse(words.Code, out var code) && _known.Contains(code);
            fault = found ? null : new("area.unknown", AreaGuide.Code, words.Code);
            return found ? code : null;
        }

        var around = Around(words, out fault);
        return around is not { Level: AreaLevel.Village } community || fault is not null ? around
            : words.Building.Length > 0 ? Building(community, words, out fault)
            : words.Grid.Length > 0 ? One(
                _grids[(community, GridName(words.Grid))], AreaGuide.Grid, words.Grid, out fault)
            : community;
    }

    /// <summary>第一网格, 1号网格, 网格01 and 1 are one.</summary>
    internal static string GridName(string name)
    {
        var plain = PlaceWords.Plain(name).Replace("网格", "", StringComparison.Ordinal).Trim('第', '号');
        return int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? $"{digits}"
            : ChineseNumber.Read(plain) is { } number ? $"{number}"
            : plain;
    }

    private AreaCode? Around(AreaWords words, out SheetFault? fault)
    {
        AreaCode? town = null;
        fault = null;
        if (words.Town.Length > 0
            && (town = One(_towns[PlaceWords.Plain(words.Town)], AreaGuide.Town, words.Town, out fault)) is null)
        {
            return null;
        }

        if (words.Community.Length > 0)
        {
            var meant = _communities[PlaceWords.Community(words.Community)].Where(code => town?.Contains(code) ?? true);
            return One(meant, AreaGuide.Community, words.Community, out fault);
        }

        // A building or a grid without its community can be meant only where one was said.
        var said = town ?? _within;
        fault = said is null ? new("area.none")
            : said.Value.Level < AreaLevel.Village
            && words is not { Building: "", Grid: "" } ? new("area.community", AreaGuide.Community)
            : null;
        return fault is null ? said : null;
    }

    private AreaCode? Building(AreaCode community, AreaWords words, out SheetFault? fault)
    {
        var there = _buildings.Find(community, words.Building, words.Estate);
        var found = One(there, AreaGuide.Building, words.Building, out fault);
        fault ??= found?.Level is AreaLevel.Building
            ? null
            : new("area.building-code", AreaGuide.Building, words.Building);
        return fault is null ? found : null;
    }

    private static AreaCode? One(IEnumerable<AreaCode> meant, string key, string words, out SheetFault? fault)
    {
        AreaCode[] found = [.. meant.Take(2)];
        fault = found.Length switch { 0 => new($"area.{key}", key, words), 1 => null, _ => new($"area.{key}-many", key, words) };
        return found is [var one] ? one : null;
    }
}
