using System.Globalization;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Browser.Tests;

/// <summary>
/// A community that no other test looks at, with a clerk of its own and the lists that such an office has.
/// </summary>
internal sealed record OwnCommunity(AreaCode Code, double West, double South, double East, double North)
{
    /// <summary>The last community of a town.</summary>
    public static async Task<OwnCommunity> LastOfAsync(BandengSite site, AreaCode town)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<OwnCommunity>(
            """
            select code, west, south, east, north from area_outlines
            where code between @First and @Last and code % 1000000 = 0 order by code desc limit 1
            """,
            new { town.Range.First, town.Range.Last }, CancellationToken.None))[0];
    }

    public async Task SeatClerkAsync(BandengSite site, string userName)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var seated = await scope.ServiceProvider.GetRequiredService<AddUser>().RunAsync(
            new(userName, "罗晓", BandengSite.Password, Role.Clerk, Code, null), CancellationToken.None);
        Assert.True(seated.TryGet(out _, out var refusal), refusal?.Code);
    }

    /// <summary>Rows of buildings in the middle of the community, numbered from a number on.</summary>
    public string BuildingList(int buildings, int first, int across, int households)
    {
        var list = new StringBuilder("楼栋名称,经度,纬度,户数\n");
        for (var i = 0; i < buildings; i++)
        {
            var (east, north) = (Between(West, East, i % across), Between(South, North, i / across));
            list.Append(CultureInfo.InvariantCulture, $"{i + first}栋,{east:F6},{north:F6},{households}\n");
        }

        return list.ToString();
    }

    // The middle two tenths: an outline that is no square has them too.
    private static double Between(double from, double to, int step) => from + (to - from) * (0.4 + 0.05 * step);
}
