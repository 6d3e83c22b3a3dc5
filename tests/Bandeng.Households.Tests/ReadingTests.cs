using System.Globalization;
using Bandeng.Households.Needs;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Households.Tests;

/// <summary>What people write, and what it means.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("2023-01-05", "2023-01-05")]
    [InlineData("2023.1.5", "2023-01-05")]
    [InlineData("2023/1/5 0:00", "2023-01-05")]
    [InlineData("2023年1月5日", "2023-01-05")]
    [InlineData("2023年 1月 5号", "2023-01-05")]
    [InlineData("19560712", "1956-07-12")]
    [InlineData("'19560712", "1956-07-12")]
    [InlineData("20648", "1956-07-12")] // the serial number of a spreadsheet
    [InlineData("1956-07-12 08:30:00", "1956-07-12")]
    [InlineData("2023-02-29", null)]
    [InlineData("56.7.12", null)]
    [InlineData("1956.07", null)]
    [InlineData("195607", null)]
    [InlineData("1956", null)]
    [InlineData("去年", null)]
    [InlineData("", null)]
    public void A_day_is_read_in_every_habit_and_never_guessed(string text, string? day)
    {
        var read = SheetDay.TryRead(new SheetCell(text), out var found);

        Assert.Equal(day, read ? found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData("联系党员每周上门，街道教育专干送课")]
    [InlineData("微信教她用手机看病，耳背；相信主任会来")]
    [InlineData("集团员工，晚上访问。党员志愿者周五上门换灯泡")]
    [InlineData("知道教室在哪。短信访问过；住民族路、回族街")]
    [InlineData("水族馆门口集合。修水族箱")]
    [InlineData("上班族、月光族、追星族都来报名")]
    [InlineData("家族聚餐；贵族学校；皇族；本土族群")]
    [InlineData("从湘西土家族苗族自治州搬来")]
    [InlineData("返回民政局办证；回民族路；回民街5号")]
    [InlineData("进入党群服务中心；加入党员志愿队")]
    [InlineData("文艺积极分子")]
    [InlineData("in a competition")]
    public void Words_that_only_look_like_what_is_not_held_are_kept(string words) =>
        Assert.Equal((words, 0), (NotHeld.Sift(words).Kept, NotHeld.Sift(words).Dropped.Count));

    [Theory]
    [InlineData("是老党员")]
    [InlineData("中共党员")]
    [InlineData("党员")]
    [InlineData("共青团员")]
    [InlineData("他信教")]
    [InlineData("信主")]
    [InlineData("奶奶信佛教")]
    [InlineData("信道教")]
    [InlineData("多次上访")]
    [InlineData("去信访局信访")]
    [InlineData("回族")]
    [InlineData("他是回民")]
    [InlineData("穆斯林")]
    [InlineData("常去清真寺")]
    [InlineData("只吃清真")]
    [InlineData("入党积极分子")]
    [InlineData("想入党")]
    [InlineData("维族姑娘")]
    [InlineData("a petition to Beijing")]
    public void What_is_not_held_is_dropped_whatever_stands_around_it(string clause) =>
        Assert.Equal(("腿脚不便，爱听戏", clause), (NotHeld.Sift($"腿脚不便，{clause}，爱听戏").Kept, NotHeld.Sift($"腿脚不便，{clause}，爱听戏").Dropped[0]));

    [Fact]
    public void Every_people_of_the_list_is_not_held() => Assert.All(
        ("汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
            + "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺").Split(' '),
        people => Assert.Equal(["奶奶是" + people + "族人"], NotHeld.Sift($"耳背，奶奶是{people}族人").Dropped));

    [Theory]
    [InlineData("桥头小区5号楼2单元301室", "桥头小区", "5", "2", "301")]
    [InlineData("桥头小区 5栋 2单元 3层 301", "桥头小区", "5", "2", "301")]
    [InlineData("5-2-301", "", "5", "2", "301")]
    [InlineData("５栋３０１", "", "5", "", "301")]
    [InlineData("12A幢1203", "", "12A", "", "1203")]
    public void An_address_in_one_piece_is_taken_apart(
        string text, string estate, string building, string unit, string room) =>
        Assert.Equal(new DoorWords("", estate, building, unit, room), DoorWords.OfAddress("", text));

    [Theory]
    [InlineData("桥头小区")]
    [InlineData("301")]
    [InlineData("解放路12号")]
    public void An_address_without_building_and_room_is_none(string text) => Assert.Null(DoorWords.OfAddress("", text));

    [Theory]
    [InlineData("２ 单元", "301室", "2", "301")]
    [InlineData("一单元", "101", "1", "101")]
    [InlineData("第02单元", "101", "2", "101")]
    [InlineData("十二", "101", "12", "101")]
    [InlineData("", "3a", "", "3A")]
    [InlineData("东门洞", "0301", "东", "0301")]
    public void Doors_are_kept_in_one_way(string unit, string room, string keptUnit, string keptRoom) =>
        Assert.Equal((keptUnit, keptRoom), (Door.Of(unit, room).Unit, Door.Of(unit, room).Room));

    [Theory]
    [InlineData("301", 3)]
    [InlineData("1203", 12)]
    [InlineData("12", null)]
    [InlineData("A01", null)]
    public void A_room_tells_its_floor_as_most_houses_have_it(string room, int? floor) =>
        Assert.Equal(floor, (int?)Door.Of("", room).UsualFloor);

    [Fact]
    public void Of_every_number_with_one_character_changed_the_check_finds_the_fault()
    {
        var number = People.Number("431302", new DateOnly(1956, 7, 12), 123);
        for (var at = 14; at < 17; at++)
        {
            foreach (var other in "0123456789".Where(digit => digit != number[at]))
            {
                Assert.Null(IdNumber.Read($"{number[..at]}{other}{number[(at + 1)..]}", out var fault));
                Assert.Contains(fault, (string[])["id.check", "id.excel"]);
            }
        }

        var read = IdNumber.Read(number, out var none)!;
        Assert.Null(none);
        Assert.Equal((new DateOnly(1956, 7, 12), Sex.Male), (read.BirthDate, read.Sex));
        Assert.Equal("431*************" + number[^2..], IdNumber.Mask(number));
    }

    [Fact]
    public void A_number_cell_of_more_than_fifteen_digits_is_not_believed_even_if_its_check_fits()
    {
        var fits = Enumerable.Range(0, 999)
            .Select(day => People.Number("431302", new DateOnly(1956, 1, 1).AddDays(day), 0))
            .First(number => number.EndsWith("000", StringComparison.Ordinal));

        Assert.NotNull(IdNumber.Read(new SheetCell(fits), out _));
        Assert.Null(IdNumber.Read(new SheetCell(fits, IsNumber: true), out var fault));
        Assert.Equal("id.excel", fault);
    }
}
