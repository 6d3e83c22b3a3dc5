using System.Net;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Tests.Files;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests.Residents;

/// <summary>Raising, joining and asking how it goes, from a phone without script, on whichever database.</summary>
public abstract class RaisingContract
{
    private readonly DemoSite _site;
    private readonly Neighbourhood _here;

    protected RaisingContract(DemoSite site)
    {
        (_site, _here) = (site, new(site));
        _here.At("2026-06-08T09:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_steps_with_a_photograph_and_a_recording_make_a_matter()
    {
        var phone = NewPhone();

        await phone.RaiseAsync(
            new() { ["Detail"] = "楼道灯坏了，老人夜里看不见。", ["Choice"] = Community, ["PlaceWords"] = "3号楼2单元" },
            [("Photos", "灯.jpg", Pictures.Jpeg()), ("Voice", "voice", Pictures.Wav)]);

        Assert.Equal("/raise/done", phone.Address);
        var id = await MatterOfAsync(phone.Code());
        var sheet = await _here.ReadAsync(id, "clerk");
        Assert.Equal(("楼道灯坏了，老人夜里看不见", "3号楼2单元", Channel.Web), (sheet.Title, sheet.PlaceWords, sheet.Channel));
        Assert.Equal(["image/jpeg", "audio/wav"], sheet.Files.Select(file => file.MediaType));
        // The words name a building: the matter is its grid's.
        Assert.Equal($"{Community}001", sheet.Area!.Code.ToString());
    }

    [Fact]
    public async Task A_doors_code_says_where_one_is_until_somebody_says_otherwise()
    {
        var (there, elsewhere) = (NewPhone(), NewPhone());
        var building = $"{Community}001001";
        await there.OpenAsync($"/q/{building}");
        Assert.Equal("/raise", there.Address);
        await elsewhere.OpenAsync($"/q/{Community}");

        await there.SendAsync(new() { ["Detail"] = "电梯不动", ["Do"] = "next" });
        await there.SendAsync(new() { ["Do"] = "next" });
        await there.SendAsync(new() { ["Do"] = "send" });
        await elsewhere.SendAsync(new() { ["Detail"] = "电梯不动", ["Do"] = "elsewhere" });
        Assert.Contains("电梯不动", elsewhere.Screen, StringComparison.Ordinal);
        await elsewhere.SendAsync(new() { ["Detail"] = "电梯不动", ["Do"] = "next" });
        await elsewhere.SendAsync(new() { ["Do"] = "next" });
        await elsewhere.SendAsync(new() { ["Do"] = "send" });

        var sheet = await _here.ReadAsync(await MatterOfAsync(there.Code()), "district");
        Assert.Equal(Channel.Qr, sheet.Channel);
        Assert.StartsWith(Community, sheet.Area!.Code.ToString(), StringComparison.Ordinal);
        Assert.Equal(Channel.Web, (await _here.ReadAsync(await MatterOfAsync(elsewhere.Code()), "district")).Channel);
    }

    [Fact]
    public async Task Sending_the_last_step_twice_makes_one_matter()
    {
        var phone = NewPhone();
        await phone.OpenAsync("/raise");
        await phone.SendAsync(new() { ["Detail"] = "垃圾没人清", ["Do"] = "next" }, [("Photos", "a.jpg", Pictures.Jpeg())]);
        await phone.SendAsync(new() { ["Choice"] = Community, ["Do"] = "next" });
        var before = await CountAsync("matters");

        await Task.WhenAll(
            phone.SendAsync(new() { ["Do"] = "send" }, to: "/raise/send"),
            phone.SendAsync(new() { ["Do"] = "send" }, to: "/raise/send"));

        Assert.Equal(before + 1, await CountAsync("matters"));
        Assert.Single((await _here.ReadAsync(await MatterOfAsync(phone.Code()), "clerk")).Files);
    }

    [Fact]
    public async Task Without_a_telephone_the_link_is_given_once_and_opens_the_matter()
    {
        var (phone, other) = (NewPhone(), NewPhone());
        await phone.RaiseAsync(new() { ["Detail"] = "井盖没了", ["Choice"] = Community });
        var link = phone.Link();
        Assert.NotNull(link);

        var id = Guid.Parse(link.Split('/', '?')[2]);
        var secret = link.Split("s=")[1];
        Assert.Equal(Acting.Sight.Raiser, (await _here.ReadAsync(id, "", secret)).Sight);

        // The link leads on to an address without the secret.
        await other.OpenAsync($"/matters/{id}/seen?s={secret}");
        Assert.Equal((HttpStatusCode.OK, $"/matters/{id}/seen"), (other.Status, other.Address));
        await NewPhone().OpenAsync("/raise/done");
    }

    [Fact]
    public async Task With_a_telephone_the_code_is_texted_and_no_secret_given()
    {
        var phone = NewPhone();
        await phone.RaiseAsync(new() { ["Detail"] = "路面坑洼", ["Choice"] = Community, ["Phone"] = "138 7381 0001" });

        Assert.Null(phone.Link());
        var text = Assert.Single(await TextsToAsync("13873810001"));
        Assert.Contains(phone.Code(), text, StringComparison.Ordinal);
        Assert.Contains("路面坑洼", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_of_a_report_does_not_say_what_was_reported()
    {
        await NewPhone().RaiseAsync(new()
        {
            ["Detail"] = "隔壁违建",
            ["Choice"] = Community,
            ["Phone"] = "13873810002",
            ["RequestType"] = nameof(RequestType.Report),
        });

        Assert.DoesNotContain("违建", Assert.Single(await TextsToAsync("13873810002")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Nothing_said_is_asked_again(string detail)
    {
        var phone = NewPhone();

        await phone.RaiseAsync(new() { ["Detail"] = detail });

        Assert.Equal((HttpStatusCode.BadRequest, "/raise"), (phone.Status, phone.Address));
        Assert.Contains(
            "Write something, record something, or add a photograph.", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photograph_alone_says_enough()
    {
        var phone = NewPhone();

        await phone.RaiseAsync(new() { ["Choice"] = Community }, [("Photos", "a.png", Pictures.Png())]);

        Assert.Equal("/raise/done", phone.Address);
    }

    [Fact]
    public async Task Five_megabytes_of_text_are_refused_and_given_back()
    {
        var phone = NewPhone();
        var much = new string('水', 5 * 1024 * 1024 / 3) + "完";

        await phone.RaiseAsync(new() { ["Detail"] = much });

        Assert.Equal((HttpStatusCode.BadRequest, "/raise"), (phone.Status, phone.Address));
        Assert.Contains("20,000", phone.Screen, StringComparison.Ordinal);
        Assert.Contains(much, phone.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broken", "cannot be opened")]
    [InlineData("type", "Only photographs")]
    [InlineData("size", "10 MB at most")]
    public async Task A_file_that_cannot_be_taken_is_named_and_the_others_and_the_words_stay(string fault, string says)
    {
        var phone = NewPhone();
        byte[] bad = fault switch
        {
            "broken" => Pictures.Jpeg()[..60],
            "type" => "<script>alert(1)</script>"u8.ToArray(),
            _ => [.. Pictures.Jpeg(), .. new byte[FileFault.SizeMax]],
        };

        await phone.RaiseAsync(
            new() { ["Detail"] = "灯坏了" }, [("Photos", "good.jpg", Pictures.Jpeg()), ("Photos", "bad.jpg", bad)]);

        Assert.Equal((HttpStatusCode.BadRequest, "/raise"), (phone.Status, phone.Address));
        Assert.Contains(says, phone.Screen, StringComparison.Ordinal);
        Assert.Contains("灯坏了", phone.Screen, StringComparison.Ordinal);
        Assert.Contains("good.jpg", phone.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("bad.jpg", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_files_are_one_too_many_and_one_can_be_taken_off()
    {
        var phone = NewPhone();
        var ten = Enumerable.Range(0, 10).Select(i => ("Photos", $"p{i}.jpg", Pictures.Jpeg())).ToArray();

        await phone.RaiseAsync(new() { ["Detail"] = "灯坏了" }, ten);

        Assert.Contains("Nine files at most", phone.Screen, StringComparison.Ordinal);
        Assert.Contains("p8.jpg", phone.Screen, StringComparison.Ordinal);
        var first = phone.Screen.Split("remove-")[1][..36];
        await phone.SendAsync(new() { ["Detail"] = "灯坏了", ["Do"] = $"remove-{first}" });
        Assert.DoesNotContain("p0.jpg", phone.Screen, StringComparison.Ordinal);
        Assert.Contains("p1.jpg", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Iphone_pictures_are_kept_inside_the_house()
    {
        var phone = NewPhone();

        await phone.RaiseAsync(
            new() { ["Detail"] = "灯坏了", ["Choice"] = Community }, [("Photos", "IMG.HEIC", Pictures.Heic)]);

        var id = await MatterOfAsync(phone.Code());
        Assert.Equal("image/heic", Assert.Single((await _here.ReadAsync(id, "clerk")).Files).MediaType);
        await _here.DoAsync(id, MatterAction.LetOut, "clerk");
        Assert.Empty((await _here.ReadAsync(id, "")).Files);
    }

    [Fact]
    public async Task Scripts_in_every_field_are_letters()
    {
        const string Script = "\"><script>alert(1)</script>";
        var phone = NewPhone();
        await phone.OpenAsync("/raise");
        await phone.SendAsync(
            new() { ["Detail"] = Script, ["Area"] = Script, ["Do"] = "next" },
            [("Photos", "<script>alert(1)<", Pictures.Jpeg())]);
        await phone.OpenAsync("/raise");
        AssertHarmless(phone);
        await phone.OpenAsync("/raise/where");
        await phone.SendAsync(
            new() { ["PlaceWords"] = Script, ["Longitude"] = Script, ["Choice"] = Script, ["Do"] = "next" });
        AssertHarmless(phone);
        await phone.SendAsync(new() { ["Name"] = Script, ["Phone"] = Script, ["Do"] = "send" });
        AssertHarmless(phone);
        Assert.Contains("11 digits", phone.Screen, StringComparison.OrdinalIgnoreCase);
        await phone.SendAsync(new() { ["Name"] = Script, ["Do"] = "send" });
        Assert.Equal("/raise/done", phone.Address);
        AssertHarmless(phone);
        await phone.OpenAsync($"/find?code={Uri.EscapeDataString(Script)}");
        AssertHarmless(phone);
    }

    [Fact]
    public async Task A_page_from_before_the_sending_does_not_make_a_second_matter_of_it()
    {
        var phone = NewPhone();
        await phone.OpenAsync("/raise");
        var (id, before) = (IdOn(phone.Screen), await CountAsync("matters"));
        await phone.SendAsync(new() { ["Detail"] = "灯坏了", ["Do"] = "next" });
        var first = IdOn(phone.Screen);
        await phone.SendAsync(new() { ["Choice"] = Community, ["Do"] = "next" });
        await phone.SendAsync(new() { ["Do"] = "send" });

        await phone.SendAsync(new() { ["Id"] = first, ["Detail"] = "灯坏了", ["Do"] = "next" }, to: "/raise");
        Assert.Equal("/raise/done", phone.Address);
        await phone.SendAsync(new() { ["Id"] = first, ["Do"] = "send" }, to: "/raise/send");
        Assert.Equal("/raise/done", phone.Address);
        Assert.Equal(before + 1, await CountAsync("matters"));
        Assert.NotEqual("", id);
    }

    [Fact]
    public async Task A_step_whose_draft_is_gone_says_so_and_keeps_name_and_telephone()
    {
        var phone = NewPhone();

        await phone.SendAsync(new() { ["Id"] = Guid.CreateVersion7().ToString(), ["Name"] = "王芳", ["Phone"] = "13873810003", ["Do"] = "send" }, to: "/raise/send");

        Assert.Equal("/raise", phone.Address);
        Assert.Contains("That page was too old", phone.Screen, StringComparison.Ordinal);
        await phone.SendAsync(new() { ["Detail"] = "灯坏了", ["Do"] = "next" });
        await phone.SendAsync(new() { ["Do"] = "next" });
        Assert.Contains("王芳", phone.Screen, StringComparison.Ordinal);
        Assert.Contains("13873810003", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_id_neither_reads_nor_touches_the_matter_it_names()
    {
        var raised = Sure(await _here.RaiseAsync("", new() { Detail = "井盖没了", Area = Community }));
        var phone = NewPhone();
        await phone.OpenAsync("/raise");

        await phone.SendAsync(new() { ["Id"] = raised.Id.ToString(), ["Detail"] = "灯坏了", ["Do"] = "next" });
        await phone.SendAsync(new() { ["Choice"] = Community, ["Do"] = "next" });
        await phone.SendAsync(new() { ["Id"] = raised.Id.ToString(), ["Do"] = "send" });

        Assert.Equal("/raise", phone.Address);
        Assert.DoesNotContain(raised.Code, phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_turned_away()
    {
        var browser = _site.Stranger();
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["Detail"] = "x", ["Do"] = "next" });

        using var answer = await browser.PostAsync("/raise", form, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_building_head_files_for_a_neighbour_and_both_are_written_down()
    {
        var phone = await PhoneOfAsync("buildinghead");
        await phone.RaiseAsync(new() { ["Detail"] = "楼道灯坏了", ["Choice"] = Community, ["IsForSomebodyElse"] = "true" });
        Assert.Contains("Whom do you file it for?", phone.Screen, StringComparison.Ordinal);
        await phone.SendAsync(
            new() { ["IsForSomebodyElse"] = "true", ["Name"] = "李奶奶", ["Phone"] = "13873810009", ["Do"] = "send" });

        Assert.Equal("/raise/done", phone.Address);
        Assert.Contains("楼道灯坏了", Assert.Single(await TextsToAsync("13873810009")), StringComparison.Ordinal);
        var id = await MatterOfAsync(phone.Code());
        var filer = (await _here.PersonAsync("buildinghead")).PersonId;
        Assert.Equal(filer, await AskAsync<Guid>($"select filed_by from matters where id = @id", new { id }));
        Assert.Equal(
            0,
            await AskAsync<long>(
                "select count(*) from matter_voices where matter_id = @id and person_id = @filer", new { id, filer }));
    }

    [Fact]
    public async Task A_resident_cannot_file_for_others_by_adding_the_field()
    {
        var phone = await PhoneOfAsync("resident");

        await phone.RaiseAsync(
            new() { ["Detail"] = "楼道灯坏了", ["Choice"] = Community, ["IsForSomebodyElse"] = "true", ["Name"] = "别人" });

        var id = await MatterOfAsync(phone.Code());
        var me = (await _here.PersonAsync("resident")).PersonId;
        Assert.Equal(
            1,
            await AskAsync<long>(
                "select count(*) from matter_voices where matter_id = @id and person_id = @me", new { id, me }));
    }

    [Fact]
    public async Task The_likely_same_is_offered_and_joining_it_twice_is_one_voice()
    {
        var id = await _here.RaisedAsync(request: new() { Detail = "三号楼楼道灯坏了，晚上看不见路", Area = NextDoor });
        await _here.DoAsync(id, MatterAction.Accept, "district");
        var phone = NewPhone();
        await phone.OpenAsync("/raise");
        await phone.SendAsync(new() { ["Detail"] = "我们三号楼的楼道灯坏了", ["Do"] = "next" });
        await phone.SendAsync(new() { ["Choice"] = NextDoor, ["Do"] = "next" });
        Assert.Contains($"/matters/{id}/join", phone.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("看不见路", phone.Screen, StringComparison.Ordinal);

        await phone.OpenAsync($"/matters/{id}/join");
        var secret = HiddenOn(phone.Screen, "Secret");
        await Task.WhenAll(
            phone.SendAsync(new() { ["Secret"] = secret }, to: $"/matters/{id}/join"),
            phone.SendAsync(new() { ["Secret"] = secret }, to: $"/matters/{id}/join"));

        // Of two pages fetched in the same instant one may not know the secret yet that the other has just left behind.
        await phone.OpenAsync("/raise/done");
        Assert.Equal(("/raise/done", 2), (phone.Address, (await _here.ReadAsync(id, "")).Voices));
        Assert.NotNull(phone.Link());
        foreach (var number in new[] { "13873810011", "138-7381-0011" })
        {
            Sure(await _here.JoinAsync(id, "", new() { Phone = number }));
        }

        Assert.Equal(3, (await _here.ReadAsync(id, "")).Voices);
    }

    [Fact]
    public async Task Complaints_reports_and_protected_matters_are_never_offered_nor_joined()
    {
        const string Words = "垃圾站臭气熏天没人管理";
        var hidden = new List<Guid>
        {
            await _here.RaisedAsync(
                request: new() { Detail = Words, Area = NextDoor, RequestType = RequestType.Complaint }),
            await _here.RaisedAsync(
                request: new() { Detail = Words, Area = NextDoor, RequestType = RequestType.Report }),
            await _here.RaisedAsync(request: new() { Detail = Words, Area = NextDoor, Protected = true }),
        };
        var old = await _here.RaisedAsync(request: new() { Detail = Words, Area = NextDoor });
        await _here.DoAsync(old, MatterAction.Withdraw, "resident");
        var far = await _here.RaisedAsync(request: new() { Detail = Words, Area = "431302002001" });
        var open = await _here.RaisedAsync(request: new() { Detail = Words, Area = NextDoor });

        var found = await LikelyAsync(Words, NextDoor);

        Assert.Equal([open], found.Select(same => same.Id));
        Assert.Null(found[0].Title);
        Assert.DoesNotContain(far, found.Select(same => same.Id));
        foreach (var id in hidden)
        {
            var phone = NewPhone();
            await phone.OpenAsync($"/matters/{id}/join");
            Assert.Equal(HttpStatusCode.NotFound, phone.Status);
            Assert.False((await _here.JoinAsync(id, "")).TryGet(out _, out var _));
        }
    }

    [Fact]
    public async Task Within_half_a_kilometre_another_community_counts_and_beyond_it_does_not()
    {
        const string Words = "人行道地砖翘起来绊倒老人";
        var near = await _here.RaisedAsync(
            request: new() { Detail = Words, Area = "431302003001", Longitude = 112.0000, Latitude = 27.7300 });
        await _here.RaisedAsync(
            request: new() { Detail = Words, Area = "431302003001", Longitude = 112.0060, Latitude = 27.7300 });

        var found = await _here.InScopeAsync(services =>
            services.GetRequiredService<LikelySame>().FindAsync(Words, null, 112.0040, 27.7300, Cancel));

        // 394 m and 197 m; of the two further apart only one is near this corner.
        Assert.Equal(2, found.Count);
        var corner = await _here.InScopeAsync(services =>
            services.GetRequiredService<LikelySame>().FindAsync(Words, null, 111.9990, 27.7300, Cancel));
        Assert.Equal([near], corner.Select(same => same.Id));
    }

    [Fact]
    public async Task A_code_shows_how_it_stands_and_no_words()
    {
        var raised = Sure(await _here.RaiseAsync("", new() { Detail = "井盖没了很危险", Area = Community }));
        var phone = NewPhone();

        await phone.OpenAsync(
            $"/find?code={raised.Code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}");

        Assert.Equal(HttpStatusCode.OK, phone.Status);
        Assert.Contains(raised.Code, phone.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("井盖", phone.Screen, StringComparison.Ordinal);
        var wrong = raised.Code[..^1] + (raised.Code[^1] == 'A' ? 'B' : 'A');
        await phone.OpenAsync($"/find?code={wrong}");
        Assert.Equal(HttpStatusCode.BadRequest, phone.Status);
        Assert.Contains("One character of this code is wrong", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_by_telephone_is_found_again_by_a_code_to_that_telephone()
    {
        var raised = Sure(
            await _here.RaiseAsync("", new() { Detail = "路灯不亮", Area = Community, Phone = "13873810077" }));
        var me = (await _here.PersonAsync("resident")).PersonId!.Value;

        await _here.InScopeAsync(async services =>
        {
            foreach (var other in services.GetServices<IPhoneProven>())
            {
                await other.ProvenAsync(me, "13873810077", Cancel);
                await other.ProvenAsync(me, "13873810077", Cancel);
            }

            return true;
        });

        var mine = await _here.InScopeAsync(services => services.GetRequiredService<MyMatters>().OfAsync(me, Cancel));
        Assert.Contains(raised.Code, mine.Select(matter => matter.Code));
        Assert.Equal(Acting.Sight.Raiser, (await _here.ReadAsync(raised.Id, "resident")).Sight);
        Assert.Equal(1, await AskAsync<long>("select count(*) from trail_events where action = 'person.link-voices' and subject_id = @me and facts like @voice",
            new { me, voice = $"%{await AskAsync<Guid>("select id from matter_voices where code = @Code", new { raised.Code })}%" }));
    }

    [Fact]
    public async Task What_waits_for_me_stands_first()
    {
        var done = await _here.InHandAsync();
        await _here.DoAsync(done, MatterAction.HandBack, "handler", Done);
        await _here.RaisedAsync();
        var phone = await PhoneOfAsync("resident");

        await phone.OpenAsync("/my");

        Assert.Equal(HttpStatusCode.OK, phone.Status);
        Assert.Equal(done, Guid.Parse(phone.Screen.Split("/matters/")[1][..36]));
        Assert.Contains("Please say whether it is settled", phone.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opened_my_number_is_shown_to_me_alone()
    {
        var id = await _here.RaisedAsync(request: new() { Detail = "路灯不亮", Area = Community, Phone = "13873810088" });
        var other = Sure(await _here.JoinAsync(id, "", new() { Phone = "13873810089" }));
        var clerk = await _here.PersonAsync("clerk");
        foreach (var (code, purpose) in new (string?, string)[] { (null, "约上门时间"), (other.Code, "another") })
        {
            Sure(await _here.InScopeAsync(services =>
                services.GetRequiredService<SeeContact>().RunAsync(id, code, purpose, clerk, Cancel)));
        }

        var (mine, neighbour) = (await PhoneOfAsync("resident"), NewPhone());

        await mine.OpenAsync($"/matters/{id}/seen");
        await neighbour.OpenAsync($"/matters/{id}/seen");

        Assert.Contains("约上门时间", mine.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("For: another", mine.Screen, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
    }

    [Fact]
    public async Task Drafts_of_yesterday_are_removed()
    {
        var drafts = _site.Services.GetRequiredService<DraftStore>();
        var phone = NewPhone();
        await phone.OpenAsync("/raise");
        await phone.SendAsync(new() { ["Detail"] = "灯坏了", ["Do"] = "next" }, [("Photos", "a.jpg", Pictures.Jpeg())]);
        var folder = Path.Combine(_site.Data, "drafts");
        foreach (var draft in Directory.GetDirectories(folder))
        {
            Directory.SetLastWriteTimeUtc(draft, _here.Now.UtcDateTime.AddHours(-25));
        }

        drafts.RemoveOld();

        Assert.Empty(Directory.GetDirectories(folder));
        await phone.OpenAsync("/raise/where");
        Assert.Equal("/raise", phone.Address);
    }

    private static void AssertHarmless(Phone phone)
    {
        Assert.DoesNotContain("<script>alert", phone.Screen, StringComparison.OrdinalIgnoreCase);
        Assert.True(phone.Status < HttpStatusCode.InternalServerError, phone.Address);
    }

    private static string IdOn(string screen) => HiddenOn(screen, "Id");

    private static string HiddenOn(string screen, string name) =>
        System.Text.RegularExpressions.Regex.Match(screen, $"name=\"{name}\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;

    private Phone NewPhone() => new(NewBrowser());

    private HttpClient NewBrowser()
    {
        var browser = _site.CreateDefaultClient(new CookieJar());
        browser.DefaultRequestHeaders.Add("Accept-Language", "en");
        return browser;
    }

    private async Task<Phone> PhoneOfAsync(string userName)
    {
        var browser = NewBrowser();
        using var answer = await DemoSite.SignInAsync(browser, userName, DemoSite.Password);
        return new Phone(browser);
    }

    private Task<IReadOnlyList<SameMatter>> LikelyAsync(string words, string area) => _here.InScopeAsync(services =>
        services.GetRequiredService<LikelySame>().FindAsync(words, AreaCode.Parse(area), null, null, Cancel));

    private Task<Guid> MatterOfAsync(string code) =>
        AskAsync<Guid>("select matter_id from matter_voices where code = @code", new { code });

    private Task<long> CountAsync(string table) => AskAsync<long>($"select count(*) from {table}", null);

    private async Task<T> AskAsync<T>(string sql, object? parameters) => (await _here.InScopeAsync(async services =>
        await services.GetRequiredService<BandengDb>().RowAsync<T>(sql, parameters, Cancel)))!;

    private sealed record Closed(string Recipient, string Message);

    private Task<List<string>> TextsToAsync(string number) => _here.InScopeAsync(async services =>
    {
        var box = services.GetRequiredService<SecretBox>();
        var rows = await services.GetRequiredService<BandengDb>().RowsAsync<Closed>(
            "select recipient, message from outbox_messages", null, Cancel);
        return rows.Where(row => box.Unprotect(row.Recipient) == number)
            .Select(row => box.Unprotect(row.Message)!).ToList();
    });
}

public sealed class RaisingOnSqlite(DemoSiteOnSqlite site) : RaisingContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class RaisingOnPostgres(DemoSiteOnPostgres site)
    : RaisingContract(site), IClassFixture<DemoSiteOnPostgres>;
