using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Bandeng.Households.Tests.PageText;

namespace Bandeng.Households.Tests;

/// <summary>What the register alone knows of an area: who draws its boundary, who is told its doors.</summary>
public sealed partial class AreaDeskTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_address_leads_to_its_building_and_for_the_office_to_the_door_on_file()
    {
        await using var act = site.Services.CreateAsyncScope();
        var door = await act.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<DoorRow>(
            """
            select building, unit, room from dwelling_facts where area_code between 431302001001000000 and 431302001001999999
                and building = '1号楼' and unit <> '' order by unit desc, room limit 1
            """,
            null, None);
        var address = $"/api/v1/areas/locate?address={Uri.EscapeDataString($"乐坪街道街心社区1号楼{door!.Unit}单元{door.Room}室")}";

        var clerk = await LocateAsync("clerk", address);
        Assert.Equal(("1号楼", door.Unit, door.Room), (Text(clerk, "place"), Text(clerk, "unit"), Text(clerk, "room")));
        Assert.StartsWith("431302001001", Text(clerk, "code"), StringComparison.Ordinal);
        Assert.Null(
            Text(await LocateAsync("clerk", address.Replace(door.Room, "9999", StringComparison.Ordinal)), "room"));
        foreach (var other in new[] { "clerk2", "resident", null })
        {
            var told = await LocateAsync(other, address);
            Assert.Equal(("1号楼", null, null), (Text(told, "place"), Text(told, "unit"), Text(told, "room")));
        }
    }

    [Fact]
    public async Task A_clerk_draws_the_boundary_of_the_community_and_nobody_else_does()
    {
        const string page = "/registry/areas/431302001002/outline";
        var clerk = await site.VisitorAsync("clerk2");
        Assert.Contains(page, await clerk.GetStringAsync("/areas/431302001002", None), StringComparison.Ordinal);
        var form = await clerk.GetStringAsync(page, None);
        var corners = WebUtility.HtmlDecode(First(form, CornersField()));
        var version = First(form, MapVersion());
        var fewer = string.Join('\n', corners.Trim().Split('\n').Skip(1));

        using (var crossing = await DemoSite.PostAsync(clerk, page, new()
        { ["Version"] = version, ["Corners"] = "112,27.7\n112.01,27.71\n112.01,27.7\n112,27.71" }))
        {
            Assert.Contains("112,27.71", await crossing.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        }

        for (var i = 0; i < 2; i++)
        {
            using var drawn = await DemoSite.PostAsync(
                clerk, page, new() { ["Version"] = version, ["Corners"] = fewer });
            Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);
        }

        using (var stale = await DemoSite.PostAsync(
            clerk, page, new() { ["Version"] = version, ["Corners"] = corners }))
        {
            Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
        }

        foreach (var other in new[] { "clerk", "resident" })
        {
            var visitor = await site.VisitorAsync(other);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(page, None)).StatusCode);
            Assert.DoesNotContain(
                page, await visitor.GetStringAsync("/areas/431302001002", None), StringComparison.Ordinal);
        }
    }

    private async Task<JsonElement> LocateAsync(string? userName, string address) =>
        JsonDocument.Parse(await (await site.VisitorAsync(userName)).GetStringAsync(address, None)).RootElement;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private sealed record DoorRow(string Building, string Unit, string Room);

    [GeneratedRegex("<textarea[^>]*>([^<]+)")]
    private static partial Regex CornersField();

    [GeneratedRegex("name=\"Version\" value=\"([^\"]+)")]
    private static partial Regex MapVersion();
}
