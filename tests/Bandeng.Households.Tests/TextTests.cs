using System.Collections;
using System.Globalization;
using System.Resources;
using Bandeng.Households.Grids;
using Bandeng.Households.Importing;
using Bandeng.Households.Pages.Needs;
using Bandeng.Households.Pages.Reach;
using Bandeng.Households.Pages.Registry;
using Bandeng.Households.Pages.Shown;
using Bandeng.Territory;

namespace Bandeng.Households.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(typeof(RegistryText))]
    [InlineData(typeof(HouseholdsText))]
    [InlineData(typeof(NeedsText))]
    [InlineData(typeof(ReachText))]
    [InlineData(typeof(ShownText))]
    public void Every_text_is_there_in_both_languages(Type texts) =>
        Assert.Equal(Keys(texts, CultureInfo.InvariantCulture), Keys(texts, CultureInfo.GetCultureInfo("en")));

    [Fact]
    public void Every_kind_style_and_field_has_a_name()
    {
        var keys = Keys(typeof(RegistryText), CultureInfo.InvariantCulture);

        Assert.All(Enum.GetValues<PlaceKind>(), kind => Assert.Contains($"kind.{kind}", keys));
        Assert.All(Enum.GetValues<GridStyle>(), style => Assert.Contains($"style.{style}", keys));
        Assert.All(PeopleGuide.People.Fields, field => Assert.Contains($"field.{field.Key}", keys));
        Assert.All(Enum.GetValues<ListKind>(), kind => Assert.Contains($"import.{kind}", keys));
        Assert.All(
            Enum.GetValues<ListKind>().SelectMany(kind => ListImport.Guide(kind).Fields),
            field => Assert.Contains($"field.{field.Key}", keys));
    }

    private static string[] Keys(Type texts, CultureInfo culture) =>
    [
        .. new ResourceManager(texts).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(),
    ];
}
