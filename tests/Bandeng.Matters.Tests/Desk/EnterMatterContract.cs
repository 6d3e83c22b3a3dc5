using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>
/// The entry at the desk: raised for somebody else, with its pictures, and on its way, from one form.
/// </summary>
public abstract class EnterMatterContract(DeskSite site)
{
    // The smallest PNG there is: one pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task One_form_raises_keeps_the_picture_and_dispatches()
    {
        var request = Call("三号楼路灯不亮", "13800138000");

        var made = DeskSite.Sure(await EnterAsync(request, [Pixel], await ToBridgeAsync()));

        var matter = await MatterAsync(made.Id);
        Assert.Null(made.NotSent);
        Assert.Null(made.NotKept);
        Assert.Equal((MatterStage.Dispatched, Channel.Call), (matter.Stage, matter.Channel));
        Assert.NotNull(matter.FiledBy);
        Assert.Equal(1, await FilesAsync(made.Id));
    }

    [Fact]
    public async Task The_same_form_again_makes_no_second_matter_picture_or_dispatch()
    {
        var request = Call("重复登记", "13800138001");
        var first = DeskSite.Sure(await EnterAsync(request, [Pixel], await ToBridgeAsync()));

        var second = DeskSite.Sure(await EnterAsync(request, [Pixel], await ToBridgeAsync()));

        Assert.Equal((first.Id, first.Code, null), (second.Id, second.Code, second.NotSent?.Code));
        Assert.Equal(1, (await MatterAsync(first.Id)).Dispatches);
        Assert.Equal(1, await FilesAsync(first.Id));
    }

    [Fact]
    public async Task A_number_that_is_here_already_is_refused_in_words()
    {
        var first = Call("热线一", "13800138002") with { OutsideNumber = "LD77" };
        DeskSite.Sure(await EnterAsync(first, [], null));

        var second = await EnterAsync(Call("热线一又来", "13800138002") with { OutsideNumber = "LD77" }, [], null);

        Assert.False(second.TryGet(out _, out var refusal));
        Assert.Equal("desk.number-known", refusal!.Code);
    }

    [Fact]
    public async Task An_errand_is_entered_on_a_page_of_its_own_and_keeps_its_kind_when_something_is_missing()
    {
        var clerk = await site.VisitorAsync("clerk");
        var form = await clerk.GetStringAsync("/desk/new?errand=true", DeskSite.Cancel);
        Assert.DoesNotContain("Input_Number", form, StringComparison.Ordinal);
        var fields = new Dictionary<string, string>
        {
            ["Input.Id"] = Guid.CreateVersion7(site.Clock.GetUtcNow()).ToString(),
            ["Input.Errand"] = "true",
            ["Input.Channel"] = "Visit",
            ["Input.Area"] = DeskSite.Here,
            ["Input.Name"] = "龙奶奶",
            ["Input.Detail"] = "",
            ["Input.Body"] = (await site.BodyAsync("桥头物业")).ToString(),
        };

        using var again = await DemoSite.PostAsync(clerk, "/desk/new", fields);
        Assert.Matches("name=\"Input.Errand\" value=\"true\"", await again.Content.ReadAsStringAsync(DeskSite.Cancel));
        fields["Input.Detail"] = "老年证到期，代她去换，材料已收。";
        using var answer = await DemoSite.PostAsync(clerk, "/desk/new", fields);

        Assert.Contains("errand=True", answer.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);
        var matter = await MatterAsync(Guid.Parse(fields["Input.Id"]));
        Assert.Equal(
            ("errand", RequestType.Help, Channel.Visit, MatterStage.Dispatched),
            (matter.Kind, matter.RequestType, matter.Channel, matter.Stage));
    }

