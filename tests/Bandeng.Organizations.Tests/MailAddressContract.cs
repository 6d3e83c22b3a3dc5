using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>A person's mail address: proven, closed, changed, taken away; and codes that are sent to it.</summary>
public sealed class MailAddressContract
{
    private const string Address = "resident@example.cn";
    private const string Client = "::1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothEngines]
    public async Task An_address_is_proven_and_signs_in_through_a_real_mail_server(Engine engine)
    {
        using var server = new MailServer();
        var sender = await server.SenderAsync();
        await using var house = await House.OpenAsync(
            engine, services => services.AddSingleton<IMessageSender>(sender));
        var person = await house.PersonAsync("林阿姨");
        await house.DoAsync<SignInCodes, Result<string>>(codes =>
            codes.SendAsync(new(Address, person), Client, Cancel));
        House.Sure(await WriteToAsync(house, person, CodeIn(await server.TakeAsync())));

        house.Clock.Now += SignInCodes.Between;
        House.Sure(await AskAsync(house, Address));
        var code = CodeIn(await server.TakeAsync());

        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, code == "000000" ? "000001" : "000000")));
        Assert.Equal(person, House.Sure(await TakeAsync(house, code)).PersonId);
        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, code)));
        Assert.Equal(
            0,
            await house.CountAsync(
                "select count(*) from people where mail like '%example%' or mail_fingerprint like '%example%'"));
    }

    [Theory, OnBothEngines]
    public async Task A_stranger_is_answered_alike_and_sent_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await ProveAsync(house, await house.PersonAsync("林阿姨"), Address);
        var before = house.Postbag.Sent.Count;

        Assert.Equal("went through", House.Code(await AskAsync(house, "stranger@example.cn")));
        Assert.Equal(before, house.Postbag.Sent.Count);
        Assert.Equal("code.too-often", House.Code(await AskAsync(house, "stranger@example.cn")));
        house.Clock.Now += SignInCodes.Between;
        Assert.Equal("went through", House.Code(await AskAsync(house, Address)));
        Assert.Equal(before + 1, house.Postbag.Sent.Count);
        Assert.Equal("code.too-often", House.Code(await AskAsync(house, Address)));
        Assert.Equal("code.wrong", House.Code(await house.DoAsync<SignInByCode, Result<SignIn>>(
            act => act.RunAsync("stranger@example.cn", "", Cancel))));
        Assert.Equal(1, await house.CountAsync("select count(*) from people"));
    }

    [Theory, OnBothEngines]
    public async Task Codes_are_limited_over_both_of_a_persons_addresses(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨", "13800000001");
        await ProveAsync(house, person, Address);
        house.Clock.Now += TimeSpan.FromDays(2);
        var before = house.Postbag.Sent.Count;
        for (var asked = 0; asked < SignInCodes.PerRecipientAndDay; asked++)
        {
            Assert.Equal("went through", House.Code(await AskAsync(house, Address)));
            Assert.Equal("went through", House.Code(await AskAsync(house, "13800000001")));
            house.Clock.Now += SignInCodes.Between;
        }

        Assert.Equal(SignInCodes.PerPersonAndDay, house.Postbag.Sent.Count - before);
        Assert.Equal("code.too-often", House.Code(await AskAsync(house, Address)));
    }

    [Theory, OnBothEngines]
    public async Task An_address_is_one_persons_until_it_is_taken_away(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (one, other) = (await house.PersonAsync("林阿姨"), await house.PersonAsync("陈志远"));
        await ProveAsync(house, one, Address);

        house.Clock.Now += SignInCodes.Between;
        await house.DoAsync<SignInCodes, Result<string>>(codes => codes.SendAsync(new(Address, other), Client, Cancel));
        Assert.Equal("mail.taken", House.Code(await WriteToAsync(house, other, CodeIn(house.Postbag.Sent[^1].Text))));
        for (var twice = 0; twice < 2; twice++)
        {
            Assert.Equal(
                "went through",
                House.Code(
                    await house.DoAsync<OwnAddresses, Result<Person>>(mine => mine.ForgetMailAsync(one, Cancel))));
        }

        await ProveAsync(house, other, Address);
        Assert.Equal(1, await house.CountAsync("select count(*) from people where mail is not null"));
    }

    [Theory]
    [InlineData(" Lin@Example.CN ", "lin@example.cn")]
    [InlineData("ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｎ", "lin@example.cn")]
    [InlineData("a.b+c@mail.example.com", "a.b+c@mail.example.com")]
    [InlineData("lin", null)]
    [InlineData("lin@example", null)]
    [InlineData("a..b@example.cn", null)]
    [InlineData("lin@example.cn\nBcc: all@example.cn", null)]
    [InlineData("lin@example.cn\n", "lin@example.cn")]
    [InlineData("林@example.cn", null)]
    [InlineData("@example.cn", null)]
    public void An_address_is_read_as_typed(string typed, string? read) =>
        Assert.Equal(
            read ?? "mail.unreadable",
            Mailbox.Normalize(typed).TryGet(out var address, out var refusal) ? address : refusal.Code);

    [Theory]
    [InlineData("lin@example.cn", "l***@example.cn")]
    [InlineData(null, null)]
    public void An_administrator_sees_it_masked(string? address, string? shown) =>
        Assert.Equal(shown, Mailbox.Mask(address));

    private static async Task ProveAsync(House house, Guid person, string address)
    {
        house.Clock.Now += SignInCodes.Between;
        House.Sure(
            await house.DoAsync<SignInCodes, Result<string>>(codes =>
                codes.SendAsync(new(address, person), Client, Cancel)));
        House.Sure(await WriteToAsync(house, person, CodeIn(house.Postbag.Sent[^1].Text), address));
    }

    private static Task<Result<string>> AskAsync(House house, string address) =>
        house.DoAsync<SignInByCode, Result<string>>(act => act.AskAsync(address, Client, Cancel));

    private static Task<Result<SignIn>> TakeAsync(House house, string code) =>
        house.DoAsync<SignInByCode, Result<SignIn>>(act => act.RunAsync(Address, code, Cancel));

    private static Task<Result<Person>> WriteToAsync(House house, Guid person, string code, string address = Address) =>
        house.DoAsync<OwnAddresses, Result<Person>>(mine => mine.WriteToAsync(person, address, code, Cancel));

    private static string CodeIn(string text) => Regex.Match(text, "[0-9]{6}").Value;
}
