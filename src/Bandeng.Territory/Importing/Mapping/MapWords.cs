namespace Bandeng.Territory.Importing.Mapping;

/// <summary>What stands or runs on a map.</summary>
/// <param name="Kind"><c>road</c>, <c>rail</c>, <c>water</c> or <c>wall</c>.</param>
/// <param name="Class">As OpenStreetMap calls it, or null where only the kind is known.</param>
internal sealed record MapWord(string Kind, string? Class);

/// <summary>Words of OpenStreetMap, of its extracts and of offices, for kinds and classes of map features.</summary>
internal static class MapWords
{
    private const string Link = "_link";

    private static readonly Dictionary<string, MapWord> Known = new(StringComparer.OrdinalIgnoreCase);

    static MapWords()
    {
        // Grades of roads: by administration (GB/T 917), and by their part in a town (CJJ 37).
        Add("road", "motorway", "motorway", "高速公路", "高速");
        Add("road", "trunk", "trunk", "城市快速路", "快速路");
        Add("road", "primary", "primary", "major_road", "国道", "一级公路", "主干路", "主干道");
        Add("road", "secondary", "secondary", "省道", "二级公路", "次干路", "次干道");
        Add("road", "tertiary", "tertiary", "县道", "三级公路");
        Add("road", "unclassified", "unclassified", "乡道", "四级公路");
        Add("road", "residential", "residential", "minor_road", "村道", "支路", "街巷", "巷道", "小巷");
        Add("road", "living_street", "living_street");
        Add("road", "service", "service", "小区道路", "内部道路", "小区路");
        Add("road", "pedestrian", "pedestrian", "步行街");
        Add("road", "track", "track", "track_grade1", "track_grade2", "track_grade3", "track_grade4", "track_grade5", "机耕道", "机耕路");
        Add("road", "footway", "footway", "人行道", "步道");
        Add("road", "path", "path", "bridleway", "小路");
        Add("road", "cycleway", "cycleway", "非机动车道");
        Add("road", "steps", "steps", "台阶");
        Add("road", null, "road", "unknown", "道路", "公路", "街道", "路");
        Add("rail", "rail", "rail", "light_rail", "narrow_gauge", "tram", "subway", "monorail", "铁路", "轨道", "地铁", "轻轨");
        Add("water", "river", "river", "riverbank", "河", "河流", "河道", "江");
        Add("water", "canal", "canal", "渠", "水渠", "渠道", "运河");
        Add("water", "stream", "stream", "drain", "ditch", "溪", "沟", "沟渠");
        Add("water", "water", "water", "reservoir", "basin", "lake", "pond", "水", "水体", "水系", "水面", "水域", "湖", "湖泊", "水库", "池塘", "塘");
        Add("wall", "wall", "wall", "retaining_wall", "city_wall", "围墙", "墙");
        Add("wall", "fence", "fence", "guard_rail", "hedge", "栅栏", "护栏", "围栏");
        Add("wall", "cliff", "cliff", "陡坎", "悬崖");
    }

    /// <summary>What a word means; null where nobody knows. A slip road is of the class of its road.</summary>
    public static MapWord? Of(string word) =>
        Known.GetValueOrDefault(word.EndsWith(Link, StringComparison.OrdinalIgnoreCase) ? word[..^Link.Length] : word);

    private static void Add(string kind, string? name, params string[] words)
    {
        var meant = new MapWord(kind, name);
        foreach (var word in words)
        {
            Known.Add(word, meant);
        }
    }
}
