namespace Bandeng.Territory;

/// <summary>What stands beside the tree of areas.</summary>
public enum PlaceKind
{
    /// <summary>小区.</summary>
    Estate,

    /// <summary>屋场: houses of a village that lie together.</summary>
    Courtyard,

    /// <summary>村民小组.</summary>
    VillagerGroup,

    /// <summary>楼栋.</summary>
    Building,

    /// <summary>市场.</summary>
    Market,

    /// <summary>学校.</summary>
    School,

    /// <summary>诊所、卫生室.</summary>
    Clinic,

    /// <summary>服务站.</summary>
    Station,

    /// <summary>工地.</summary>
    ConstructionSite,

    /// <summary>书屋.</summary>
    ReadingRoom,

    /// <summary>食堂.</summary>
    Canteen,

    /// <summary>活动场地.</summary>
    Playground,

    /// <summary>微型消防站.</summary>
    FirePoint,

    /// <summary>其他公共单位.</summary>
    OtherUnit,
}

/// <summary>Which kinds go together.</summary>
public static class PlaceKinds
{
    /// <summary>Estates, courtyards and villager groups hold buildings.</summary>
    public static bool HoldsBuildings(this PlaceKind kind) => kind <= PlaceKind.VillagerGroup;

    public static bool IsPublicUnit(this PlaceKind kind) => kind > PlaceKind.Building;
}
