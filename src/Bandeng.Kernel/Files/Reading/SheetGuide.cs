using System.Text;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>One thing that an import looks for in the columns of a sheet.</summary>
/// <param name="Key">How the import calls it: <c>room</c>.</param>
/// <param name="Names">How offices head it; case, spaces and what stands in brackets do not count.</param>
public sealed record SheetField(string Key, params string[] Names);

/// <summary>What an import looks for, and what it drops at the door.</summary>
/// <param name="Dropped">Parts of headings whose columns are never read: 民族.</param>
public sealed record SheetGuide(IReadOnlyList<SheetField> Fields, IReadOnlyList<string> Dropped)
{
    private readonly Dictionary<string, string> _keys = Fields
        .SelectMany(field => field.Names.Prepend(field.Key), (field, name) => (Name: Plain(name), field.Key))
        .DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Key);

    /// <summary>The field that a heading means, or null.</summary>
    public string? KeyOf(string heading) => _keys.GetValueOrDefault(Plain(heading));

    public bool Drops(string heading) =>
        Dropped.Any(part => heading.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>「* 建筑面积 （㎡）」 is 建筑面积.</summary>
    internal static string Plain(string heading)
    {
        var folded = heading.Normalize(NormalizationForm.FormKC);
        var end = folded.IndexOf('(', StringComparison.Ordinal);
        var words = end > 0 ? folded[..end] : folded;
        return string.Concat(words.Where(letter => char.IsLetterOrDigit(letter) || letter == '_')).ToLowerInvariant();
    }
}
