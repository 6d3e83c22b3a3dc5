using Bandeng.Organizations.SignIns;

namespace Bandeng.Organizations.Tests;

public sealed class TotpTests
{
    /// <summary>The key of RFC 6238, appendix B, in Base32.</summary>
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>The appendix's codes have eight digits; the last six are ours.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long second, string code) =>
        Assert.Equal(code, Totp.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_one_step_off(int seconds, bool matches)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_200_000_000);

        Assert.Equal(matches, Totp.Match(Key, Totp.CodeAt(Key, now.AddSeconds(seconds)), now) is not null);
    }
}
