using Bandeng.Sheets.Demo;
using Bandeng.Sheets.Layout;

namespace Bandeng.Sheets.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void A_head_of_two_lines_is_found_below_the_title_and_the_lines_of_the_form()
    {
        var layout = Plain.Layout(Plain.Open(Blanks.Rich).Sheets[0]);
        Assert.Equal((3, 4), (layout.HeadTop, layout.HeadBottom));
        Assert.Equal(
            ["序号", "诉求标题", "户主/姓名", "户主/联系电话", "户主/身份证号", "受理时间", "办结时间", "人口数（人）", "民族", "加倍", "办结率"],
            layout.Headings.Select(heading => heading.Path));
        Assert.Equal([5, 6, 7], layout.Body);
        Assert.Equal([8], layout.Totals);
    }

    [Fact]
    public void Headings_are_guessed_by_their_words_and_what_is_not_held_is_never_guessed()
    {
        var layout = Plain.Layout(Plain.Open(Blanks.Rich).Sheets[0]);
        var fields = GuessHeadings.Fields(new PlainSource(0), layout.Headings);
        Assert.Equal(
            [(1, RowFields.Number), (2, "title"), (3, "name"), (4, "phone"), (5, "id"), (6, "day"), (7, "at"), (8, "people"), (11, "share")],
            fields.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.True(layout.Headings[8].IsNotKept);
    }

    [Fact]
    public void A_table_of_which_a_source_knows_a_third_or_less_is_left_to_the_person()
    {
        Assert.Null(Plain.Guess.Source(Headed("序号", "受理时间", "会议主题", "参会人数")));
        Assert.Null(Plain.Guess.Source(Headed("序号", "填报单位")));
        Assert.NotNull(Plain.Guess.Source(Headed("序号", "受理时间", "办结时间", "会议主题", "参会人数", "民族")));
        Assert.NotNull(Plain.Guess.Source(Headed("姓名", "民族")));

        static Heading[] Headed(params string[] texts) =>
            [.. texts.Select((text, at) => new Heading(at + 1, text, text))];
    }

    [Theory]
    [InlineData("户主/姓名")]
    [InlineData("户主基本信息/姓名")]
    [InlineData("户主情况/姓名")]
    public void A_head_over_a_name_says_whose_name_it_is(string path) => Assert.Equal(
        "head",
        GuessHeadings.Fields(new HeadSource(), [new Heading(1, "姓名", path), new Heading(2, "姓名", "姓名")])[1]);

    [Fact]
    public void Headings_beside_their_cells_are_found_with_what_stands_left_of_several()
    {
        var layout = Plain.Layout(Plain.Open(Blanks.Beside).Sheets[0]);
        Assert.True(layout.IsBeside);
        Assert.Equal(
            ["社区名称 B3", "基本情况/人口数 C4", "基本情况/办结率（%） E4", "基本情况/总件数 C5", "基本情况/民族 E5", "备用 B6"],
            layout.Headings.Select(heading => $"{heading.Path} {heading.Letters}"));
        Assert.Equal(
            [(1, RowFields.Office), (2, "plain.people"), (3, "plain.share"), (4, "plain.*")],
            Plain.Guess.Beside(layout.Headings).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.True(layout.Headings[4].IsNotKept);
    }

    [Fact]
    public void The_last_empty_column_counts_though_the_file_says_nothing_of_it_and_a_title_asks_for_nothing()
    {
        var bare = new BlankBook("表").Put("A1", "基本情况表").Put("A2", "人口数")
            .Put("C2", "办结率").Put("A3", "总件数").Put("C3", "民族").ToArray();
        Assert.Equal(
            ["人口数 B2", "办结率 D2", "总件数 B3", "民族 D3"],
            Plain.Layout(Plain.Open(bare).Sheets[0]).Headings.Select(heading => $"{heading.Text} {heading.Letters}"));
    }

    [Fact]
    public void A_list_with_empty_cells_beside_its_names_is_a_table_with_headings_above() =>
        Assert.False(Plain.Layout(Plain.Open(Blanks.Listed).Sheets[0]).IsBeside);

    [Theory]
    [InlineData("民族", true)]
    [InlineData("宗教信仰", true)]
    [InlineData("政治面貌", true)]
    [InlineData("是否党员", true)]
    [InlineData("民族团结活动场次", false)]
    [InlineData("姓名", false)]
    public void What_is_not_held_is_told_by_its_heading(string text, bool isNotKept) =>
        Assert.Equal(isNotKept, new Heading(1, text, text).IsNotKept);

    [Fact]
    public void A_head_that_is_typed_again_on_the_next_page_is_no_row()
    {
        var book = new BlankBook("甲").Put("A1:C1", "台账", BlankStyle.Title)
            .Put("A2", "序号", BlankStyle.Head).Put("B2", "标题", BlankStyle.Head).Put("C2", "联系电话", BlankStyle.Head)
            .Lines(3, 4, BlankStyle.Body, BlankStyle.Body, BlankStyle.Body)
            .Put("A5:C5", "台账", BlankStyle.Title)
            .Put("A6", "序号", BlankStyle.Head).Put("B6", "标题", BlankStyle.Head).Put("C6", "联系电话", BlankStyle.Head)
            .Lines(7, 8, BlankStyle.Body, BlankStyle.Body, BlankStyle.Body).ToArray();
        Assert.Equal([3, 4, 7, 8], Plain.Layout(Plain.Open(book).Sheets[0]).Body);
    }

    [Fact]
    public void The_lines_of_the_form_are_filled_where_nothing_is_written_yet()
    {
        var sheet = Plain.Open(Blanks.Rich).Sheets[0];
        var lines = new FormLines(
            sheet, Plain.Layout(sheet), new("街心社区", "陈志远", null, new(2026, 7, 3), new(2026, 6, 1), new(2026, 6, 30)));
        var filled = lines.Run().ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
        Assert.Equal("街道台账（2026年6月）", filled["A1"]);
        Assert.Equal("填报单位：街心社区", filled["A2"]);
        Assert.StartsWith("填报人：陈志远", (string)filled["D2"], StringComparison.Ordinal);
        Assert.EndsWith("审核人：", (string)filled["D2"], StringComparison.Ordinal);
        Assert.Equal("填报日期：2026年7月3日", filled["F2"]);
        Assert.Equal([FormLine.Checker], lines.Open);
        Assert.False(filled.ContainsKey("A9"));
    }
}
