using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Bandeng.Kernel.Tests;

/// <summary>What holds for every area code, tried on random ones, and the few that are known to be odd.</summary>
public sealed class AreaCodeTests
{
    private static readonly int[] Widths = [2, 2, 2, 3, 3, 3, 3];

    /// <summary>Codes of every level, empty levels included, as often at the edges as in the middle.</summary>
    private static readonly Arbitrary<AreaCode> AnyCode = (
        from province in Gen.Choose(11, 82)
        from below in Gen.CollectToArray(Widths[1..].Select(width =>
            Gen.OneOf(
                Gen.Constant(0), Gen.Constant((int)Math.Pow(10, width) - 1),
                Gen.Choose(0, (int)Math.Pow(10, width) - 1))))
        from depth in Gen.Choose(0, below.Length)
        let digits = below.Select((number, i) =>
            (i < depth ? number : 0).ToString($"D{Widths[i + 1]}", CultureInfo.InvariantCulture))
        select AreaCode.Parse(province + string.Concat(digits))).ToArbitrary();

    [Fact]
    public void Text_and_number_say_the_same() => Holds(code =>
        AreaCode.Parse(code.ToString()) == code
        && AreaCode.Parse(code.ToFullString()) == code
        && AreaCode.FromValue(code.Value) == code);

    [Fact]
    public void A_parent_is_one_level_up_or_more_and_contains_its_child() => Holds(code =>
        code.Parent is not { } parent
            ? code.Level == AreaLevel.Province
            : parent.Level < code.Level && parent.Contains(code) && !code.Contains(parent));

    [Fact]
    public void Ranges_nest_or_are_apart() => Prop.ForAll(AnyCode, AnyCode, (a, b) =>
        a.Contains(b) || b.Contains(a) || a.Range.Last < b.Range.First || b.Range.Last < a.Range.First)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void An_area_contains_exactly_those_whose_parents_lead_to_it() => Prop.ForAll(AnyCode, AnyCode, (a, b) =>
        a.Contains(b) == WithParents(b).Contains(a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Sorting_puts_an_area_directly_before_what_lies_inside() => Holds(code =>
        code.Parent is not { } parent || parent < code);

    [Fact]
    public void Json_carries_text() => Holds(code =>
        JsonSerializer.Serialize(code) == $"\"{code}\"" && JsonSerializer.Deserialize<AreaCode>($"\"{code}\"") == code);

    [Theory]
    [InlineData("11", AreaLevel.Province, null)]
    [InlineData("1101", AreaLevel.City, "11")]
    [InlineData("110101", AreaLevel.County, "1101")]
    [InlineData("110101001", AreaLevel.Town, "110101")]
    [InlineData("110101001999", AreaLevel.Village, "110101001")]
    [InlineData("110101001999001", AreaLevel.Grid, "110101001999")]
    [InlineData("110101001999001003", AreaLevel.Building, "110101001999001")]
    [InlineData("441900003", AreaLevel.Town, "4419")] // Dongguan has no counties
    public void Each_length_is_a_level(string text, AreaLevel level, string? parent)
    {
        var code = AreaCode.Parse(text);

        Assert.Equal((level, parent, text), (code.Level, code.Parent?.ToString(), code.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("110")]
    [InlineData("00")]
    [InlineData("99")]
    [InlineData("-1")]
    [InlineData("11 1")]
    [InlineData("１１")]
    [InlineData("1101010019990010030")]
    public void Anything_else_is_refused(string text) => Assert.False(AreaCode.TryParse(text, out _));

    [Fact]
    public void No_place_is_never_everywhere() =>
        Assert.Throws<InvalidOperationException>(() => default(AreaCode).Range);

    private static IEnumerable<AreaCode> WithParents(AreaCode code)
    {
        for (AreaCode? area = code; area is { } here; area = here.Parent)
        {
            yield return here;
        }
    }

    private static void Holds(Func<AreaCode, bool> law) => Prop.ForAll(AnyCode, law).QuickCheckThrowOnFailure();
}
