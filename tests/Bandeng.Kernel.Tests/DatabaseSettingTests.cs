using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Tests;

public sealed class DatabaseSettingTests
{
    [Theory]
    [InlineData("sqlite:/srv/bandeng.db", false)]
    [InlineData("postgres:Host=127.0.0.1;Database=bandeng", true)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    public void A_setting_names_the_engine(string? text, bool isPostgres) =>
        Assert.Equal(isPostgres, DatabaseSetting.Parse(text).IsPostgres);

    [Theory]
    [InlineData("mysql:Host=127.0.0.1")]
    [InlineData("bandeng.db")]
    [InlineData("sqlite:")]
    [InlineData("postgres:")]
    [InlineData("postgres:Hst=127.0.0.1;Password=geheim")]
    public void A_wrong_setting_is_said_without_its_password(string text)
    {
        var mistake = Assert.Throws<MistakeException>(() => DatabaseSetting.Parse(text));

        Assert.Equal("database.setting", mistake.Code);
        Assert.DoesNotContain("geheim", mistake.Message, StringComparison.Ordinal);
    }
}
