using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Bandeng.Organizations.Tests;

/// <summary>However a number is written, it is the same number; and what cannot be dialled is refused.</summary>
public sealed class PhoneNumberTests
{
    private static readonly Gen<string> Mobile =
        from second in Gen.Choose(3, 9)
        from rest in Gen.Choose(0, 999_999_999)
        select string.Create(CultureInfo.InvariantCulture, $"1{second}{rest:D9}");

    private static readonly Gen<string> Landline =
        from area in Gen.Elements("010", "021", "029", "0731", "0738", "0999")
        from first in Gen.Choose(2, 9)
        from rest in Gen.Choose(0, 9_999_999)
        select string.Create(CultureInfo.InvariantCulture, $"{area}{first}{rest:D7}");

    /// <summary>A number, and a way to write it.</summary>
    private static readonly Arbitrary<(string Number, string Written)> Written = (
        from number in Gen.OneOf(Mobile, Landline)
        from prefix in Gen.Elements("", "+86", "0086", "+86 ", "+86-")
        from gaps in Gen.CollectToArray(number.Select(_ => Gen.Elements("", "", "", " ", "-", "－", "　")))
        let digits = prefix.Length > 0 && number[0] == '0' ? number[1..] : number
        select (number, prefix + string.Concat(digits.Zip(gaps, (digit, gap) => digit + gap)))).ToArbitrary();

    [Fact]
    public void Every_way_to_write_a_number_is_the_number() => Prop.ForAll(Written, pair =>
        PhoneNumber.Normalize(pair.Written).TryGet(out var number, out _)
            && number == pair.Number).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_normal_stays_as_it_is() => Prop.ForAll(Written, pair =>
        PhoneNumber.Normalize(pair.Number).TryGet(out var number, out _)
            && number == pair.Number).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_typed_it_is_refused_or_becomes_digits() => Prop.ForAll<string?>(typed =>
        !PhoneNumber.Normalize(typed).TryGet(out var number, out var refusal)
            ? refusal.Code == "phone.unreadable"
            : number.Length is >= 10 and <= 12 && number.All(char.IsAsciiDigit)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("１３８００００００００１", "138000000001", false)]
    [InlineData("１３８００００００１２", "13800000012", true)]
    [InlineData("(0738) 831-2345", "07388312345", true)]
    [InlineData("8613800000012", "13800000012", true)]
    [InlineData("12345", "", false)]
    [InlineData("12800000012", "", false)]
    [InlineData("8312345", "", false)]
    [InlineData("0738 1312345", "", false)]
    [InlineData("+1 212 555 0100", "", false)]
    [InlineData("1380000001a", "", false)]
    [InlineData("", "", false)]
    [InlineData(null, "", false)]
    public void Known_cases(string? typed, string expected, bool readable)
    {
        Assert.Equal(readable, PhoneNumber.Normalize(typed).TryGet(out var number, out _));
        Assert.Equal(readable ? expected : null, number);
    }
}
