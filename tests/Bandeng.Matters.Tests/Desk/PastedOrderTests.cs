using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Desk;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>Hotline orders as they are pasted: from a chat, a screen, a sheet.</summary>
public sealed class PastedOrderTests
{
    private const string Chat =
        """
        工单编号：LD20260601000123
        诉求标题：路灯不亮
        诉求人：王秀英 女
        联系电话：138 0013 8000
        诉求类型：求助
        诉求内容：市民来电反映三号楼前路灯不亮，
        已有一周，老人夜里摔过一跤。
        联系时请避开中午：她要休息。
        事发地址：乐坪街道街心社区3号楼前
        办理时限：2026年6月4日 18:00
        是否保密：是
        紧急程度：一般
        """;

    [Fact]
    public void Every_label_of_a_chat_message_goes_to_its_field()
    {
        var order = PastedOrder.Read(Chat)!;

        Assert.Equal("LD20260601000123", order.Number);
        Assert.Equal("路灯不亮", order.Title);
        Assert.Equal("王秀英", order.Name);
        Assert.Equal("138 0013 8000", order.Phone);
        Assert.Equal("求助", order.Type);
        Assert.Equal("乐坪街道街心社区3号楼前", order.Place);
        Assert.Equal(ChinaTime.ToInstant(new DateTime(2026, 6, 4, 18, 0, 0)), order.Due);
        Assert.True(order.Protected);
        Assert.False(order.Urgent);
    }

    [Fact]
    public void The_content_keeps_all_its_lines_and_words_that_only_look_like_labels()
    {
        var order = PastedOrder.Read(Chat)!;

        Assert.StartsWith("市民来电反映三号楼前路灯不亮，", order.Detail, StringComparison.Ordinal);
        Assert.EndsWith("联系时请避开中午：她要休息。", order.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("工单编号\tA1\t诉求人\t李建国\t联系电话\t0738-8312345\r\n诉求内容\t井盖松动")]
    [InlineData("【工单编号】A1【诉求人】李建国\n【联系电话】0738-8312345\n【诉求内容】井盖松动")]
    [InlineData("工单编号\nA1\n诉求人\n李建国\n联系电话\n0738-8312345\n诉求内容\n井盖松动\n")]
    [InlineData("工单编号: A1  诉求人: 李建国  联系电话: 0738-8312345  诉求内容: 井盖松动")]
    public void Sheets_brackets_and_columns_are_read_alike(string text)
    {
        var order = PastedOrder.Read(text)!;

        Assert.Equal(("A1", "李建国", "0738-8312345", "井盖松动"), (order.Number, order.Name, order.Phone, order.Detail));
    }

    [Theory]
    [InlineData("2026-06-04 17:30:00", "2026-06-04 17:30")]
    [InlineData("2026/6/4", "2026-06-04 18:00")]
    [InlineData("2026年6月4日17时", "2026-06-04 17:00")]
    [InlineData("请于2026.06.04前办结", "2026-06-04 18:00")]
    public void A_deadline_is_read_as_offices_write_it(string written, string local) =>
        Assert.Equal(local, ChinaTime.Show(PastedOrder.Read($"工单编号：1\n办理时限：{written}")!.Due!.Value));

    [Theory]
    [InlineData("3个工作日", 3, LimitClass.WorkingDay)]
    [InlineData("24小时内", 24, LimitClass.Hour)]
    [InlineData("5天", 5, LimitClass.NaturalDay)]
    public void A_limit_in_days_is_a_limit_and_not_a_moment(string written, int amount, LimitClass unit)
    {
        var order = PastedOrder.Read($"工单编号：1\n办理时限：{written}")!;

        Assert.Null(order.Due);
        Assert.Equal(new Limit(amount, unit), order.Limit);
    }

    [Theory]
    [InlineData("办理时限：2026-02-30")]
    [InlineData("办理时限：2026-13-01")]
    [InlineData("办理时限：99999999个工作日")]
    [InlineData("办理时限：尽快")]
    public void A_deadline_that_cannot_be_is_left_to_the_clerk(string line)
    {
        var order = PastedOrder.Read($"工单编号：1\n{line}")!;

        Assert.Null(order.Due);
        Assert.Null(order.Limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("楼道灯坏了，老人夜里看不见。")]
    [InlineData("我的电话：13800138000，姓名：李某，你们快点")]
    [InlineData("诉求人：李某\n联系电话：13800138000")]
    public void What_is_not_an_order_is_not_taken_apart(string text) => Assert.Null(PastedOrder.Read(text));

    [Fact]
    public void A_second_telephone_further_down_does_not_replace_the_first() =>
        Assert.Equal(
            "13800138000", PastedOrder.Read("工单编号：1\n联系电话：13800138000\n诉求内容：x\n备注：y\n联系电话：13900139000")!.Phone);

    [Fact]
    public void One_line_without_colons_is_an_order_too()
    {
        var order = PastedOrder.Read("工单编号 A1 诉求人 李建国 联系电话 0738-8312345 诉求类型 举报 被反映对象 桥头物业 诉求内容 井盖松动")!;

        Assert.Equal(
            ("A1", "李建国", "0738-8312345", "举报", "桥头物业", "井盖松动"),
            (order.Number, order.Name, order.Phone, order.Type, order.Respondent, order.Detail));
    }

    [Theory]
    [InlineData("我的 电话 打不通，联系人 也不接，诉求内容 没人看")]
    [InlineData("电话 打不通，地址 是对的")]
    public void Running_words_with_gaps_are_no_order(string text) => Assert.Null(PastedOrder.Read(text));

    [Theory]
    [InlineData("桥头小区 李姐 11:20\n楼道灯又坏了。老人看不见", "楼道灯又坏了")]
    [InlineData("桥头小区 李姐 2026-06-01 下午3:20\n王伯 15:21:05\n楼道灯又坏了", "楼道灯又坏了")]
    [InlineData("今天停水，从 11:20\n到现在", "今天停水，从 11:20")]
    [InlineData("李姐 11:20", "李姐 11:20")]
    public void The_head_of_a_chat_message_is_no_title(string detail, string title) =>
        Assert.Equal(title, RaiseChecks.TitleOf(new() { Detail = detail }));

    [Theory]
    [InlineData("特急", true)]
    [InlineData("紧急", true)]
    [InlineData("不紧急", false)]
    [InlineData("否", false)]
    public void Urgency_is_read_from_what_stands_there(string written, bool urgent) =>
        Assert.Equal(urgent, PastedOrder.Read($"工单编号：1\n紧急程度：{written}")!.Urgent);
}
