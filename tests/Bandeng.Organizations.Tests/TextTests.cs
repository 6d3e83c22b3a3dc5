using System.Collections;
using System.Globalization;
using System.Resources;

namespace Bandeng.Organizations.Tests;

public sealed class TextTests
{
    private static readonly ResourceManager Texts = new(typeof(OrganizationsText));

    [Theory]
    [InlineData(typeof(OrganizationsText))]
    [InlineData(typeof(Pairs.PairsText))]
    [InlineData(typeof(Incubator.IncubatorText))]
    [InlineData(typeof(Members.MembersText))]
    [InlineData(typeof(Workforce.WorkforceText))]
    public void Every_text_is_there_in_both_languages(Type texts)
    {
        var found = new ResourceManager(texts);
        Assert.Equal(Keys(found, CultureInfo.InvariantCulture), Keys(found, CultureInfo.GetCultureInfo("en")));
    }

    [Fact]
    public void Every_step_of_an_incubation_has_its_words()
    {
        var words = new ResourceManager(typeof(Incubator.IncubatorText));
        Assert.All(
            Incubator.IncubationArrows.All,
            arrow => Assert.NotNull(words.GetString($"to.{arrow.From}.{arrow.To}", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_role_and_kind_of_body_has_a_name()
    {
        Assert.All(
            Enum.GetValues<Role>(),
            role => Assert.NotNull(Texts.GetString($"role.{role}", CultureInfo.InvariantCulture)));
        Assert.All(
            Enum.GetValues<BodyKind>(),
            kind => Assert.NotNull(Texts.GetString($"body-kind.{kind}", CultureInfo.InvariantCulture)));
    }

    private static string[] Keys(ResourceManager texts, CultureInfo culture) =>
        [.. texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Select(e => (string)e.Key).Order()];
}
