using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Tests;

/// <summary>Passwords, codes, second factors and tokens, on whichever database the site runs on.</summary>
public sealed class SignInContract
{
    private const string Number = "13800000001";

    [Theory, OnBothEngines]
    public async Task Five_wrong_tries_rest_a_sign_in_for_a_quarter_of_an_hour(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.SignInAsync(await house.PersonAsync("陈志远"), "clerk", "the right word");
        for (var wrong = 0; wrong < Tries.Max; wrong++)
        {
            Assert.False(await EntersAsync(house, "clerk", "a wrong word"));
        }

        Assert.False(await EntersAsync(house, "clerk", "the right word"));
        house.Clock.Now += Tries.Rest - TimeSpan.FromSeconds(1);
        Assert.False(await EntersAsync(house, "clerk", "the right word"));
        house.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.True(await EntersAsync(house, "clerk", "the right word"));
    }

    [Theory, OnBothEngines]
    public async Task A_success_starts_the_count_anew_and_names_differ_by_letters_only(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await house.SignInAsync(await house.PersonAsync("陈志远"), "clerk", "the right word");
        for (var round = 0; round < 3; round++)
        {
            for (var wrong = 1; wrong < Tries.Max; wrong++)
            {
                Assert.False(await EntersAsync(house, "clerk", "a wrong word"));
            }

            Assert.True(await EntersAsync(house, " Clerk ", "the right word"));
        }

        Assert.False(await EntersAsync(house, "nobody", "the right word"));
    }

