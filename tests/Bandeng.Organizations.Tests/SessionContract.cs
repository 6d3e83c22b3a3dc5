using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>Sessions: opened, seen, listed, ended, on whichever database the site runs.</summary>
public sealed class SessionContract
{
    private static readonly Device Phone = new("WeChat", "Android");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothEngines]
    public async Task Nobody_tries_one_name_after_the_other(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var me = await house.PersonAsync("居民 4821");
        Task<Result<Person>> NameAsync(string name) => house.DoAsync<OwnAccount, Result<Person>>(act =>
            act.RenameAsync(me, name, TestContext.Current.CancellationToken));
        foreach (var name in new[] { "林阿姨", "林阿姨", "林阿婆", "林大姐" })
        {
            House.Sure(await NameAsync(name));
        }

        Assert.Equal("person.renames", House.Code(await NameAsync("林小妹")));
        house.Clock.Now = house.Clock.Now.AddDays(1).AddMinutes(1);
        House.Sure(await NameAsync("林小妹"));
    }

    [Theory, OnBothEngines]
    public async Task A_session_counts_until_it_is_ended_and_for_its_person_alone(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (one, other) = (await ClerkAsync(house, "clerk"), await ClerkAsync(house, "other"));
        var (first, second) = (await OpenAsync(house, one), await OpenAsync(house, one));

        Assert.True(await CountsAsync(house, one, first));
        Assert.False(await CountsAsync(house, other, first));
        Assert.False(await CountsAsync(house, one, Guid.CreateVersion7()));
        await EndAsync(house, other, first);
        Assert.True(await CountsAsync(house, one, first));
        await EndAsync(house, one, first);
        await EndAsync(house, one, first);

        Assert.False(await CountsAsync(house, one, first));
        Assert.Equal([second], await ListAsync(house, one));
    }

    [Theory, OnBothEngines]
    public async Task A_new_password_ends_the_other_sessions(
        Engine engine) => await EndsOthersAsync(engine, async (house, person) =>
        House.Sure(await house.DoAsync<OwnAccount, Result<SignIn>>(
            mine => mine.ChangePasswordAsync(person, "a long word", "a longer word", Cancel))));

    [Theory, OnBothEngines]
    public async Task A_second_factor_ends_the_other_sessions_and_so_does_its_end(Engine engine) =>
        await EndsOthersAsync(engine, EnableAsync, async (house, person) => await house.DoAsync<SecondFactor, bool>(async second =>
        {
            await second.DisableAsync(person, Cancel);
            return true;
        }));

    [Theory, OnBothEngines]
    public async Task When_it_was_last_seen_is_written_down_every_ten_minutes_at_most(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await ClerkAsync(house, "clerk");
        var session = await OpenAsync(house, person);
        var opened = house.Clock.Now;

        house.Clock.Now += Sessions.SeenEvery - TimeSpan.FromSeconds(1);
        await SeenAsync(house, person, session);
        Assert.Equal(opened, await SeenAtAsync(house, person, session));
        house.Clock.Now += TimeSpan.FromSeconds(1);
        await SeenAsync(house, person, session);
        Assert.Equal(house.Clock.Now, await SeenAtAsync(house, person, session));
    }

    [Theory, OnBothEngines]
    public async Task What_was_not_seen_for_two_weeks_is_neither_listed_nor_kept(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await ClerkAsync(house, "clerk");
        await OpenAsync(house, person);
        house.Clock.Now += Sessions.Lasts + TimeSpan.FromMinutes(1);
        Assert.Empty(await ListAsync(house, person));

        var fresh = await OpenAsync(house, person);
        Assert.Equal([fresh], await ListAsync(house, person));
        Assert.Equal(1, await house.CountAsync("select count(*) from sessions"));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40", "WeChat", "iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge", "Windows")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
        "Chrome", "Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15", "Safari", "Mac")]
    [InlineData("<script>alert(1)</script>", "Other", "Other")]
    [InlineData("", "Other", "Other")]
    public void A_browser_is_named_as_a_person_would(string userAgent, string browser, string system) =>
        Assert.Equal(new Device(browser, system), Device.Of(userAgent));

    [Fact]
    public void Every_browser_and_system_has_a_name() => Assert.All(Device.Keys, key => Assert.NotNull(
        new System.Resources.ResourceManager(typeof(OrganizationsText))
            .GetString(key, System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task EndsOthersAsync(Engine engine, params Func<House, Guid, Task>[] acts)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await ClerkAsync(house, "clerk");
        foreach (var act in acts)
        {
            var (mine, other) = (await OpenAsync(house, person), await OpenAsync(house, person));
            await act(house, person);
            await house.DoAsync<Sessions, int>(async sessions =>
            {
                await sessions.KeepAsync(person, mine, Cancel);
                return 0;
            });

            Assert.True(await CountsAsync(house, person, mine));
            Assert.False(await CountsAsync(house, person, other));
            Assert.DoesNotContain(other, await ListAsync(house, person));
        }
    }

    private static async Task EnableAsync(House house, Guid person)
    {
        var key = Totp.NewKey();
        House.Sure(await house.DoAsync<SecondFactor, Result<IReadOnlyList<string>>>(
            second => second.EnableAsync(person, key, Totp.CodeAt(key, house.Clock.Now), Cancel)));
    }

    private static async Task<Guid> ClerkAsync(House house, string name) =>
        await house.SignInAsync(await house.PersonAsync("陈志远"), name);

    private static Task<Guid> OpenAsync(House house, Guid person) => house.DoAsync<Sessions, Guid>(async sessions =>
    {
        await using var scope = house.Scope();
        var db = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<BandengDb>(scope.ServiceProvider);
        var signIn = await db.SignIns.FindAsync([person], Cancel);
        return await sessions.OpenAsync(signIn!, Phone, Cancel);
    });

    private static Task<int> EndAsync(
        House house, Guid person, Guid session) => house.DoAsync<Sessions, int>(async sessions =>
    {
        await sessions.EndAsync(person, session, Cancel);
        return 0;
    });

    private static Task<int> SeenAsync(
        House house, Guid person, Guid session) => house.DoAsync<Sessions, int>(async sessions =>
    {
        await sessions.SeenAsync(session, (await SeenAtAsync(house, person, session))!.Value, Cancel);
        return 0;
    });

    private static async Task<Guid[]> ListAsync(House house, Guid person) =>
        [.. (await house.DoAsync<Sessions, IReadOnlyList<Session>>(sessions => sessions.ListAsync(person, Cancel)))
            .Select(one => one.Id)];

    private static async Task<bool> CountsAsync(House house, Guid person, Guid session) =>
        await SeenAtAsync(house, person, session) is not null;

    private static async Task<DateTimeOffset?> SeenAtAsync(House house, Guid person, Guid session) =>
        (await house.DoAsync<Viewers, KnownViewer?>(viewers => viewers.FindAsync(person, Cancel, session)))!.SeenAt;
}
