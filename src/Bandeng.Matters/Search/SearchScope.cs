using Bandeng.Kernel;
using Dapper;

namespace Bandeng.Matters.Search;

/// <summary>Which matters somebody may find, and by which of their words.</summary>
/// <param name="Where">Conditions over <c>matters m</c>, from the code; their values are in <paramref
/// name="Parameters"/>.</param>
internal sealed record SearchScope(string Where, DynamicParameters Parameters)
{
    /// <summary>Whether place and name of the raiser lead to a matter that is not protected.</summary>
    public bool ByRaiser { get; init; }

    /// <summary>
    /// Of which protected matters place and name lead there too, as a condition over <c>m</c>; null: of none.
    /// </summary>
    public string? ByGuarded { get; init; }

    /// <summary>Areas that hold everything of the scope; empty where none is that small.</summary>
    public IReadOnlyList<AreaCode> Areas { get; init; } = [];

    /// <summary>Whether all of the scope is what everyone may read.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Marks of which every row of the scope has one; empty where that says nothing.</summary>
    public IReadOnlyList<string> Marks
    {
        get
        {
            var marks = IsOpen ? [SearchRow.Open] : Areas.Select(SearchRow.MarkOf).Distinct().ToList();
            return marks.Contains(null) ? [] : [.. marks.OfType<string>()];
        }
    }

    /// <summary>A question for the ids of all matters of the scope, where they are few.</summary>
    public string? Among { get; init; }
}

/// <summary>A matter that was found.</summary>
/// <param name="Tier">1: all terms in title, place or name; 2: anywhere; 3: their characters apart.</param>
internal sealed record Found(Guid MatterId, long Tier, long Doc);

/// <summary>Where a page of what was found ends.</summary>
internal readonly record struct SearchKey(long Tier, long Doc)
{
    public static SearchKey Beginning { get; } = new(0, 0);

    /// <summary>Reads what <see cref="ToString"/> writes; anything else begins at the beginning.</summary>
    public static SearchKey Read(string? text) =>
        text?.Split('~') is [var tier, var doc]
        && long.TryParse(
            tier, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var of)
        && long.TryParse(
            doc, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? new(of, at)
            : Beginning;

    /// <summary>Below which row a tier goes on; 0 where it is behind already.</summary>
    public long Below(int tier) => Tier < tier ? long.MaxValue : Tier == tier ? Doc : 0;

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Tier}~{Doc}");
}
