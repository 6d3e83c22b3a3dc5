using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Households.Importing;

/// <summary>How offices head the columns of lists of households and people.</summary>
internal static class PeopleGuide
{
    public const string Community = "community";
    public const string Estate = "estate";
    public const string Building = "building";
    public const string Unit = "unit";
    public const string Room = "room";
    public const string Address = "address";
    public const string Number = "household_number";
    public const string Name = "name";
    public const string IdNumber = "id_number";
    public const string Sex = "sex";
    public const string BirthDate = "birth_date";
    public const string Phone = "phone";
    public const string Relation = "relation";


    private static readonly SheetField[] Places =
    [
        new(Community, "社区", "村", "村社区", "村居", "社区名称", "所属社区", "所在社区", "所属村", "所在村", "社区编码", "community_code", "village"),
        new(Estate, "小区", "小区名称", "所属小区", "所在小区", "院落", "屋场"),
        new(Building, "楼栋", "楼栋名称", "楼栋号", "楼号", "幢号", "栋号", "楼幢", "栋", "所在楼栋", "所属楼栋"),
        new(Unit, "单元", "单元号"),
        new(Room, "房号", "室号", "房间号", "户室号", "房屋号", "门牌号", "室"),
        new(Address, "地址", "详细地址", "住址", "家庭住址", "现住址", "居住地址", "房屋地址"),
        new(Number, "户号", "户编号", "家庭编号"),
    ];

    /// <summary>A row a person.</summary>
    public static SheetGuide People { get; } = new(
        [
            .. Places,
            new(Name, "姓名", "居民姓名", "人员姓名"),
            new(IdNumber, "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"),
            new(Sex, "性别"),
            new(BirthDate, "出生日期", "出生年月日", "生日", "出生年月", "birthday"),
            new(Phone, "电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"),
            new(Relation, "与户主关系", "户主关系", "和户主关系", "关系", "家庭关系"),
        ],
        NotHeldHeadings.Parts);

    /// <summary>A row a household; the person in it is its head.</summary>
    public static SheetGuide Households { get; } = new(
        [
            .. Places,
            new(Name, "户主姓名", "户主", "姓名"),
            new(IdNumber, "户主身份证号", "户主身份证号码", "户主身份证", "身份证号", "身份证号码", "身份证"),
            new(Sex, "户主性别", "性别"),
            new(BirthDate, "户主出生日期", "出生日期"),
            new(Phone, "户主电话", "户主联系电话", "户主手机", "户主手机号", "电话", "联系电话", "手机号", "手机"),
        ],
        NotHeldHeadings.Parts);
}
