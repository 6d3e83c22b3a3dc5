using System.Net;
using Bandeng.Testing;

namespace Bandeng.Organizations.Tests;

/// <summary>Sign-in as a visitor meets it: real pages, real cookies.</summary>
public abstract class SignInSiteTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_led_to_the_sign_in_and_back()
    {
        using var client = site.Stranger();

        using var answer = await client.GetAsync("/notices?before=1", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fnotices%3Fbefore%3D1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("resident")]
    [InlineData("clerk")]
    [InlineData("admin")]
    public async Task A_demo_person_signs_in_and_sees_notices(string name)
    {
        var client = await site.VisitorAsync(name);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/notices", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_program_is_answered_401_with_a_problem()
    {
        using var answer = await site.Stranger().GetAsync("/api/v1/me", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}

public sealed class SignInSiteOnSqlite(DemoSiteOnSqlite site) : SignInSiteTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SignInSiteOnPostgres(DemoSiteOnPostgres site) : SignInSiteTests(site), IClassFixture<DemoSiteOnPostgres>;
