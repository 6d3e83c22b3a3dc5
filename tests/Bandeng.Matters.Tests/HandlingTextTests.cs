using System.Collections;
using System.Globalization;
using System.Resources;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Handling;

namespace Bandeng.Matters.Tests;

/// <summary>The words of one matter's page and the desks around it.</summary>
public sealed class HandlingTextTests
{
    private static readonly ResourceManager Texts = new(typeof(HandlingText));

    public static TheoryData<MatterAction> Actions => [.. Enum.GetValues<MatterAction>()];

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_act_reads_as_a_sentence_on_the_trail(MatterAction action) =>
        Assert.NotNull(Texts.GetString($"trail.{action}", CultureInfo.InvariantCulture));

    private static string[] Keys(CultureInfo culture) =>
        [.. Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Select(e => (string)e.Key).Order()];
}
