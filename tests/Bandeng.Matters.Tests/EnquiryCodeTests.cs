using Bandeng.Matters.Life;

namespace Bandeng.Matters.Tests;

public sealed class EnquiryCodeTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    [Fact]
    public void A_code_is_read_back_however_it_is_typed()
    {
        var code = EnquiryCode.Create();

        Assert.Equal(code, EnquiryCode.Read(code.ToLowerInvariant()));
        Assert.Equal(code, EnquiryCode.Read($" {code.Replace("-", " ", StringComparison.Ordinal)} "));
        Assert.Equal(9, code.Length);
    }

    [Fact]
    public void One_wrong_character_is_always_found()
    {
        foreach (var code in Enumerable.Range(0, 50).Select(_ => EnquiryCode.Create()))
        {
            foreach (var (place, letter) in code.Index().Where(item => item.Item != '-'))
            {
                Assert.All(Alphabet.Where(other => other != letter), other =>
                    Assert.Null(EnquiryCode.Read(code[..place] + other + code[(place + 1)..])));
            }
        }
    }

    [Fact]
    public void Two_neighbours_swapped_are_always_found()
    {
        foreach (var code in Enumerable.Range(0, 200)
            .Select(_ => EnquiryCode.Create().Replace("-", "", StringComparison.Ordinal)))
        {
            for (var i = 0; i + 1 < code.Length; i++)
            {
                var swapped = code[..i] + code[i + 1] + code[i] + code[(i + 2)..];
                Assert.Equal(code[i] == code[i + 1], EnquiryCode.Read(swapped) is not null);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000-0000")]
    [InlineData("七K3M-4TQ9")]
    [InlineData("7K3M-4TQ99")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(EnquiryCode.Read(typed));
}
