using System.Net.Http.Json;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Bandeng.Browser.Tests;

/// <summary>Every page of the site, by whoever comes to it. Who adds a page adds its line.</summary>
internal sealed class Stops(BandengSite site)
{
    private const string Community = "431302001001";
    private const string Matter = "matters/{matterId:guid}";

    /// <summary>They take a choice and lead back; there is nothing to see.</summary>
    public static readonly string[] WithoutFace = ["language", "view"];

    public static readonly string?[] People =
    [
        null, "resident", "buildinghead", "gridworker", "clerk", "handler", "checker", "caller", "convenor", "town",
        "district",
        "leader", "auditor", "admin", "linkedhead", "careleader", "bodyhead",
    ];

    public IReadOnlyList<Stop> All =>
    [
        Stop.At(null, "/") with { IsMain = true },
        Stop.At(null, "/?group=all"),
        Stop.At(null, "/?view=wall"),
        Stop.At(null, "/board/map") with { IsMain = true },
        Stop.At(null, "/about"),
        Stop.At(null, "/help"),
        Stop.At(null, "/find") with { IsMain = true },
        Stop.At(null, "/search?q=楼道") with { Route = "search" },
        Stop.At("clerk", "/search?q=楼道") with { Route = "search", IsMain = true },
        Stop.At("clerk", "/desk?q=楼道") with { Route = "desk" },
        Stop.At(null, "/sign-in"),
        Stop.At(null, "/sign-in/code"),
        Stop.At(null, "/areas"),
        Stop.At(null, $"/areas/{Community}") with { Route = "areas/{code}" },
        Stop.Behind(null, "/", "main a[href^='/matters/']", Matter),
        new(Matter + "/join", null, JoinAsync),
        new(Matter + "/receipt", "clerk", ReceiptAsync),
        new(Matter + "/slip", "clerk", page => SlipAsync(page, "Redirected")),
        new(Matter + "/slip", "clerk", page => SlipAsync(page, "Declined")),
        Stop.At(null, "/raise") with { IsMain = true },
        new("raise/where", null, page => SayAsync(page, "/raise/where")),
        new("raise/send", null, page => SayAsync(page, "/raise/send")),
        new("raise/done", null, SendAsync),
        Stop.At(null, "/problem/404") with { Route = "problem/{status:int}", Status = 404 },
        Stop.At(null, "/nowhere") with { Route = "problem/{status:int}", Status = 404 },
        new("sign-in/two-factor", null, OweSecondAsync),

        Stop.At("clerk", "/desk/held"),
        Stop.At("resident", "/my") with { IsMain = true },
        Stop.At("resident", "/notices"),
        Stop.At("resident", "/account"),
        Stop.At("resident", "/account/phone"),
        Stop.At("resident", "/account/mail"),
        Stop.At("resident", "/account/notices"),
        Stop.At(null, "/sign-in/code?by=mail") with { Route = "sign-in/code" },
        Stop.At("resident", "/account/two-factor"),
        Stop.Behind("resident", "/my", "main a[href^='/matters/']:not([href$=seen])", Matter) with { IsMain = true },
        Stop.Behind("resident", "/my", "main a[href$='/seen']", Matter + "/seen"),

        Stop.At("buildinghead", "/raise"),
        Stop.At("buildinghead", "/my"),
        Stop.At("resident", "/my/held") with { IsMain = true },
        Stop.At("resident", "/my/held/correct"),
        Stop.At("clerk", "/needs") with { IsMain = true },
        Stop.At("clerk", "/needs/new?q=林") with { Route = "needs/new" },
        Stop.Behind("clerk", "/needs/new?q=林", "main a[href*='resident=']", "needs/new"),
        Stop.Behind("gridworker", "/needs", "main table a", "needs/{id:guid}"),
        Stop.Behind("clerk", "/needs", "main table a", "needs/{id:guid}"),
        Stop.At("clerk", "/registry/corrections"),
        Stop.At("admin", "/admin/care"),
        Stop.At("clerk", "/visits"),
        Stop.At("gridworker", "/visits") with { IsMain = true },
        Stop.Behind("gridworker", "/visits", "main a[href*='programme=']", "visits/round") with { IsMain = true },
        Stop.Behind("gridworker", "/visits/round", "main a.round-stop", "visits/homes/{id:guid}"),
        Stop.At("gridworker", "/visits/log"),
        Stop.At("clerk", "/visits/programmes/new"),
        Stop.Behind("clerk", "/visits", "main table a", "visits/programmes/{id:guid}"),
        new("visits/programmes/{id:guid}/form", "clerk", ProgrammeFormAsync),
        Stop.At("gridworker", "/registry/hazards"),
        Stop.At("clerk", "/registry/files"),
        Stop.At("clerk", "/registry/grids/431302001001001/file") with { Route = "registry/grids/{code}/file", IsMain = true },
        Stop.At("clerk", "/registry/reach") with { IsMain = true },
        Stop.At("clerk", "/registry/reach?kind=Clinic") with { Route = "registry/reach" },
        Stop.At("gridworker", "/handling"),
        Stop.At("gridworker", "/checks"),

        Stop.At("clerk", "/desk") with { IsMain = true },
        Stop.At("clerk", "/desk?show=Late"),
        Stop.At("clerk", "/desk?show=All"),
        Stop.At("clerk", "/desk/new") with { IsMain = true },
        Stop.At("clerk", "/desk/new?errand=true"),
        Stop.At("bodyhead", "/signing"),
        Stop.At("clerk", "/desk/templates"),
        Stop.At("clerk", "/desk/exclusions"),
        Stop.At("clerk", "/rulings"),
        Stop.At("clerk", $"/areas/{Community}/door-codes") with { Route = "areas/{code}/door-codes" },
        Stop.Behind("clerk", "/desk?show=ToDispatch", "a.what-link", Matter),
        new(Matter + "/contact", "clerk", page => AskNumberAsync(page, purpose: null)),
        new(Matter + "/contact", "clerk", page => AskNumberAsync(page, "约上门时间")),
        new("desk/bulk", "clerk", page => ChooseAsync(page, "Dispatch")),
        new("desk/bulk", "clerk", page => ChooseAsync(page, "Merge")),
        new("desk/bulk/{runId:guid}", "clerk", AcceptAsync),

        Stop.At("clerk", "/registry"),
        Stop.At("clerk", "/registry?q=nowhere"),
        Stop.At("clerk", "/registry/places/new"),
        Stop.Behind("clerk", "/registry", "main td a[href^='/registry/places/']", "registry/places/{id:guid}"),
        new("registry/places/{id:guid}/map", "clerk", ToTheMapAsync),
        new("registry/doors/{id:guid}", "clerk", ToTheDoorAsync),
        new("registry/residents/{id:guid}/numbers", "clerk", ToTheNumbersAsync),
        Stop.At("clerk", "/registry/map"),
        Stop.At("clerk", $"/registry/areas/{Community}/outline") with { Route = "registry/areas/{code}/outline" },
        Stop.At("clerk", "/registry/grids?into=Courtyard") with { Route = "registry/grids" },
        Stop.At("clerk", "/registry/tellings"),
        Stop.Behind("clerk", "/registry/tellings", "main td a", "registry/tellings/{id:guid}"),
        Stop.At("resident", "/my/home"),
        Stop.At("resident", "/my/home?area=431302001001001001") with { Route = "my/home" },
        Stop.At("clerk", "/registry/import"),
        new(
            "registry/import/{id:guid}", "clerk",
            page => SendListAsync(page, "姓名,楼栋,单元,房号,民族\n小宝,1号楼,1,101,某族\n小花,无此楼,1,101,某族\n")),
        new("registry/import/{id:guid}", "clerk", page => SendListAsync(page, "甲,乙\n1,2\n")),
        Stop.At("clerk", "/registry/grids"),
        new("registry/grids/{id:guid}", "clerk", ToThePlanAsync),
        Stop.Behind("clerk", $"/areas/{Community}", "main a[href^='/grids/']", "grids/{id:guid}") with { IsMain = true },
        Stop.Behind(null, $"/areas/{Community}", "main a[href^='/grids/']", "grids/{id:guid}") with { IsMain = true },
        new("grids/{id:guid}/object", null, ToTheFormAsync) { IsMain = true },
        Stop.At(null, "/grids/objections"),
        Stop.At("resident", "/grids/objections"),
        new("registry/objections/{id:guid}/numbers", "clerk", ToTheObjectorAsync),
        Stop.At("gridworker", "/registry/gaps"),
        Stop.At("clerk", "/registry/care"),
        Stop.At("clerk", "/registry/care?area=431302001001"),
        Stop.At("clerk", "/registry/care/fill?area=431302001001&level=Household"),
        new("registry/care/households/{id:guid}", "clerk", ToTheHouseholdAsync),
        Stop.Behind(
            "clerk", "/registry/care?area=431302001001", "a[href^='/registry/care/leave/']",
            "registry/care/leave/{id:guid}"),
        Stop.At("admin", "/admin"),
        Stop.At("admin", "/admin/rules"),
        Stop.At("admin", "/admin/categories"),
        Stop.At("admin", "/admin/categories/edit?code=0701"),
        Stop.At("admin", "/admin/calendars"),
        Stop.At("clerk", "/sheets") with { IsMain = true },
        Stop.At("clerk", "/sheets/new"),
        Stop.Behind(
            "clerk", "/sheets", "main td a[href^='/sheets/']:not([href$=fill]):not([href$=burden])",
            "sheets/{id:guid}"),
        Stop.Behind("clerk", "/sheets", "main a[href$='/fill']", "sheets/{id:guid}/fill"),
        new("sheets/{id:guid}/bind", "clerk", ToTheBindingAsync),
        Stop.At("town", "/sheets/burden"),
        Stop.Behind("town", "/sheets/burden", "main td a[href*='/burden?']", "sheets/{id:guid}/burden"),
        Stop.At("admin", "/registry/import"),
        Stop.At("resident", "/my/looks"),

        Stop.At("handler", "/handling") with { IsMain = true },
        Stop.Behind("handler", "/handling", "[data-matter] a[href^='/matters/']", Matter),
        Stop.At("checker", "/checks"),
        Stop.Behind("checker", "/checks", "[data-matter] a[href^='/matters/']", Matter),
        Stop.At("caller", "/callbacks"),
        Stop.Behind("caller", "/callbacks", "[data-matter] a[href^='/callbacks/']", "callbacks/{matterId:guid}"),
        Stop.At("convenor", "/desk"),

        Stop.At("town", "/rulings"),
        Stop.At("town", "/desk/exclusions"),
        Stop.At("town", "/figures") with { IsMain = true },
        Stop.Behind("town", "/figures", "a.tile", "figures/matters"),
        Stop.At("district", "/desk"),
        Stop.At("district", "/figures/frozen"),
        new("figures/frozen/{month}", "district", FreezeAsync),
        Stop.At("leader", "/figures?figure=late-now&by=Area") with { Route = "figures", IsMain = true },
        Stop.At("leader", "/figures/weekly"),
        Stop.At("leader", "/figures/tomorrow"),
        Stop.At("auditor", "/figures"),

        Stop.At("district", "/exchange"),
        Stop.At("district", "/exchange/12345") with { Route = "exchange/{code}" },
        Stop.At("district", "/exchange/12345?show=All") with { Route = "exchange/{code}" },
        Stop.At("district", "/exchange/12345/orders") with { Route = "exchange/{code}/orders" },
        Stop.At("admin", "/exchange"),
        Stop.At("admin", "/exchange/peers"),
        Stop.At("admin", "/exchange/12345/mapping") with { Route = "exchange/{code}/mapping" },
        new("exchange/{code}/mapping", "admin", LearnAsync),
        Stop.At("admin", "/admin/outbox"),
        Stop.At("admin", "/admin/hooks"),
        Stop.At("admin", "/admin/people"),
        Stop.Behind("admin", "/admin/people", "main a[href^='/admin/people/']", "admin/people/{id:guid}"),
        Stop.At("admin", "/admin/areas/431302001002/merge?Into=431302001003") with { Route = "admin/areas/{code}/merge" },
        Stop.At("admin", "/admin/bodies"),
        Stop.Behind("admin", "/admin/bodies", "main a[href^='/admin/bodies/']", "admin/bodies/{id:guid}"),
        Stop.At("admin", "/admin/bodies/tree"),
        Stop.At("clerk", "/admin/bodies/tree"),
        Stop.At("admin", "/admin/posts/new"),
        Stop.At("town", "/organizations"),
        Stop.At("town", "/admin/bodies/places"),
        Stop.At("clerk", "/admin/bodies/teams"),
        Stop.At("district", "/powers"),
        Stop.At("district", "/powers/new"),
        Stop.Behind("district", "/powers", "main td a[href^='/powers/']", "powers/{id:guid}"),
        Stop.At("district", "/lists/powers") with { Route = "lists/{kind}" },
        new("lists/{kind}/{id:guid}", "district", page => SendListAsync(
            page, "事项名称,原实施部门,依据\n对损坏绿地的处罚,区城管局,政发〔2026〕9号\n无主之权,无此局,政发〔2026〕9号\n", "/lists/powers")),
        Stop.At("town", "/pairs"),
        Stop.At("clerk", "/pairs/new?kind=four-ones") with { Route = "pairs/new" },
        Stop.Behind("town", "/pairs", "main td a[href^='/pairs/']", "pairs/{id:guid}"),
        Stop.At("admin", "/pairs/kinds"),
        Stop.At("clerk", "/members"),
        Stop.Behind("clerk", "/members?state=Confirmed", "main td a[href^='/members/']", "members/{id:guid}"),
        Stop.Behind("resident", "/my/service", "main a[href$='/certificate']", "members/{id:guid}/certificate"),
        Stop.At("resident", "/my/service"),
        Stop.At("district", "/workforce"),
        Stop.At("town", "/workforce/people"),
        Stop.At("town", "/workforce/new"),
        Stop.Behind("town", "/workforce/people", "main td a[href^='/workforce/']", "workforce/{id:guid}"),
        new("workforce/{id:guid}/pay", "town", ToThePayAsync),
        Stop.At("clerk", "/my/pay"),
        Stop.At("town", "/incubator"),
        Stop.At("town", "/incubator/new"),
        Stop.Behind("town", "/incubator?stage=OnTrial", "main td a[href^='/incubator/']", "incubator/{id:guid}"),
    ];

