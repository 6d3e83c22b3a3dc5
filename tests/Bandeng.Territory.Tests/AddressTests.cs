using Bandeng.Kernel;
using Bandeng.Territory.Addresses;

namespace Bandeng.Territory.Tests;

/// <summary>Addresses in the ways people write them, against one invented neighbourhood.</summary>
public sealed class AddressTests
{
    private static readonly AreaCode Jiexin = AreaCode.Parse("431302001001");
    private static readonly AreaCode Xiantong = AreaCode.Parse("431302001002");

    private static readonly AddressPlace Works = Estate("彩水厂小区", Jiexin);
    private static readonly AddressPlace Yard = Estate("老供销社", Jiexin);
    private static readonly AddressPlace Sanliqiao = Estate("三里桥花园", Xiantong);
    private static readonly AddressPlace Market = new(Guid.CreateVersion7(), PlaceKind.Market, "街心农贸市场", Jiexin, null);

    private readonly AddressIndex _index = new(
        [
            new(AreaCode.Parse("43"), "湖南省"), new(AreaCode.Parse("4313"), "娄底市"), new(AreaCode.Parse("431302"), "娄星区"),
            new(AreaCode.Parse("431302001"), "乐坪街道"), new(Jiexin, "街心社区"), new(Jiexin, "老街居委会"), new(Xiantong, "贤童社区"),
            new(AreaCode.Parse("431302001009"), "伍家社区"),
        ],
        [
            Works, Works with { Name = "彩印厂宿舍" }, Yard, Sanliqiao, Market,
            House("5号楼", "431302001001001005", Works), House("12栋", "431302001001001012", Works),
            House("甲3号楼", "431302001001002003", Yard), House("3号楼", "431302001001001003", null),
            House("5幢", "431302001002001005", Sanliqiao),
            House("6号楼", "431302001002001006", null), House("6号楼", "431302001002001016", Sanliqiao),
            House("电力大厦", "431302001001001020", null),
        ],
        [Yard with { Name = "娄底市娄星区中兴路15号院" }]);

