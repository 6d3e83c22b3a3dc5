using System.Collections;
using System.Globalization;
using System.Resources;

namespace Bandeng.Sheets.Tests;

public sealed class TextTests
{
    private static readonly ResourceManager Texts = new(typeof(SheetsText));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    private static string[] Keys(CultureInfo culture) =>
        [.. Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Select(e => (string)e.Key).Order()];
}
