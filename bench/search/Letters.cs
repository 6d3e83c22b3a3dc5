using System.Globalization;
using System.Text;

namespace Bandeng.Search.Bench;

/// <summary>Invented letters to an office: everyday words in some, rarer ones in a few, the same each time.</summary>
internal sealed class Letters(int seed)
{
    private static readonly string[] Things =
    [
        "电梯", "路灯", "井盖", "垃圾桶", "下水道", "楼道灯", "单元门", "消防栓", "充电桩", "停车位", "化粪池", "围墙", "健身器材", "绿化带",
        "水管", "燃气管", "暖气片", "门禁", "监控", "雨棚", "公交站牌", "减速带", "护栏", "凉亭", "信报箱", "水泵", "配电箱", "快递柜",
    ];

    private static readonly string[] Troubles =
    [
        "坏了", "漏水", "没人管", "堵了", "不亮", "松动", "异响", "生锈", "倒在路边", "被占用", "停运三天", "冒黑烟", "太吵", "结冰打滑",
        "一直没修", "收费不合理", "有安全隐患", "影响老人出行", "臭味很大", "夜里施工",
    ];

    private static readonly string[] Said =
    [
        "我们小区", "物业公司说要等配件", "打过好几次电话", "社区工作人员来看过", "到现在还是老样子", "老人和孩子进出很不方便", "希望有关部门尽快处理",
        "去年也反映过一次", "邻居们意见很大", "昨天晚上差点摔倒", "请给一个明确的答复", "业主群里都在议论", "不知道归哪个部门管", "费用一直在交",
        "下雨天更严重", "已经影响正常生活", "麻烦安排人上门看看", "谢谢", "照片已经发给网格员", "施工单位说不是他们的责任",
    ];

    // Words of two characters out of these are rare: some hundred of 100,000 letters have each.
    private const string Rare =
        "梧桐银杏紫藤丁香芙蓉牡丹蜡梅凌霄木槿海棠石榴枇杷琉璃玛瑙珊瑚琥珀鸳鸯鹧鸪蟋蟀蚂蚱蜈蚣蝙蝠蜻蜓蚯蚓葡萄橄榄柠檬荔枝豌豆菠菜芹菜茄子锅炉烟囱磨盘石碾水车风筝陀螺唢呐二胡琵琶笛子灯笼春联剪纸皮影";

    private readonly Random _dice = new(seed);

    /// <summary>Every word that the letters may be searched by, the frequent before the rare.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "小区", "物业", "电梯", "老人", "漏水", "施工", "路灯", "井盖", "噪声", "凉亭", "臭味", "配件",
        .. Rare.Chunk(2).Select(pair => new string(pair)), "恐龙",
    ];

    /// <summary>A file of letters in the layout <c>teddy</c>.</summary>
    public string File(int first, int number, DateTimeOffset newest)
    {
        var file = new StringBuilder("message_id,user,time,title,detail,likes,dislikes\n");
        for (var i = first; i < first + number; i++)
        {
            var at = newest.AddMinutes(-_dice.Next(365 * 24 * 60));
            file.Append(
                CultureInfo.InvariantCulture,
                $"{i},U{i},{at.LocalDateTime:yyyy-MM-dd HH:mm:ss},{Title()},{Detail()},0,0\n");
        }

        return file.ToString();
    }

    private string Title() => $"{_dice.Next(1, 40)}栋{Of(Things)}{Of(Troubles)}";

    private string Detail()
    {
        var said = new StringBuilder($"您好，{Of(Things)}{Of(Troubles)}");
        for (var left = _dice.Next(4, 14); left > 0; left--)
        {
            said.Append('，').Append(_dice.Next(40) == 0 ? $"{Pair()}旁边" : "")
                .Append(_dice.Next(3) == 0 ? Of(Things) + Of(Troubles) : Of(Said));
        }

        return said.Append('。').ToString();
    }

    private string Pair()
    {
        var at = _dice.Next(Rare.Length / 2);
        return Rare.Substring(2 * at, 2);
    }

    private string Of(string[] some) => some[Math.Min(_dice.Next(some.Length), _dice.Next(some.Length))];
}
