using System.Net;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Households.Tests.PageText;

namespace Bandeng.Households.Tests;

/// <summary>The register through the real host: who sees what, and what an act leaves behind.</summary>
public sealed partial class RegisterSiteTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_clerk_sees_the_buildings_and_doors_of_their_community_alone()
    {
        var clerk = await site.VisitorAsync("clerk");
        var list = await clerk.GetStringAsync("/registry?q=1号楼", None);
        var place = First(list, PlaceLink());
        var door = First(await clerk.GetStringAsync(place, None), DoorLink());
        Assert.Contains("1号楼", await clerk.GetStringAsync(door, None), StringComparison.Ordinal);

        var neighbour = await site.VisitorAsync("clerk2");
        foreach (var address in new[] { place, $"{place}/map", door })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(address, None)).StatusCode);
        }

        Assert.DoesNotContain(place, await neighbour.GetStringAsync("/registry", None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_masked_and_a_look_with_its_purpose_is_read_by_the_person()
    {
        var clerk = await site.VisitorAsync("clerk");
        var door = await DoorOfAsync("林阿姨");
        var page = await clerk.GetStringAsync(door, None);
        Assert.DoesNotContain("19900000001", page, StringComparison.Ordinal);
        Assert.Contains("199******01", page, StringComparison.Ordinal);
        var numbers = First(page, NumbersLink());

        using (var bare = await DemoSite.PostAsync(clerk, numbers, new() { ["Purpose"] = "" }))
        {
            Assert.DoesNotContain("19900000001", await bare.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        using var opened = await DemoSite.PostAsync(clerk, numbers, new() { ["Purpose"] = "约上门时间" });
        Assert.Contains("19900000001", await opened.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.StartsWith("60;", opened.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);
        Assert.True(opened.Headers.CacheControl!.NoStore);

        var looks = await (await site.VisitorAsync("resident")).GetStringAsync("/my/looks", None);
        Assert.Contains("陈志远", looks, StringComparison.Ordinal);
        Assert.Contains("约上门时间", looks, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound, (await (await site.VisitorAsync("clerk2")).GetAsync(numbers, None)).StatusCode);
    }

    [Fact]
    public async Task A_person_joins_moves_and_leaves()
    {
        var clerk = await site.VisitorAsync("clerk");
        var door = First(await clerk.GetStringAsync("/registry/gaps", None), DoorLink());
        var number = People.Number("431399", new DateOnly(1980, 1, 1), 1);
        var form = new Dictionary<string, string> { ["Input.Name"] = "新来的", ["Input.IdNumber"] = "1" };

        using (var refused = await DemoSite.PostAsync(clerk, $"{door}?handler=Join", form))
        {
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Contains(
                "Not 18 characters", await refused.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        var unborn = new Dictionary<string, string> { ["Input.Name"] = "新来的", ["Input.BirthDate"] = "2126-01-01" };
        using (var refused = await DemoSite.PostAsync(clerk, $"{door}?handler=Join", unborn))
        {
            Assert.Contains(
                "That day is still to come", await refused.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        form["Input.IdNumber"] = number;
        using (var joined = await DemoSite.PostAsync(clerk, $"{door}?handler=Join", form))
        {
            Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        }

        var page = await clerk.GetStringAsync(door, None);
        Assert.Contains("新来的", page, StringComparison.Ordinal);
        var member = new Dictionary<string, string>
        {
            ["member"] = Member().Match(page).Groups[1].Value,
            ["version"] = "1",
            ["to"] = "4号楼2单元601",
        };
        using var moved = await DemoSite.PostAsync(clerk, $"{door}?handler=Move", member);
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        var target = moved.Headers.Location!.OriginalString;
        Assert.NotEqual(door, target);
        Assert.Contains("新来的", await clerk.GetStringAsync(target, None), StringComparison.Ordinal);

        using var again = await DemoSite.PostAsync(
            clerk, $"{door}?handler=Leave", new(member) { ["on"] = "2026-06-01" });
        Assert.Contains("Somebody changed it", await again.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_building_is_entered_renamed_moved_and_exported()
    {
        var clerk = await site.VisitorAsync("clerk");
        using var added = await DemoSite.PostAsync(clerk, "/registry/places/new", new()
        {
            ["Kind"] = "Building",
            ["Area"] = "431302001001",
            ["NewId"] = Guid.CreateVersion7().ToString(),
            ["Input.Name"] = "九十九号楼",
        });
        var map = added.Headers.Location!.OriginalString;
        var place = map[..^"/map".Length];

        var shown = MapVersion().Match(await clerk.GetStringAsync(map, None)).Groups[1].Value;
        using (var outside = await DemoSite.PostAsync(
            clerk, map, new() { ["Version"] = shown, ["Longitude"] = "112.9", ["Latitude"] = "27.7" }))
        {
            Assert.Contains(
                "not in this community", await outside.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        var version = Version().Match(await clerk.GetStringAsync(place, None)).Groups[1].Value;
        using var renamed = await DemoSite.PostAsync(
            clerk, $"{place}?handler=Change",
            new() { ["Input.Version"] = version, ["Input.Name"] = "百号楼", ["Input.Floors"] = "6" });
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        Assert.Contains(
            "百号楼", await clerk.GetStringAsync("/registry/places.csv?q=百号楼", None), StringComparison.Ordinal);
        var book = await clerk.GetByteArrayAsync("/registry/places.xlsx?kind=Building", None);
        Assert.Equal("PK"u8.ToArray(), book[..2]);
    }

    private async Task<string> DoorOfAsync(string name)
    {
        await using var act = site.Services.CreateAsyncScope();
        var id = await act.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<Guid>(
            """
            select h.dwelling_id from households h join household_members m on m.household_id = h.id
                join residents r on r.id = m.resident_id where r.name = @name
            """,
            new { name },
            None);
        return $"/registry/doors/{id}";
    }

    [GeneratedRegex("href=\"(/registry/places/[0-9a-f-]{36})\"")]
    private static partial Regex PlaceLink();

    [GeneratedRegex("href=\"(/registry/doors/[0-9a-f-]{36})\"")]
    private static partial Regex DoorLink();

    [GeneratedRegex("href=\"(/registry/residents/[0-9a-f-]{36}/numbers)\"")]
    private static partial Regex NumbersLink();

    [GeneratedRegex("name=\"member\" value=\"([^\"]+)")]
    private static partial Regex Member();

    [GeneratedRegex("name=\"Version\" value=\"([^\"]+)")]
    private static partial Regex MapVersion();

    [GeneratedRegex("name=\"Input.Version\" value=\"([^\"]+)")]
    private static partial Regex Version();
}
