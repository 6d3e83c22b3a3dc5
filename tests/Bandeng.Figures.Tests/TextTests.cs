using System.Collections;
using System.Globalization;
using System.Resources;
using Bandeng.Figures.Definitions;

namespace Bandeng.Figures.Tests;

public sealed class TextTests
{
    private static readonly ResourceManager Texts = new(typeof(FiguresText));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    [Fact]
    public void Every_figure_says_in_both_languages_what_it_is() =>
        Assert.All(FigureBook.Reported.Concat(TableFigures.Weekly).Concat(TableFigures.Tomorrow), figure =>
            Assert.All([figure.Name, figure.Formula, figure.LeavesOut], words =>
            {
                Assert.NotEmpty(words.Zh);
                Assert.NotEmpty(words.En);
                Assert.DoesNotContain(words.En, letter => letter is >= '\u4e00' and <= '\u9fff');
            }));

    private static string[] Keys(CultureInfo culture) =>
        [.. Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Select(e => (string)e.Key).Order()];
}
