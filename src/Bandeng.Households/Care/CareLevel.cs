using Bandeng.Organizations;

namespace Bandeng.Households.Care;

/// <summary>The four links of the chain (联系包保): who looks after a household, from far to near.</summary>
internal enum CareLevel
{
    /// <summary>包联领导联系村（社区）: a leader for the whole community.</summary>
    Village,

    /// <summary>网格员包片: a grid worker for a grid.</summary>
    Area,

    /// <summary>楼栋长包楼栋: a head for a building.</summary>
    Block,

    /// <summary>联户长包户: a linked-household head for each household.</summary>
    Household,
}

internal static class CareLevels
{
    public static IReadOnlyList<CareLevel> All { get; } = Enum.GetValues<CareLevel>();

    /// <summary>On which posts a link rests.</summary>
    public static Role Role(this CareLevel level) => level switch
    {
        CareLevel.Village => Organizations.Role.CareLeader,
        CareLevel.Area => Organizations.Role.GridWorker,
        CareLevel.Block => Organizations.Role.BuildingHead,
        _ => Organizations.Role.LinkedHead,
    };
}
