namespace Bandeng.Browser.Tests;

/// <summary>Every page by whoever uses it: at phone and at desk size, in both languages, light, dark and large.</summary>
public sealed class EveryPage(BandengSite site)
{
    public static TheoryData<string, string?> Pages => new()
    {
        { "/", null },
        { "/sign-in", null },
        { "/sign-in/code", null },
        { "/raise", null },
        { "/find", null },
        { "/help", null },
        { "/areas", null },
        { "/areas/431302001001", null },
        { "/board/map", null },
        { "/my", "resident" },
        { "/notices", "resident" },
        { "/account", "resident" },
        { "/raise", "buildinghead" },
        { "/desk", "clerk" },
        { "/desk/new", "clerk" },
        { "/desk/templates", "clerk" },
        { "/desk/exclusions", "town" },
        { "/areas/431302001001/door-codes", "clerk" },
        { "/rulings", "town" },
        { "/handling", "handler" },
        { "/checks", "checker" },
        { "/callbacks", "caller" },
        { "/figures", "town" },
        { "/figures/tomorrow", "leader" },
        { "/figures/weekly", "leader" },
        { "/admin/people", "admin" },
        { "/admin/bodies", "admin" },
        { "/admin/posts/new", "admin" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_fit_on_a_phone_in_daylight(string path, string? name) =>
        await LookAsync(path, name, Screen.Phone, "zh-CN", false);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_fit_at_a_desk_at_night_in_English(string path, string? name) =>
        await LookAsync(path, name, Screen.Desk, "en", true);

    private async Task LookAsync(string path, string? name, Screen screen, string language, bool dark)
    {
        var page = await site.VisitorAsync(name, screen, language, dark);
        var errors = new List<string>();
        page.Console += (_, message) => errors.AddRange(message.Type == "error" ? [message.Text] : []);

        var answer = await page.GotoAsync(path);

        Assert.Equal(200, answer!.Status);
        await page.IsFitAsync($"{screen}-{language}{(dark ? "-dark" : "")}-{name}{path.Replace('/', '_')}");
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
