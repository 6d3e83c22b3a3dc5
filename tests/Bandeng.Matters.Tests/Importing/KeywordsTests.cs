using Bandeng.Matters.Importing;

namespace Bandeng.Matters.Tests.Importing;

public sealed class KeywordsTests
{
    [Theory]
    [InlineData("小区电梯停了", "老人上不了楼", "0103", "电梯")]
    [InlineData("巷口太黑", "巷口的路灯坏了两盏", "0302", "路灯")]
    [InlineData("拖欠工资", "在工地做工，老板拖欠工资", "1101", "拖欠工资")]
    public void A_guess_names_the_words_it_was_made_by(string title, string detail, string category, string because)
    {
        var guess = new Keywords().Find(title, detail)!;

        Assert.Equal(category, guess.Category);
        Assert.StartsWith(because, guess.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_are_in_no_list_are_no_guess() => Assert.Null(new Keywords().Find("你好", "在吗"));

    [Fact]
    public void Every_category_of_the_words_stands_in_the_starter_catalogue() =>
        Assert.Subset(
            StarterCatalogue.Lines().Select(line => line.Code).ToHashSet(),
            new Keywords().Categories.ToHashSet());
}