    private static async Task<IResponse?> ToThePlaceAsync(IPage page)
    {
        await page.GotoAsync("/registry");
        return await page.GotoAsync((await page.GetByRole(AriaRole.Link, new() { Name = "1号楼", Exact = true }).First.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToTheMapAsync(IPage page)
    {
        await ToThePlaceAsync(page);
        return await page.GotoAsync((await page.Locator("main a[href$='/map']").First.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToTheDoorAsync(IPage page)
    {
        await ToThePlaceAsync(page);
        return await page.GotoAsync((await page.Locator("a.door").Last.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToTheHouseholdAsync(IPage page)
    {
        await ToTheDoorAsync(page);
        return await page.GotoAsync(
            (await page.Locator("main a[href^='/registry/care/households/']").First.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToTheNumbersAsync(IPage page)
    {
        await ToTheDoorAsync(page);
        return await page.GotoAsync((await page.Locator("main a[href$='/numbers']").First.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToTheBindingAsync(IPage page)
    {
        await page.GotoAsync("/sheets");
        return await page.GotoAsync(
            (await page.Locator("main a[href$='/fill']").First.GetAttributeAsync("href"))!.Replace(
                "/fill", "/bind", StringComparison.Ordinal));
    }

    // New proposals take the place of the old: somebody on another walk may have asked meanwhile.
    private static async Task<IResponse?> ToTheFormAsync(IPage page)
    {
        await page.GotoAsync($"/areas/{Community}");
        return await page.GotoAsync(
            $"{await page.Locator("main a[href^='/grids/']").First.GetAttributeAsync("href")}/object");
    }

    private static async Task<IResponse?> ToTheObjectorAsync(IPage page)
    {
        await page.GotoAsync($"/areas/{Community}");
        var shown = await page.Locator("main a[href^='/grids/']").First.GetAttributeAsync("href");
        await page.GotoAsync($"/registry{shown}");
        return await page.GotoAsync(
            (await page.Locator("a[href^='/registry/objections/']").First.GetAttributeAsync("href"))!);
    }

    private static async Task<IResponse?> ToThePlanAsync(IPage page)
    {
        for (var again = 2; ; again--)
        {
            await page.GotoAsync("/registry/grids");
            var plan = page.Locator("main h3 a[href^='/registry/grids/']").First;
            if (await plan.CountAsync() == 0)
            {
                await page.GetByRole(AriaRole.Button, new() { NameRegex = new("方案") }).ClickAsync();
                await plan.WaitForAsync();
            }

            var answer = await page.GotoAsync((await plan.GetAttributeAsync("href"))!);
            if (answer?.Status == 200 || again == 0)
            {
                return answer;
            }
        }
    }

    private static async Task<IResponse?> ToThePayAsync(IPage page)
    {
        await page.GotoAsync("/workforce/people");
        var person = await page.Locator("main td a[href^='/workforce/']").First.GetAttributeAsync("href");
        return await page.GotoAsync(person + "/pay");
    }

    private static async Task<IResponse?> SendListAsync(IPage page, string list, string where = "/registry/import")
    {
        await page.GotoAsync(where);
        await page.Locator("#list").SetInputFilesAsync(new FilePayload
        {
            Name = "list.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(list),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "先看看" }).ClickAsync();
        await page.WaitForURLAsync($"**{where}/*");
        return await page.ReloadAsync();
    }

    private static async Task<IResponse?> LearnAsync(IPage page)
    {
        await page.GotoAsync("/exchange/12345/mapping");
        await page.Locator("#Pasted").FillAsync(
            """{"success":true,"resultData":[{"orderNo":"GD20260601001","callerName":"王一","contactPhone":"19900000001","appealType":"投诉","appealSubject":"路灯不亮","incidentAddress":"学院路","traceCode":"T1"}]}""");
        return await page.RunAndWaitForResponseAsync(
            () => page.Locator("form[action*='Learn'] button").ClickAsync(), got => got.Request.Method == "POST");
    }

    private static async Task<IResponse?> SayAsync(IPage page, string next)
    {
        await page.GotoAsync($"/raise?area={Community}");
        await page.GetByLabel("有什么事").FillAsync("花坛的水管一直在漏");
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/raise/where");
        return await page.GotoAsync(next);
    }

    private static async Task<IResponse?> SendAsync(IPage page)
    {
        await SayAsync(page, "/raise/send");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/raise/done");
        return await page.ReloadAsync();
    }

    private static async Task<IResponse?> ProgrammeFormAsync(IPage page)
    {
        await page.GotoAsync("/visits");
        return await page.GotoAsync(await page.Locator("main table a").First.GetAttributeAsync("href") + "/form");
    }

    private async Task<IResponse?> OweSecondAsync(IPage page)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var name = SignIn.NormalizeName("clerk2");
        var signIns = scope.ServiceProvider.GetRequiredService<BandengDb>().Set<SignIn>();
        var person = (await signIns.SingleAsync(signIn => signIn.NormalizedUserName == name)).PersonId;
        var key = Totp.NewKey();
        var second = scope.ServiceProvider.GetRequiredService<SecondFactor>();
        await second.EnableAsync(person, key, Totp.CodeAt(key, site.Clock.GetUtcNow()), CancellationToken.None);

        await page.GotoAsync("/sign-in");
        await page.GetByLabel("用户名").FillAsync("clerk2");
        await page.GetByLabel("密码").FillAsync(DemoSite.Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "登录" }).First.ClickAsync();
        await page.WaitForURLAsync("**/sign-in/two-factor**");
        return await page.ReloadAsync();
    }

    private async Task<IResponse?> JoinAsync(IPage page) =>
        await page.GotoAsync($"/matters/{await FindAsync("let_out_at is not null and stage = 'Accepted'")}/join");

    private async Task<IResponse?> ReceiptAsync(IPage page) =>
        await page.GotoAsync($"/matters/{await FindAsync("let_out_at is not null and stage = 'Accepted'")}/receipt");

    private async Task<IResponse?> SlipAsync(IPage page, string stage) =>
        await page.GotoAsync($"/matters/{await FindAsync($"stage = '{stage}'", "Other")}/slip");

    private async Task<IResponse?> AskNumberAsync(IPage page, string? purpose)
    {
        await page.GotoAsync($"/matters/{await FindAsync("channel = 'Call' and stage = 'Accepted'")}");
        var link = page.Locator("a[href*='/contact?']").First;
        var answer = await page.GotoAsync((await link.GetAttributeAsync("href"))!);
        if (purpose is null)
        {
            return answer;
        }

        await page.Locator("#purpose").FillAsync(purpose);
        return await page.RunAndWaitForResponseAsync(
            () => page.Locator("main form button").ClickAsync(), got => got.Request.Method == "POST");
    }

    private static async Task<IResponse?> ChooseAsync(IPage page, string act)
    {
        await page.GotoAsync("/desk?show=ToDispatch");
        var chosen = await page.Locator("[data-row] input[type=checkbox]")
            .EvaluateAllAsync<string[]>("boxes => boxes.slice(0, 2).map(box => box.value)");
        return await page.GotoAsync($"/desk/bulk?act={act}&{string.Join('&', chosen.Select(id => $"ids={id}"))}");
    }

    private async Task<IResponse?> AcceptAsync(IPage page)
    {
        // One that nobody has accepted yet: a stranger's, of this moment.
        using var stranger = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
        using var raised = await stranger.PostAsJsonAsync("/api/v1/matters", new { detail = "信箱坏了", area = Community });
        var id = (await raised.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await page.GotoAsync($"/desk/bulk?act=Accept&ids={id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "受理" }).ClickAsync();
        await page.WaitForURLAsync(url => Guid.TryParse(new Uri(url).Segments[^1], out _));
        return await page.ReloadAsync();
    }

    // Frozen once; whoever comes later finds it in the list.
    private static async Task<IResponse?> FreezeAsync(IPage page)
    {
        await page.GotoAsync("/figures/frozen");
        if (await page.Locator("a.row-link").CountAsync() == 0)
        {
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).ClickAsync();
            await page.WaitForURLAsync("**/figures/frozen**");
            await page.GotoAsync("/figures/frozen");
        }

        return await page.GotoAsync((await page.Locator("a.row-link").First.GetAttributeAsync("href"))!);
    }

    private async Task<Guid> FindAsync(string where, string type = "Help")
    {
        await using var scope = site.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<BandengDb>()
            .RowAsync<Guid>(
                $"""
                select id from matters
                where {where} and area_code = @area and request_type = @type and protected = 0
                order by raised_at limit 1
                """,
                new { area = AreaCode.Parse(Community), type },
                CancellationToken.None);
        Assert.NotEqual(Guid.Empty, found);
        return found;
    }
}