    [Theory, OnBothEngines]
    public async Task Guesses_made_at_once_are_still_five(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.SignInAsync(await house.PersonAsync("陈志远"), "clerk");

        var counted = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Task.Run(() => house.DoAsync<Tries, bool>(tries => tries.CountAsync(person, default)))));

        Assert.Equal(Tries.Max, counted.Count(taken => taken));
    }

    [Theory, OnBothEngines]
    public async Task A_code_counts_once_for_ten_minutes_and_makes_a_stranger_a_resident(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await SendAsync(house);
        var code = CodeIn(house);

        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, Other(code))));
        var signIn = House.Sure(await TakeAsync(house, code));
        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, code)));
        Assert.Equal("居民 0001", (await house.ViewerAsync(signIn.PersonId)).Name);

        // The second time they are known.
        house.Clock.Now += SignInCodes.Between;
        await SendAsync(house);
        Assert.Equal(signIn.PersonId, House.Sure(await TakeAsync(house, CodeIn(house))).PersonId);
    }

    [Theory, OnBothEngines]
    public async Task A_code_expires_and_only_the_newest_counts(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await SendAsync(house);
        var first = CodeIn(house);
        house.Clock.Now += SignInCodes.Lasts;
        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, first)));

        await SendAsync(house);
        var second = CodeIn(house);
        house.Clock.Now += SignInCodes.Between;
        await SendAsync(house);
        Assert.Equal(
            second == CodeIn(house) ? "went through" : "code.wrong", House.Code(await TakeAsync(house, second)));
    }

    [Theory, OnBothEngines]
    public async Task After_five_wrong_guesses_the_right_code_is_worth_nothing(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await SendAsync(house);
        var code = CodeIn(house);
        for (var guess = 0; guess < SignInCodes.TriesMax; guess++)
        {
            await TakeAsync(house, Other(code));
        }

        Assert.Equal("code.wrong", House.Code(await TakeAsync(house, code)));
    }

    [Theory, OnBothEngines]
    public async Task Codes_are_limited_by_number_and_by_address(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await SendAsync(house);
        Assert.Equal(
            "code.too-often",
            House.Code(
                await house.DoAsync<SignInCodes, Result<string>>(c => c.SendAsync(new(Number), "::2", default))));

        for (var sent = 1; sent < SignInCodes.PerClientAndHour; sent++)
        {
            House.Sure(
                await house.DoAsync<SignInCodes, Result<string>>(c =>
                    c.SendAsync(new($"1390000{sent:D4}"), "::1", default)));
        }

        Assert.Equal(
            "code.too-often",
            House.Code(
                await house.DoAsync<SignInCodes, Result<string>>(c =>
                    c.SendAsync(new("13700000000"), "::1", default))));
        Assert.Equal(SignInCodes.PerClientAndHour, house.Postbag.Sent.Count);
    }

    [Theory, OnBothEngines]
    public async Task A_code_of_the_app_and_a_recovery_code_count_once_each(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.SignInAsync(await house.PersonAsync("陈志远"), "clerk");
        var key = Totp.NewKey();
        var recovery = House.Sure(await house.DoAsync<SecondFactor, Result<IReadOnlyList<string>>>(
            second => second.EnableAsync(person, key, Totp.CodeAt(key, house.Clock.Now), default)));

        // The code that switched it on has been used.
        Assert.Equal(
            "two-factor.wrong", House.Code(await SecondAsync(house, person, Totp.CodeAt(key, house.Clock.Now))));
        house.Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal("went through", House.Code(await SecondAsync(house, person, Totp.CodeAt(key, house.Clock.Now))));
        Assert.Equal(
            "two-factor.wrong", House.Code(await SecondAsync(house, person, Totp.CodeAt(key, house.Clock.Now))));
        Assert.Equal("went through", House.Code(await SecondAsync(house, person, recovery[0].ToLowerInvariant())));
        Assert.Equal("two-factor.wrong", House.Code(await SecondAsync(house, person, recovery[0])));
    }

    [Theory, OnBothEngines]
    public async Task A_token_counts_for_its_scope_until_it_is_revoked_runs_out_or_its_person_is_locked(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.SignInAsync(await house.PersonAsync("陈志远"), "clerk");
        var (token, brief) = (await IssueAsync(house, person, null), await IssueAsync(
            house, person, TimeSpan.FromDays(1)));

        Assert.Equal(person, await FindAsync(house, token, TokenScope.Open311));
        Assert.Null(await FindAsync(house, token, TokenScope.Write));
        Assert.Null(await FindAsync(house, token + "x", TokenScope.Open311));
        Assert.Equal(0, await house.CountAsync($"select count(*) from tokens where hash like '%{token}%'"));

        house.Clock.Now += TimeSpan.FromDays(1);
        Assert.Null(await FindAsync(house, brief, TokenScope.Open311));
        await LockAsync(house, person, true);
        Assert.Null(await FindAsync(house, token, TokenScope.Open311));
        await LockAsync(house, person, false);
        Assert.Equal(person, await FindAsync(house, token, TokenScope.Open311));

        var ids = await house.DoAsync<OwnTokens, IReadOnlyList<Token>>(tokens => tokens.ListAsync(person, default));
        foreach (var mine in ids)
        {
            await house.DoAsync<OwnTokens, bool>(async tokens =>
            {
                await tokens.RevokeAsync(person, mine.Id, Viewer.System, default);
                return true;
            });
        }

        Assert.Null(await FindAsync(house, token, TokenScope.Open311));
    }

    [Theory, OnBothEngines]
    public async Task A_number_is_found_however_it_is_written_and_stands_nowhere_in_clear(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨", "138 0000-0001");

        Assert.Equal(
            person, (await house.DoAsync<IPeople, Person?>(p => p.FindByPhoneAsync("+86 13800000001", default)))!.Id);
        Assert.Equal(Number, await house.DoAsync<IPeople, string?>(p => p.PhoneAsync(person, default)));
        Assert.Equal(
            0,
            await house.CountAsync(
                $"select count(*) from people where phone like '%{Number}%' or phone_fingerprint like '%{Number}%'"));
        Assert.Equal("phone.taken", House.Code(await house.DoAsync<AddPerson, Result<Person>>(
            act => act.RunAsync(new(Guid.CreateVersion7(), "另一位", "0086 138 0000 0001"), Viewer.System, default))));
    }

    [Theory, OnBothEngines]
    public async Task A_message_leaves_once_and_only_if_its_act_was_saved(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨");
        await using (var lost = house.Scope())
        {
            Get<INotices>(lost).Text(Number, "lost", house.Clock.Now);
        }

        await using (var act = house.Scope())
        {
            Get<INotices>(act).Text(Number, "kept", house.Clock.Now);
            Get<INotices>(act).Tell(person, new(NoticeKind.Progress, "matter.dispatched", "灯坏了", "/", house.Clock.Now));
            await Get<BandengDb>(act).SaveAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(default)));
        Assert.Equal(0, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(default)));
        Assert.Equal([(Number, "kept")], house.Postbag.Sent.Select(message => (message.Recipient, message.Text)));
        Assert.Equal(1, await house.CountAsync("select count(*) from notices where read_at is null"));
    }

    [Theory, OnBothEngines]
    public async Task The_mapping_matches_the_hand_written_schema(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        await using var act = house.Scope();
        var db = Get<BandengDb>(act);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var columns = string.Join(", ", entity.GetProperties().Select(property => property.GetColumnName()));
            Assert.Empty(
                await db.RowsAsync<object>(
                    $"select {columns} from {entity.GetTableName()} where 1 = 0", null,
                    TestContext.Current.CancellationToken));
        }
    }

    private static T Get<T>(Microsoft.Extensions.DependencyInjection.AsyncServiceScope scope)
        where T : notnull =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(
            scope.ServiceProvider);

    private static Task<bool> EntersAsync(House house, string name, string password) =>
        house.DoAsync<Passwords, bool>(async passwords =>
            await passwords.CheckAsync(name, password, default) is not null);

    private static async Task SendAsync(House house) =>
        House.Sure(
            await house.DoAsync<SignInCodes, Result<string>>(codes => codes.SendAsync(new(Number), "::1", default)));

    private static Task<Result<SignIn>> TakeAsync(House house, string code) =>
        house.DoAsync<SignInByCode, Result<SignIn>>(act => act.RunAsync(Number, code, default));

    private static string CodeIn(House house) =>
        System.Text.RegularExpressions.Regex.Match(house.Postbag.Sent[^1].Text, "[0-9]{6}").Value;

    private static string Other(string code) => code == "000000" ? "000001" : "000000";

    private static Task<Result<SignIn>> SecondAsync(House house, Guid person, string code) =>
        house.DoAsync<SecondFactor, Result<SignIn>>(second => second.CheckAsync(person, code, default));

    private static async Task<string> IssueAsync(House house, Guid person, TimeSpan? lasts) =>
        House.Sure(await house.DoAsync<OwnTokens, Result<string>>(
            act => act.IssueAsync(person, TokenScope.Open311, lasts, Viewer.System, default)));

    private static Task<Guid?> FindAsync(House house, string token, string scope) =>
        house.DoAsync<ITokens, Guid?>(tokens => tokens.FindAsync(token, scope, default));

    private static async Task LockAsync(House house, Guid person, bool locked) =>
        House.Sure(
            await house.DoAsync<LockSignIn, Result<Person>>(act =>
                act.RunAsync(person, locked, Viewer.System, default)));
}