    [Theory]
    [InlineData("Detail", "", "Say what it is about")]
    [InlineData("Phone", "电话打不通", "A mobile number of 11 digits")]
    [InlineData("OuterDue", "明天", "The deadline cannot be read")]
    [InlineData("Area", DeskSite.Neighbour, "Your post does not let you file")]
    [InlineData("LimitAmount", "0", "A limit is 1 to 10,000")]
    [InlineData("LimitAmount", "三天", "A limit is 1 to 10,000")]
    [InlineData("Respondent", "0194a000-0000-7000-8000-000000000000", "The body complained of is not known")]
    [InlineData("Platform", "这个平台的名字长得没有人记得住所以谁也不会这样写它到四十个字以后还没有完才要说不行", "at most 40 characters")]
    public async Task What_is_refused_is_said_at_its_field_and_what_was_typed_stays(
        string field, string typed, string said)
    {
        var clerk = await site.VisitorAsync("clerk");
        var fields = new Dictionary<string, string>
        {
            ["Input.Id"] = Guid.CreateVersion7(site.Clock.GetUtcNow()).ToString(),
            ["Input.Channel"] = "Call",
            ["Input.Area"] = DeskSite.Here,
            ["Input.Detail"] = "楼道灯不亮",
            ["Input.Body"] = (await site.BodyAsync("桥头物业")).ToString(),
            [$"Input.{field}"] = typed,
        };

        using var answer = await DemoSite.PostAsync(clerk, "/desk/new", fields);

        var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(DeskSite.Cancel));
        Assert.Contains($"<a href=\"#Input_{field}\">", html, StringComparison.Ordinal);
        Assert.Matches($"id=\"Input_{field}-wrong\"[^>]*>[^<]*{said}", html);
        var tag = Regex.Match(html, $"<(input|select|textarea)[^>]* id=\"Input_{field}\"[^>]*>").Value;
        Assert.Contains("aria-invalid=\"true\"", tag, StringComparison.Ordinal);
        Assert.Contains($"Input_{field}-wrong", tag, StringComparison.Ordinal);
        Assert.Contains(fields["Input.Detail"], html, StringComparison.Ordinal);
        Assert.True(
            tag.StartsWith("<select", StringComparison.Ordinal) || html.Contains(typed, StringComparison.Ordinal));
        Assert.Equal(0, await site.InUnitAsync(services => services.GetRequiredService<BandengDb>().Matters
            .CountAsync(m => m.Id == Guid.Parse(fields["Input.Id"]), DeskSite.Cancel)));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_each_at_its_field()
    {
        var clerk = await site.VisitorAsync("clerk");
        using var answer = await DemoSite.PostAsync(clerk, "/desk/new", new()
        {
            ["Input.Id"] = Guid.CreateVersion7(site.Clock.GetUtcNow()).ToString(),
            ["Input.Channel"] = "Hotline",
            ["Input.Area"] = DeskSite.Neighbour,
            ["Input.Detail"] = " ",
            ["Input.Title"] = new string('长', 121),
            ["Input.Phone"] = "电话打不通",
            ["Input.Place"] = new string('远', 501),
            ["Input.OuterDue"] = "明天",
            ["Input.Body"] = (await site.BodyAsync("桥头物业")).ToString(),
            ["Input.LimitAmount"] = "三天",
        });

        var html = await answer.Content.ReadAsStringAsync(DeskSite.Cancel);
        string[] fields = ["Detail", "Title", "Place", "Phone", "Area", "OuterDue", "LimitAmount"];
        Assert.Equal(
            fields,
            Regex.Matches(html, "<a href=\"#Input_(\\w+)\">").Select(link => link.Groups[1].Value));
        Assert.All(fields, field => Assert.Contains($"id=\"Input_{field}-wrong\"", html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("桥头物业", true)]
    [InlineData("没有的物业", false)]
    public async Task An_order_taken_apart_fills_its_type_and_the_body_complained_of(string respondent, bool isKnown)
    {
        var clerk = await site.VisitorAsync("clerk");
        using var answer = await DemoSite.PostAsync(clerk, "/desk/new?handler=Split", new()
        {
            ["Input.Area"] = DeskSite.Here,
            ["Input.Detail"] = $"工单编号：LD88\n诉求类型：举报\n被反映对象：{respondent}\n诉求内容：多收停车费",
        });

        var html = await answer.Content.ReadAsStringAsync(DeskSite.Cancel);

        Assert.Matches("value=\"Report\"[^>]*selected", html);
        Assert.Equal(
            isKnown,
            Regex.IsMatch(
                html,
                $"(?s)id=\"Input_Respondent\".*?value=\"{await site.BodyAsync("桥头物业")}\"[^>]*selected.*?</select>"));
        Assert.Equal(!isKnown, html.Contains($"被反映对象：{respondent}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_dispatched_is_entered_all_the_same()
    {
        var made = DeskSite.Sure(await EnterAsync(
            Call("派给不存在的单位", null), [], new ActRequest { Body = Guid.CreateVersion7(site.Clock.GetUtcNow()) }));

        Assert.Equal("act.body", made.NotSent?.Code);
        Assert.NotNull(made.Secret);
        Assert.Equal(MatterStage.Raised, (await MatterAsync(made.Id)).Stage);
    }

    [Fact]
    public async Task A_clerk_cannot_file_for_another_community()
    {
        var made = await EnterAsync(Call("别处的", null) with { Area = DeskSite.Neighbour }, [], null);

        Assert.False(made.TryGet(out _, out var refusal));
        Assert.Equal("matter.not-filing", refusal!.Code);
    }

    [Fact]
    public async Task The_raisers_earlier_matters_are_found_by_telephone_however_it_is_typed_and_only_inside_ones_posts()
    {
        var mine = DeskSite.Sure(await EnterAsync(Call("以前的", "13900139000"), [], null)).Id;
        var theirs = await site.RaiseAsync(
            DeskSite.Neighbour, "隔壁以前的", new() { Phone = "13900139000", IsForSomebodyElse = true });

        var found = await EarlierAsync("+86 139-0013-9000", "clerk");

        Assert.Equal([mine], found);
        Assert.DoesNotContain(theirs, found);
        Assert.Equal([theirs], await EarlierAsync("13900139000", "clerk2"));
        Assert.Empty(await EarlierAsync("1390013", "clerk"));
    }

    [Fact]
    public async Task Likely_same_ones_share_words()
    {
        var same = await site.RaiseAsync(DeskSite.Here, "彩水厂五栋下水道堵塞，污水外溢到门口");
        await site.RaiseAsync(DeskSite.Here, "请问居住证在哪里办理");
        var clerk = await site.AsAsync("clerk");

        var alike = await site.InUnitAsync(services => services.GetRequiredService<DeskEarlier>().AlikeAsync(
            "五栋下水道又堵了，污水外溢", AreaCode.Parse(DeskSite.Here), clerk, DeskSite.Cancel));

        Assert.Equal([same], alike.Select(row => row.Id));
    }

    private RaiseRequest Call(string detail, string? phone) => new()
    {
        Id = Guid.CreateVersion7(site.Clock.GetUtcNow()),
        Channel = Channel.Call,
        Detail = detail,
        Phone = phone,
        Area = DeskSite.Here,
    };

    private async Task<Result<EnterMatter.Entered>> EnterAsync(
        RaiseRequest request, byte[][] pictures, ActRequest? dispatch)
    {
        var clerk = await site.AsAsync("clerk");
        return await site.InUnitAsync(services => services.GetRequiredService<EnterMatter>().RunAsync(
            request, [.. pictures.Select((bytes, i) => new EnterMatter.Picture($"{i}.png", new MemoryStream(bytes)))],
            dispatch, clerk,
            DeskSite.Cancel));
    }

    private async Task<List<Guid>> EarlierAsync(string phone, string name)
    {
        var viewer = await site.AsAsync(name);
        return await site.InUnitAsync(async services =>
            (await services.GetRequiredService<DeskEarlier>().OfPhoneAsync(phone, viewer, DeskSite.Cancel))
                .Select(row => row.Id).ToList());
    }

    private async Task<ActRequest> ToBridgeAsync() => new() { Body = await site.BodyAsync("桥头物业") };

    private Task<Matter> MatterAsync(Guid id) => site.InUnitAsync(services =>
        services.GetRequiredService<BandengDb>().Matters.AsNoTracking().SingleAsync(m => m.Id == id, DeskSite.Cancel));

    private Task<int> FilesAsync(Guid id) => site.InUnitAsync(services =>
        services.GetRequiredService<BandengDb>().MatterFiles.CountAsync(file => file.MatterId == id, DeskSite.Cancel));
}

public sealed class EnterMatterOnSqlite(DeskSiteOnSqlite site)
    : EnterMatterContract(site), IClassFixture<DeskSiteOnSqlite>;

public sealed class EnterMatterOnPostgres(DeskSiteOnPostgres site)
    : EnterMatterContract(site), IClassFixture<DeskSiteOnPostgres>;
