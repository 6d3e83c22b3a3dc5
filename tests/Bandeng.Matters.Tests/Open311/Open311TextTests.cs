using System.Collections;
using System.Globalization;
using System.Resources;
using Bandeng.Matters.Open311;

namespace Bandeng.Matters.Tests.Open311;

/// <summary>The words that other programs show.</summary>
public sealed class Open311TextTests
{
    private static readonly ResourceManager Texts = new(typeof(Open311Text));

    [Fact]
    public void Every_text_is_there_in_both_languages() =>
        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));

    [Theory]
    [InlineData("2026-06-01", false, "2026-06-01T00:00:00+08:00")]
    [InlineData("2026-06-01", true, "2026-06-01T23:59:59+08:00")]
    [InlineData("2026-06-01T08:00:00Z", false, "2026-06-01T16:00:00+08:00")]
    [InlineData("2026-06-01T08:00:00", false, "2026-06-01T08:00:00+08:00")]
    [InlineData("2026-06-01T08:00:00 09:00", false, "2026-06-01T07:00:00+08:00")]
    [InlineData("2026-06-01T08:00:00.123-07:00", true, "2026-06-01T23:00:00+08:00")]
    [InlineData("1/6/2026", false, null)]
    [InlineData("2026-06-31", false, null)]
    public void Instants_are_read_as_clients_write_them(string text, bool isEnd, string? expected) =>
        Assert.Equal(expected, GeoInstant.Read(text, isEnd) is { } at ? GeoInstant.Write(at) : null);

    private static string[] Keys(CultureInfo culture) =>
        [.. Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Select(e => (string)e.Key).Order()];
}