    [Theory]
    [InlineData("彩水厂5栋2单元301", "431302001001001005", "2", "301")]
    [InlineData("彩水厂小区 5号楼 二单元 三零一", "431302001001001005", "2", "301")]
    [InlineData("彩水厂五幢2-301", "431302001001001005", "2", "301")]
    [InlineData("彩水厂５－２－３０１室", "431302001001001005", "2", "301")]
    [InlineData("湖南省娄底市娄星区乐坪街道街心社区彩水厂小区十二栋1门502房", "431302001001001012", "1", "502")]
    [InlineData("彩印厂宿舍5#楼301", "431302001001001005", "", "301")]
    [InlineData("中兴路15号院甲3-2-502室", "431302001001002003", "2", "502")]
    [InlineData("老供销社甲三号楼", "431302001001002003", "", "")]
    [InlineData("彩水厂5楼2单元301", "431302001001001005", "2", "301")]
    [InlineData("街心社区3号楼", "431302001001001003", "", "")]
    [InlineData("街心3栋门口路灯不亮", "431302001001001003", "", "")]
    [InlineData("老街居委会3号楼", "431302001001001003", "", "")]
    [InlineData("我家住在三里桥花园5栋2单元5楼502", "431302001002001005", "2", "502")]
    [InlineData("三里桥5栋", "431302001002001005", "", "")]
    [InlineData("电力大厦8楼801室", "431302001001001020", "", "801")]
    [InlineData("电力大厦2-301", "431302001001001020", "2", "301")]
    [InlineData("街心农贸市场门口", "431302001001", "", "")]
    [InlineData("贤童社区", "431302001002", "", "")]
    [InlineData("贤童社区6号楼", "431302001002001", "", "")]
    [InlineData("街心社区幸福里小区5栋", "431302001001", "", "")]
    [InlineData("彩水厂99栋", "431302001001", "", "")]
    [InlineData("乐坪街道", "431302001", "", "")]
    [InlineData("乐坪街道办事处", "431302001", "", "")]
    [InlineData("乐坪街道办", "431302001", "", "")]
    [InlineData("乐坪街道 贤童社区", "431302001002", "", "")]
    [InlineData("乐坪街道贤童社区", "431302001002", "", "")]
    [InlineData("乐坪街道　贤童社区居委会", "431302001002", "", "")]
    [InlineData("乐坪街道办事处贤童社区居民委员会", "431302001002", "", "")]
    [InlineData("乐坪街道贤童居委会", "431302001002", "", "")]
    [InlineData("乐坪 贤童社区", "431302001002", "", "")]
    [InlineData("伍家", "431302001009", "", "")]
    [InlineData("乐坪街办", "431302001", "", "")]
    [InlineData("乐坪办事处", "431302001", "", "")]
    [InlineData("乐坪街道　贤童居委会", "431302001002", "", "")]
    [InlineData("乐坪街办贤童居民委员会", "431302001002", "", "")]
    [InlineData("街心居委会3号楼", "431302001001001003", "", "")]
    [InlineData("街心社区叁栋贰单元", "431302001001001003", "2", "")]
    [InlineData("街心社区3.2.501", "431302001001001003", "2", "501")]
    [InlineData("街心社区3、2、501", "431302001001001003", "2", "501")]
    [InlineData("街心社区03栋02单元501", "431302001001001003", "2", "501")]
    [InlineData("湖南省娄底市娄星区乐坪街道贤童社区", "431302001002", "", "")]
    [InlineData("湖南娄底娄星区乐坪街道贤童社区", "431302001002", "", "")]
    [InlineData("娄底市 娄星区 乐坪街道 贤童", "431302001002", "", "")]
    [InlineData("乐坪街道街心社区三栋二单元五零一", "431302001001001003", "2", "501")]
    [InlineData("街心社区3#2-501", "431302001001001003", "2", "501")]
    [InlineData("街心社区3-2-501", "431302001001001003", "2", "501")]
    [InlineData("街心社区３栋２单元５０１室", "431302001001001003", "2", "501")]
    [InlineData("街心社区居委会三栋二单元五〇一", "431302001001001003", "2", "501")]
    [InlineData("街心社区第3栋第2单元501号", "431302001001001003", "2", "501")]
    public void An_address_leads_to_the_smallest_area_that_is_certain(
        string text, string area, string unit, string room)
    {
        var read = _index.Find(text);
        Assert.NotNull(read);
        Assert.Equal((area, unit, room), (read.Area.ToString(), read.Unit, read.Room));
    }

    [Theory]
    [InlineData("5号楼二单元三零一", "431302001001", "431302001001001005")]
    [InlineData("５号楼２单元３０１", "431302001002", "431302001002001005")]
    [InlineData("六号楼", "431302001002", "431302001002001")]
    [InlineData("贤童社区6号楼", "431302001001", null)]
    [InlineData("路灯坏了三天了", "431302001001", null)]
    [InlineData("3.25公里", "431302001001", null)]
    [InlineData("2026.11.28停电", "431302001001", null)]
    [InlineData("2026-11-28 停电", "431302001001", null)]
    [InlineData("5号晚上停水", "431302001002", null)]
    [InlineData("5号", "431302001002", "431302001002001005")]
    [InlineData("3楼灯不亮", "431302001001", null)]
    [InlineData("街心农贸市场门口", "431302001001", "431302001001")]
    [InlineData("", "431302001001", null)]
    public void Within_a_community_a_number_is_enough_and_what_contradicts_it_finds_nothing(
        string text, string within, string? area) =>
        Assert.Equal(area, _index.Find(text, AreaCode.Parse(within))?.Area.ToString());

    [Theory]
    [InlineData("五幢", "5")]
    [InlineData("一百零八栋", "108")]
    [InlineData("08号楼", "8")]
    [InlineData("二十一号楼", "21")]
    [InlineData("甲三号楼", "甲3")]
    [InlineData("Ａ座", "A")]
    public void Numbers_of_buildings_are_one_however_they_are_written(string name, string key) =>
        Assert.Equal(key, AddressText.BuildingKey(name));

    private static AddressPlace Estate(string name, AreaCode area) =>
        new(Guid.CreateVersion7(), PlaceKind.Estate, name, area, null);

    private static AddressPlace House(string name, string area, AddressPlace? estate) =>
        new(Guid.CreateVersion7(), PlaceKind.Building, name, AreaCode.Parse(area), estate?.Id);
}
