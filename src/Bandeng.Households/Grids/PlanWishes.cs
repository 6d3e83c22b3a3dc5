using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Planning.Grids;

namespace Bandeng.Households.Grids;

/// <summary>Two buildings that should be in one grid, or in two.</summary>
internal sealed record PlanPair(Guid One, Guid Other, bool Apart)
{
    public bool IsKept(IReadOnlyDictionary<Guid, int> gridOf) =>
        gridOf.TryGetValue(One, out var one) && gridOf.TryGetValue(Other, out var other) && one == other != Apart;
}

/// <summary>What a clerk wishes of a division; bounds and connection go before.</summary>
/// <param name="NearToday">Few households change their worker.</param>
internal sealed record PlanWishes(bool KeepEstates, bool NearToday, IReadOnlyList<PlanPair> Pairs)
{
    public static PlanWishes Usual { get; } = new(true, true, []);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static PlanWishes Of(string json) =>
        json == "{}" ? Usual : JsonSerializer.Deserialize<PlanWishes>(json) is { Pairs: not null } read ? read : Usual;

    public GridWishes For(GridStyle style) => new()
    {
        KeepEstates = KeepEstates,
        NearToday = NearToday && style != GridStyle.Fresh,
        Together = [.. Pairs.Where(pair => !pair.Apart).Select(Ids)],
        Apart = [.. Pairs.Where(pair => pair.Apart).Select(Ids)],
    };

    private static (string, string) Ids(PlanPair pair) => (pair.One.ToString(), pair.Other.ToString());
}

/// <summary>What a clerk asks the engine for.</summary>
internal sealed record DivisionRequest(AreaCode Community, int Least, int Most)
{
    public PlanKind Kind { get; init; }

    public PlanWishes Wishes { get; init; } = PlanWishes.Usual;

    /// <summary>How long each proposal may take.</summary>
    public int Seconds { get; init; } = 2;

    /// <summary>Two where nothing of today is to be kept, else three.</summary>
    public IReadOnlyList<GridStyle> Styles =>
        Wishes.NearToday ? [GridStyle.Near, GridStyle.Fresh, GridStyle.Small] : [GridStyle.Fresh, GridStyle.Small];
}
