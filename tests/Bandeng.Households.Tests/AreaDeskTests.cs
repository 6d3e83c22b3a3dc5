using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

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
        Assert.Null(Text(await LocateAsync("clerk", address.Replace(door.Room, "9999", StringComparison.Ordinal)), "room"));
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
            using var drawn = await DemoSite.PostAsync(clerk, page, new() { ["Version"] = version, ["Corners"] = fewer });
            Assert.Equal(HttpStatusCode.Redirect, drawn.StatusCode);
        }

        using (var stale = await DemoSite.PostAsync(clerk, page, new() { ["Version"] = version, ["Corners"] = corners }))
        {
            Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
        }

        foreach (var other in new[] { "clerk", "resident" })
        {
            var visitor = await site.VisitorAsync(other);
            Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync(page, None)).StatusCode);
            Assert.DoesNotContain(page, await visitor.GetStringAsync("/areas/431302001002", None), StringComparison.Ordinal);
        }
    }

    private static string First(string page, Regex link) =>
        link.Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException($"No {link} on the page.");

    private static (string Name, byte[] Content) Unusable(string what)
    {
        if (what == "column")
        {
            return ("list.csv", Encoding.UTF8.GetBytes("楼栋,姓名\n6号楼,小宝\n"));
        }

        if (what == "old")
        {
            return ("list.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        }

        var path = Books.Write(
            """
            <row r="1"><c r="A1" t="inlineStr"><is><t>楼栋</t></is></c><c r="B1" t="inlineStr"><is><t>房号</t></is></c><c r="C1" t="inlineStr"><is><t>姓名</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>6号楼</t></is></c><c r="B2"><f>100+1</f><v>101</v></c><c r="C2" t="inlineStr"><is><t>小宝</t></is></c></row>
            """,
            "");
        if (what == "macros")
        {
            using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
            zip.CreateEntry("xl/vbaProject.bin");
        }

        return (what == "macros" ? "list.xlsm" : "list.xlsx", File.ReadAllBytes(path));
    }

    private async Task<JsonElement> LocateAsync(string? userName, string address) =>
        JsonDocument.Parse(await (await site.VisitorAsync(userName)).GetStringAsync(address, None)).RootElement;

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private sealed record DoorRow(string Building, string Unit, string Room);

    [GeneratedRegex("<textarea[^>]*>([^<]+)")]
    private static partial Regex CornersField();

    [GeneratedRegex("name=\"Version\" value=\"([^\"]+)")]
    private static partial Regex MapVersion();

    [GeneratedRegex("name=\"Input.Version\" value=\"([^\"]+)")]
    private static partial Regex Version();
}
