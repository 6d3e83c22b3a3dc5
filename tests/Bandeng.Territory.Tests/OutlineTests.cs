using Bandeng.Territory.Places;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Tests;

/// <summary>Outlines as they are typed, and drawn.</summary>
public sealed class OutlineTests
{
    private const string Square = "112.000,27.700\n112.010,27.700\n112.010,27.710\n112.000,27.710\n";
    private const string Yard = "112.004 27.704\n112.006，27.704\n112.006\t27.706\n112.004,27.706\n";

    [Fact]
    public void What_is_written_is_read_back_with_holes_and_parts()
    {
        var whole = Read($"{Square}\n{Yard}\n112.020,27.700\n112.030,27.700\n112.030,27.710\n");
        Assert.Equal(2, whole.NumGeometries);
        Assert.Equal(1, ((Polygon)whole.GetGeometryN(0)).NumInteriorRings);
        Assert.True(Read(CornersText.Write(whole)).EqualsTopologically(whole));
        Assert.True(Read("""{"type":"Polygon","coordinates":[[[112,27.7],[112.01,27.7],[112.01,27.71],[112,27.7]]]}""").IsValid);
    }

    [Theory]
    [InlineData("112.000,27.700\n112.010,27.710\n112.010,27.700\n112.000,27.710", "place.crossing", "112.005")]
    [InlineData("112.000,27.700\n112.010,27.700", "place.corners", "three")]
    [InlineData("", "place.corners", "three")]
    [InlineData("112.000,27.700\n112.010,x\n112.010,27.710", "place.corner-line", "Line 2")]
    [InlineData("27.700,112.000\n27.710,112.010\n27.700,112.010", "place.swapped", "")]
    [InlineData("2.000,47.700\n2.010,47.700\n2.010,47.710", "place.abroad", "")]
    [InlineData("{\"type\":\"Point\",\"coordinates\":[112,27.7]}", "place.corners", "")]
    [InlineData("{\"type\":", "place.corners", "")]
    public void What_is_no_outline_is_refused_with_words(string text, string code, string words)
    {
        Assert.False(CornersText.Read(text).TryGet(out _, out var refusal));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    private static Geometry Read(string text) => CornersText.Read(text).TryGet(out var outline, out var refusal)
        ? outline : throw new InvalidOperationException(refusal.Code);
}
