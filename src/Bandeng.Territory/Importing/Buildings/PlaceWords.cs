using System.Text;

namespace Bandeng.Territory;

/// <summary>Which names mean the same place: 「５ 号楼」, 「5栋」 and 「5幢」 are one building.</summary>
public static class PlaceWords
{
    private static readonly string[] BuildingEndings = ["号楼", "栋", "幢", "座", "楼", "号"];
    private static readonly string[] EstateEndings = ["小区"];
    private static readonly string[] CommunityEndings = ["居民委员会", "村民委员会", "居委会", "村委会", "社区", "村"];

    public static string Building(string name) => Without(Plain(name), BuildingEndings);

    /// <summary>幸福家园小区 and 幸福家园 are one.</summary>
    public static string Estate(string name) => Without(Plain(name), EstateEndings);

    /// <summary>街心社区居委会, 街心社区 and 街心 are one.</summary>
    public static string Community(string name) =>
        Without(Without(Plain(name), CommunityEndings[..4]), CommunityEndings[4..]);

    public static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(letter => !char.IsWhiteSpace(letter)))
            .ToUpperInvariant();

    private static string Without(string name, string[] endings) =>
        endings.FirstOrDefault(
            ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal)) is { } ending
            ? name[..^ending.Length]
            : name;
}
