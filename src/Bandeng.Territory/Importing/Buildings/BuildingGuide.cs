using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>How offices head the columns of lists of buildings and rooms.</summary>
internal static class BuildingGuide
{
    public const string Kind = "kind";
    public const string Number = "number";
    public const string CommunityCode = "community_code";
    public const string Community = "community";
    public const string Estate = "estate";
    public const string Name = "name";
    public const string PlaceName = "place_name";
    public const string Address = "address";
    public const string Aliases = "aliases";
    public const string Households = "households";
    public const string Floors = "floors";
    public const string Longitude = "lon";
    public const string Latitude = "lat";
    public const string Unit = "unit";
    public const string Floor = "floor";
    public const string Room = "room";
    public const string Area = "area_m2";

    public static SheetGuide All { get; } = new(
        [
            new(Kind, "类型", "类别", "场所类型"),
            new(Number, "编号", "楼栋编号", "楼栋编码", "房屋编号", "房屋编码", "id"),
            new(CommunityCode, "社区编码", "村编码", "社区代码", "区划代码", "行政区划代码", "village_code", "area_code", "code"),
            new(Community, "社区", "村", "村社区", "村居", "社区名称", "所属社区", "所在社区", "所属村", "所在村", "village"),
            new(Estate, "小区", "小区名称", "所属小区", "所在小区", "院落", "屋场", "屋场名称"),
            new(Name, "楼栋", "楼栋名称", "楼栋号", "楼号", "幢号", "栋号", "楼幢", "building"),
            new(PlaceName, "名称", "场所名称", "场所", "公共设施", "设施名称"),
            new(Address, "地址", "详细地址", "门牌地址", "addr"),
            new(Aliases, "别名", "俗称", "曾用名", "原名"),
            new(Households, "户数", "总户数", "住户数", "hh"),
            new(Floors, "楼层数", "总楼层", "总层数", "层数", "地上层数", "levels"),
            new(Longitude, "经度", "longitude", "lng", "x"),
            new(Latitude, "纬度", "latitude", "y"),
            new(Unit, "单元", "单元号", "单元名称"),
            new(Floor, "楼层", "所在楼层", "所在层"),
            new(Room, "房号", "室号", "房间号", "户室号", "房屋号", "门牌号"),
            new(Area, "建筑面积", "面积", "房屋面积", "套内面积", "area"),
        ],
        ["民族", "宗教", "政治面貌"]);

    /// <summary>What a kind is called in lists.</summary>
    public static IReadOnlyDictionary<string, PlaceKind> Kinds { get; } = new Dictionary<string, PlaceKind>
    {
        ["小区"] = PlaceKind.Estate,
        ["屋场"] = PlaceKind.Courtyard,
        ["院落"] = PlaceKind.Courtyard,
        ["村民小组"] = PlaceKind.VillagerGroup,
        ["组"] = PlaceKind.VillagerGroup,
        ["楼栋"] = PlaceKind.Building,
        ["楼"] = PlaceKind.Building,
        ["住宅"] = PlaceKind.Building,
        ["居民楼"] = PlaceKind.Building,
        ["住宅楼"] = PlaceKind.Building,
        ["市场"] = PlaceKind.Market,
        ["菜市场"] = PlaceKind.Market,
        ["农贸市场"] = PlaceKind.Market,
        ["集贸市场"] = PlaceKind.Market,
        ["集市"] = PlaceKind.Market,
        ["学校"] = PlaceKind.School,
        ["小学"] = PlaceKind.School,
        ["中学"] = PlaceKind.School,
        ["初中"] = PlaceKind.School,
        ["高中"] = PlaceKind.School,
        ["幼儿园"] = PlaceKind.School,
        ["托儿所"] = PlaceKind.School,
        ["诊所"] = PlaceKind.Clinic,
        ["卫生室"] = PlaceKind.Clinic,
        ["医院"] = PlaceKind.Clinic,
        ["卫生院"] = PlaceKind.Clinic,
        ["卫生服务站"] = PlaceKind.Clinic,
        ["服务站"] = PlaceKind.Station,
        ["社区服务站"] = PlaceKind.Station,
        ["便民服务站"] = PlaceKind.Station,
        ["党群服务中心"] = PlaceKind.Station,
        ["工地"] = PlaceKind.ConstructionSite,
        ["建筑工地"] = PlaceKind.ConstructionSite,
        ["施工工地"] = PlaceKind.ConstructionSite,
        ["书屋"] = PlaceKind.ReadingRoom,
        ["农家书屋"] = PlaceKind.ReadingRoom,
        ["图书室"] = PlaceKind.ReadingRoom,
        ["图书馆"] = PlaceKind.ReadingRoom,
        ["阅览室"] = PlaceKind.ReadingRoom,
        ["食堂"] = PlaceKind.Canteen,
        ["活动场地"] = PlaceKind.Playground,
        ["活动广场"] = PlaceKind.Playground,
        ["广场"] = PlaceKind.Playground,
        ["游乐场"] = PlaceKind.Playground,
        ["微型消防站"] = PlaceKind.FirePoint,
        ["消防站"] = PlaceKind.FirePoint,
        ["消防点"] = PlaceKind.FirePoint,
        ["车站"] = PlaceKind.OtherUnit,
        ["公交站"] = PlaceKind.OtherUnit,
        ["其他"] = PlaceKind.OtherUnit,
    };
}
