using System.Collections;
using System.Globalization;
using System.Resources;
using Bandeng.Visits.Life;
using Bandeng.Visits.Pages.Visits;

namespace Bandeng.Visits.Tests;

public sealed class TextTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    [Fact]
    public void Every_kind_and_outcome_has_a_name()
    {
        var keys = Keys(CultureInfo.InvariantCulture);

        Assert.All(Enum.GetValues<QuestionKind>(), kind => Assert.Contains($"question.{kind}", keys));
        Assert.All(
            Enum.GetValues<QuestionKind>().Where(kind => kind is not QuestionKind.Promise),
            kind => Assert.Contains($"answer.{kind}", keys));
        Assert.All(Enum.GetValues<VisitOutcome>(), outcome => Assert.Contains($"outcome.{outcome}", keys));
        Assert.All(Enum.GetValues<HazardKind>(), kind => Assert.Contains($"hazard.{kind}", keys));
        Assert.All(Enum.GetValues<Settlement>(), one => Assert.Contains($"settlement.{one}", keys));
    }

    private static string[] Keys(CultureInfo culture) =>
    [
        .. new ResourceManager(typeof(VisitsText)).GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Order(StringComparer.Ordinal),
    ];
}
