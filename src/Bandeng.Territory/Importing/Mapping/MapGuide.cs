using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Importing.Buildings;

namespace Bandeng.Territory.Importing.Mapping;

/// <summary>How maps and offices call what they tell of roads, rails, water and walls.</summary>
internal static class MapGuide
{
    public const string Name = "name";
    public const string Tunnel = "tunnel";

    /// <summary>What may say the kind or class of a thing; the first that says one that is known counts.</summary>
    public static IReadOnlyList<SheetField> Kinds { get; } =
    [
        new("fclass", "等级", "道路等级", "技术等级", "级别"),
        new("highway"),
        new("railway"),
        new("waterway"),
        new("natural"),
        new("barrier"),
        new("landuse"),
        new("class", "类别"),
        new("kind", "类型", "要素类型", "type"),
    ];

    public static SheetGuide All { get; } = new(
        [
            .. Kinds,
            new(Name, "名称", "道路名称", "路名", "河流名称", "道路名"),
            new(Tunnel, "is_tunnel", "隧道"),
            ToldShape.Field,
        ],
        ["民族", "宗教", "政治面貌"]);
}
