using Bandeng.Kernel;

namespace Bandeng.Territory.Importing;

/// <summary>An area as a file tells it.</summary>
internal sealed record ToldArea(AreaCode Code, string Name, string? Class);

/// <summary>Reads the areas of one row: the province first, the village last.</summary>
internal static class AreaLine
{
    private const int OfficialDigits = 12;

    // 城乡分类代码 of the statistics bureau: towns, their edges, what belongs to them, and the country.
    private static readonly string[] Classes = ["111", "112", "121", "122", "123", "210", "220"];

    // The chain of a row: what is wrong with the link from an area to the one around it.
    private static readonly string[] Outside =
        ["area.code", "area.city-outside", "area.county-outside", "area.town-outside", "area.village-outside"];

    /// <summary>The chain, or the code of the first fault.</summary>
    public static string? Read(AreaLayout layout, IReadOnlyList<string> fields, List<ToldArea> chain)
    {
        chain.Clear();
        var village = fields[layout.Codes[^1]];
        if (!TryReadCode(village, out var code) || code.Level != AreaLevel.Village)
        {
            return "area.code";
        }

        if (AddNamed(chain, AreaCode.Parse(village[..2]), fields[layout.Names[0]], null) is { } nameless)
        {
            return nameless;
        }

        for (var depth = 1; depth < Outside.Length; depth++)
        {
            var fault = Add(layout, fields, chain, depth);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>
    /// A level that a place does not have is left empty or repeats the code above: Dongguan has no counties. Its
    /// towns are then the next link.
    /// </summary>
    private static string? Add(AreaLayout layout, IReadOnlyList<string> fields, List<ToldArea> chain, int depth)
    {
        var (digits, name) = (fields[layout.Codes[depth - 1]], fields[layout.Names[depth]]);
        if (digits.Length == 0)
        {
            return null;
        }

        if (!TryReadCode(digits, out var code))
        {
            return "area.code";
        }

        return code == chain[^1].Code ? null
            : code.Parent != chain[^1].Code ? Outside[depth]
            : AddNamed(chain, code, name, depth == Outside.Length - 1 ? fields[layout.Class] : null);
    }

    private static string? AddNamed(List<ToldArea> chain, AreaCode code, string name, string? urbanRural)
    {
        if (name.Length == 0)
        {
            return "area.name";
        }

        if (!string.IsNullOrEmpty(urbanRural) && !Classes.Contains(urbanRural))
        {
            return "area.class";
        }

        chain.Add(new ToldArea(code, name, urbanRural is "" ? null : urbanRural));
        return null;
    }

    private static bool TryReadCode(string digits, out AreaCode code)
    {
        code = default;
        return digits.Length == OfficialDigits && AreaCode.TryParse(digits, out code);
    }
}
