using System.Collections;
using System.Globalization;
using System.Resources;

namespace Bandeng.Organizations.Tests;

public sealed class TextTests
{
    private static readonly ResourceManager Texts = new(typeof(OrganizationsText));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    [Fact]
    public void Every_role_and_kind_of_body_has_a_name()
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.NotNull(Texts.GetString($"role.{role}", CultureInfo.InvariantCulture)));
        Assert.All(Enum.GetValues<BodyKind>(), kind => Assert.NotNull(Texts.GetString($"body-kind.{kind}", CultureInfo.InvariantCulture)));
    }

    private static string[] Keys(CultureInfo culture) =>
        [.. Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(e => (string)e.Key).Order()];
}
